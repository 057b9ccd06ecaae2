/** A round distance between two rows or two ticks: digits · 10^exponent, kept as integers so that labels are exact. */
export interface Step {
  readonly digits: number;
  readonly exponent: number;
  /** value · scale / unit is a value in steps; the scale keeps tiny steps away from the subnormal numbers. */
  readonly scale: number;
  readonly unit: number;
}

/** digits · 10^exponent as a step. */
function stepOf(digits: number, exponent: number): Step {
  const tiny = exponent < -250;
  return {digits, exponent, scale: tiny ? 1e200 : 1, unit: Number(`${digits}e${tiny ? exponent + 200 : exponent}`)};
}

/** 1, 2, 2.5 and 5 times a power of ten: the steps at which people expect a tick. */
export const tickDigits: readonly number[] = [100, 200, 250, 500];

/** All steps of the given digits, ascending, from a little below the span divided into so many parts. */
export function* stepsFrom(
  low: number,
  high: number,
  division: {readonly parts: number; readonly digits: readonly number[]},
): Generator<Step> {
  // Divided before they are subtracted, because the span of the largest doubles is not a double.
  const part = Math.max(high / division.parts - low / division.parts, Number.MIN_VALUE);
  const start = Math.floor(Math.log10(part)) - 2;
  for (let exponent = start; exponent < start + 24; exponent++) {
    for (const digits of division.digits) {
      const step = stepOf(digits, exponent);
      if (step.unit / step.scale > 0) yield step;
    }
  }
}

/** value / step, also where the step is subnormal or the quotient of two huge numbers. */
export function inSteps(value: number, {scale, unit}: Step): number {
  return (value * scale) / unit;
}

/** The nearest integer, halves away from zero so that an odd curve stays odd. */
export function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/**
 * The exact decimal text of some whole numbers of steps, all with the decimals that the longest of them needs:
 * `0.25`, `0.50`; but `1e300`, `2.5e-7` where that is shorter and more than six digits were needed.
 */
export function stepTexts(counts: readonly number[], step: Step): readonly string[] {
  const integers = counts.map((count) => BigInt(count) * BigInt(step.digits));
  const used = integers.filter((integer) => integer !== 0n);
  const lowest = used.length === 0 ? 0 : Math.min(...used.map((integer) => step.exponent + trailingZeros(integer)));
  const highest = Math.max(0, ...used.map((integer) => step.exponent + digitsOf(integer).length));
  const short = () => integers.map((integer) => exponentText(integer, step.exponent));
  if (lowest < -20 || highest > 21) return short();
  const fixed = integers.map((integer) => fixedText(integer, step.exponent, -lowest));
  if (lowest >= -6 && highest <= 6) return fixed;
  return longest(fixed) <= longest(short()) ? fixed : short();
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({length}) => length));
}

/** integer · 10^exponent as a decimal; `decimals` are enough for it to be exact. */
function fixedText(integer: bigint, exponent: number, decimals: number): string {
  const places = Math.max(0, decimals);
  const shift = exponent + places;
  const scaled = shift >= 0 ? integer * 10n ** BigInt(shift) : integer / 10n ** BigInt(-shift);
  const text = digitsOf(scaled).padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const sign = scaled < 0n ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(text.length - places)}`;
}

/** integer · 10^exponent as `-2.5e-300`. */
function exponentText(integer: bigint, exponent: number): string {
  if (integer === 0n) return '0';
  const text = digitsOf(integer);
  const significant = text.slice(0, text.length - trailingZeros(integer));
  const mantissa = significant.length === 1 ? significant : `${significant[0]}.${significant.slice(1)}`;
  return `${integer < 0n ? '-' : ''}${mantissa}e${exponent + text.length - 1}`;
}

function digitsOf(integer: bigint): string {
  return String(integer < 0n ? -integer : integer);
}

function trailingZeros(integer: bigint): number {
  const text = digitsOf(integer);
  let end = text.length;
  while (end > 0 && text[end - 1] === '0') end -= 1;
  return text.length - end;
}
