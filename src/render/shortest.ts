/** The shortest digits that tell a number of a format from its neighbours. */

import {exponentOf, type NumberFormat, scale} from '../exact/number-format.ts';

/**
 * A function from the numbers of a format to texts: an integer below 2^53 itself, else the fewest digits that read
 * back to the same number, and of these the nearest. Texts of small formats are kept, because a table repeats their numbers often.
 */
export function createShortest(format: NumberFormat): (value: number) => string {
  const known = new Map<number, string>();
  const limit = format.bits <= 16 ? 2 ** format.bits : 0;
  return (value) => {
    if (value === 0) return Object.is(value, -0) ? '-0' : '0';
    // An integer is written itself: 65504 in float16, though 65500 reads back to it too.
    if (Number.isSafeInteger(value) || !Number.isFinite(value) || format.precision === 53) return String(value);
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    const size = shortest(Math.abs(value), format);
    // JavaScript writes the double nearest to such a short decimal as that decimal.
    const text = String(value < 0 ? -size : size);
    if (known.size < limit) known.set(value, text);
    return text;
  };
}

/** The shortest decimal as a double, by bisection: with enough digits some decimal reads back, and with more too. */
function shortest(size: number, format: NumberFormat): number {
  const accept = acceptor(size, format);
  const exponent = Math.floor(Math.log10(size));
  // 1 + p log10(2) digits, rounded up, tell all numbers of p bits apart; the rounded logarithm may cost one more.
  let [few, enough] = [0, Math.ceil(1 + format.precision * Math.LOG10E * Math.LN2) + 1];
  let best = size;
  while (enough - few > 1) {
    const digits = (few + enough) >> 1;
    const found = accept(exponent - digits + 1);
    if (found === undefined) few = digits;
    else [enough, best] = [digits, found];
  }
  return best;
}

/**
 * A function from e to a multiple of 10^e that reads back to the number, if there is one: strictly between the
 * midpoints to its neighbours, or on a midpoint that rounds to even.
 */
function acceptor(size: number, {precision, leastExponent}: NumberFormat): (e: number) => number | undefined {
  const half = scale(1, Math.max(exponentOf(size) - precision, leastExponent - 1));
  const isPower = size / half === 2 ** precision && half > scale(1, leastExponent - 1);
  // The midpoints have one bit more, so they are doubles, and the comparisons with them are exact.
  const above = size + half;
  const below = size - (isPower ? half / 2 : half);
  const isEven = (size / half) % 4 === 0;
  const reads = (n: number, e: number): number | undefined => {
    const value = decimal(n, e);
    if (value > below && value < above) return value;
    return isEven && (value === below || value === above) && isExact(n, value) ? value : undefined;
  };
  return (e) => {
    const nearest = Math.round(e < 0 ? size * powerOfTen(-e) : size / powerOfTen(e));
    // Above a power of two numbers are twice as far apart: the next decimal may read back where the nearest does not.
    return reads(nearest, e) ?? (isPower ? reads(nearest + 1, e) : undefined);
  };
}

/** The double nearest to n 10^e: a single rounding, since both operands are exact. */
function decimal(n: number, e: number): number {
  if (e > 22 || e < -22) return Number(`${n}e${e}`);
  return e < 0 ? n / powerOfTen(-e) : n * powerOfTen(e);
}

const powersOfTen: readonly number[] = Array.from({length: 23}, (_, e) => Number(`1e${e}`));

function powerOfTen(e: number): number {
  return powersOfTen[e] ?? Number(`1e${e}`);
}

/** Whether a short decimal equals the double that it reads as, instead of being only near it. */
function isExact(n: number, value: number): boolean {
  const plain = (text: string) => (text.split('e')[0] ?? '').replace('.', '').replace(/0+$/, '');
  return plain(value.toExponential(100)) === plain(`${n}`);
}
