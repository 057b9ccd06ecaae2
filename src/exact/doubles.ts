/** Doubles in order: the ordinal of each, its neighbours, and bisection down to two neighbours. */

/** Memory of one number, seen as a double and as its bits. */
const asDouble = new Float64Array(1);
const asBits = new BigInt64Array(asDouble.buffer);

/** The ordinal of a double: 0 for both zeros, 1 for the smallest positive double, -1 for its negative. */
export function ordinal(x: number): bigint {
  asDouble[0] = x;
  const bits = asBits[0] as bigint; // an array of one
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** The double of an ordinal. */
export function doubleAt(place: bigint): number {
  asBits[0] = place < 0n ? -place : place;
  const size = asDouble[0] as number; // an array of one
  return place < 0n ? -size : size;
}

/** The double whose ordinal is larger by `steps`; x itself where x or that double is not finite. */
export function nextDouble(x: number, steps = 1n): number {
  const found = Number.isFinite(x) ? doubleAt(ordinal(x) + steps) : x;
  return Number.isFinite(found) ? found : x;
}

/** The double whose ordinal is halfway between those of two; undefined where they are neighbours. */
export function halfway(low: number, high: number): number | undefined {
  const middle = doubleAt((ordinal(low) + ordinal(high)) >> 1n);
  return middle > low ? middle : undefined;
}

/** Two neighbouring doubles: `holds` is true at the first, false at the second, as at `from` and at `to` above it. */
export function bisect(from: number, to: number, holds: (x: number) => boolean): readonly [number, number] {
  let [low, high] = [ordinal(from), ordinal(to)];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (holds(doubleAt(middle))) low = middle;
    else high = middle;
  }
  return [doubleAt(low), doubleAt(high)];
}

/** The doubles of several arrays, one after another. */
export function joinedDoubles(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    all.set(part, length);
    length += part.length;
  }
  return all;
}
