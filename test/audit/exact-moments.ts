/** Mean and standard deviation by integers: the witness of the tallies. */

/** A double as a whole number of the least double, 2^-1074. */
function wholeOf(x: number): bigint {
  const bits = new BigInt64Array(Float64Array.of(Math.abs(x)).buffer)[0] as bigint; // an array of one
  const exponent = bits >> 52n;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return x < 0 ? -size : size;
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}

/** n · 2^power, to the last bit or two. */
function scaled(n: bigint, power: number): number {
  const excess = Math.max(0, bitLength(n) - 60);
  const half = Math.trunc((power + excess) / 2);
  return Number(n >> BigInt(excess)) * 2 ** half * 2 ** (power + excess - half);
}

function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt(Math.ceil(bitLength(n) / 2));
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** The mean and the standard deviation of numbers of which there is at least one, correct to 2 units in the last place. */
export function exactMoments(values: Iterable<number>): {readonly mean: number; readonly std: number} {
  let [count, sum, squares] = [0n, 0n, 0n];
  for (const x of values) {
    const whole = wholeOf(x);
    count += 1n;
    sum += whole;
    squares += whole * whole;
  }
  const more = 256; // bits beyond the least double
  const size = sum < 0n ? -sum : sum;
  const mean = scaled((size << BigInt(more)) / count, -1074 - more);
  const variance = ((count * squares - sum * sum) << BigInt(2 * more)) / (count * count);
  return {mean: sum < 0n ? -mean : mean, std: scaled(squareRoot(variance), -1074 - more)};
}
