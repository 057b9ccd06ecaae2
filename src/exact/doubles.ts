/** The doubles in their order: the place of each, its neighbours, and bisection down to neighbours. */

/** One number as a double and as its bits. */
const asDouble = new Float64Array(1);
const asBits = new BigInt64Array(asDouble.buffer);

/** The place of a double among all doubles in order: 0 for both zeros, 1 for the least positive one. */
export function ordinal(x: number): bigint {
  asDouble[0] = x;
  const bits = asBits[0] as bigint; // an array of one
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** The double at a place of that order. */
export function doubleAt(place: bigint): number {
  asBits[0] = place < 0n ? -place : place;
  const size = asDouble[0] as number; // an array of one
  return place < 0n ? -size : size;
}

/** The double so many steps further; the outermost doubles and the infinities have none, and stay. */
export function nextDouble(x: number, steps = 1n): number {
  const found = Number.isFinite(x) ? doubleAt(ordinal(x) + steps) : x;
  return Number.isFinite(found) ? found : x;
}

/** The double halfway between two in the order of doubles; undefined between neighbours. */
export function halfway(low: number, high: number): number | undefined {
  const middle = doubleAt((ordinal(low) + ordinal(high)) >> 1n);
  return middle > low ? middle : undefined;
}

/** The last double at which a statement holds and the next one, where it holds at `from` and not at `to` above it. */
export function bisect(from: number, to: number, holds: (x: number) => boolean): readonly [number, number] {
  let [low, high] = [ordinal(from), ordinal(to)];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (holds(doubleAt(middle))) low = middle;
    else high = middle;
  }
  return [doubleAt(low), doubleAt(high)];
}
