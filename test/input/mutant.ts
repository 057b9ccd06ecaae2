/** Numbers from 0 to 1 that are the same every time (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The bytes with one to eight changes: a bit flipped, a stretch left out or doubled, a byte put in. */
export function mutant(bytes: Uint8Array, next: () => number): Uint8Array {
  let changed = [...bytes];
  const below = (limit: number) => Math.floor(next() * limit);
  for (let changes = 1 + below(8); changes > 0; changes -= 1) {
    const at = below(changed.length);
    const stretch = 1 + below(12);
    const change = below(4);
    if (change === 0) changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    else if (change === 1) changed = [...changed.slice(0, at), ...changed.slice(at + stretch)];
    else if (change === 2) changed.splice(at, 0, below(256));
    else changed.splice(at, 0, ...changed.slice(at, at + stretch));
  }
  return Uint8Array.from(changed);
}

/** The bytes with one to four of them changed, and none more or less. */
export function flipped(bytes: Uint8Array, next: () => number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let changes = 1 + Math.floor(next() * 4); changes > 0 && changed.length > 0; changes -= 1) {
    const at = Math.floor(next() * changed.length);
    changed[at] = next() < 0.5 ? Math.floor(next() * 256) : (changed[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  }
  return changed;
}
