/** The shortest digits that tell a number of a format from its neighbours. */

import {exponentOf, type NumberFormat, scale} from '../exact/format.ts';

/**
 * Texts of the numbers of a format: the fewest digits that read back to the same number of it, the nearest to it among
 * those. Each is made once: a table repeats numbers of a small format often.
 */
export function createShortest(format: NumberFormat): (value: number) => string {
  const known = new Map<number, string>();
  const limit = format.bits <= 16 ? 2 ** 16 : 0;
  return (value) => {
    if (value === 0) return Object.is(value, -0) ? '-0' : '0';
    if (!Number.isFinite(value) || format.precision === 53) return String(value);
    const found = known.get(value) ?? shortest(value, format);
    if (known.size < limit) known.set(value, found);
    return found;
  };
}

/** By halving: with enough digits some decimal reads back, and then one with more digits does too. */
function shortest(value: number, format: NumberFormat): string {
  const size = Math.abs(value);
  const reads = readerOf(size, format);
  // A decimal with 1 + p log10(2) digits, rounded up, tells all numbers of p bits apart.
  let [few, enough] = [0, Math.ceil(1 + format.precision * Math.LOG10E * Math.LN2)];
  let best = size.toExponential(enough - 1);
  while (enough - few > 1) {
    const digits = (few + enough) >> 1;
    const text = candidates(size, digits).find(reads);
    if (text === undefined) few = digits;
    else [enough, best] = [digits, text];
  }
  // With at most 9 digits this is the text that JavaScript has for the double nearest to the decimal.
  return String(value < 0 ? -Number(best) : Number(best));
}

/** The nearest decimal and the next above it: at a power of two the numbers above lie twice as far apart. */
function candidates(size: number, digits: number): readonly string[] {
  const nearest = size.toExponential(digits - 1);
  const [mantissa = '', exponent = '0'] = nearest.split('e');
  const next = BigInt(mantissa.replace('.', '')) + 1n;
  return [nearest, `${next}e${Number(exponent) - digits + 1}`];
}

/** Whether a decimal lies where all rounds to `size`: strictly between the midpoints, or on one that rounds to even. */
function readerOf(size: number, format: NumberFormat): (text: string) => boolean {
  const {precision, leastExponent} = format;
  const last = Math.max(exponentOf(size) - precision + 1, leastExponent);
  const isPower = scale(1, last + precision - 1) === size && last > leastExponent;
  // The midpoints have one bit more, so they are doubles, and the comparisons with them are exact.
  const above = size + scale(1, last - 1);
  const below = size - scale(1, isPower ? last - 2 : last - 1);
  const isEven = scale(size, -last) % 2 === 0;
  return (text) => {
    const value = Number(text);
    if (value > below && value < above) return true;
    return isEven && (value === below || value === above) && isExactly(text, value);
  };
}

/** Whether a short decimal is the double that it reads as, and not only near it. */
function isExactly(text: string, value: number): boolean {
  const digits = (decimal: string) => (decimal.split('e')[0] ?? '').replace('.', '').replace(/0+$/, '');
  return digits(value.toExponential(100)) === digits(text);
}
