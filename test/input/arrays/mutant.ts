/** The bytes with one to four changes: a bit flipped, a byte set, and now and then a stretch left out or doubled. */
export function mutantOf(bytes: Uint8Array, next: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(next() * limit);
  let changed = bytes.slice();
  for (let changes = 1 + below(4); changes > 0; changes -= 1) {
    const at = below(changed.length);
    const to = at + 1 + below(12);
    const change = below(8);
    if (change < 4) changed[at] = (changed[at] ?? 0) ^ (1 << below(8));
    else if (change < 6) changed[at] = [0, 1, 127, 128, 255, below(256)][below(6)] ?? 0;
    else if (change === 6) changed = Uint8Array.of(...changed.subarray(0, at), ...changed.subarray(to));
    else changed = Uint8Array.of(...changed.subarray(0, to), ...changed.subarray(at));
  }
  return changed;
}
