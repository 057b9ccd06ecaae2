/** Whole powers of two from a table, because `**` takes ten times as long where the exponent is not known beforehand. */

/** The largest exponent of the table. */
export const mostDoublings = 1000;

const powers = new Float64Array(2 * mostDoublings + 1);
for (let i = 0, power = 2 ** -mostDoublings; i < powers.length; i += 1, power *= 2) powers[i] = power;

/** 2^k for a whole k from -1000 to 1000, exactly. */
export function wholePower(k: number): number {
  return powers[k + mostDoublings] as number; // within the table
}
