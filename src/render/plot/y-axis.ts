import {inSteps, nearestStep, type Step, stepOf, stepsFrom, stepTexts} from './scale.ts';

/** The rows of a frame: row r, counted from the top, stands for (top - r) steps. */
export interface Rows {
  readonly step: Step;
  readonly top: number;
  readonly count: number;
  /** One for each row; empty where the row carries no label. */
  readonly labels: readonly string[];
}

/** The values that the rows must hold, or an end that the user set, which is never widened. */
export interface Extent {
  readonly low: number;
  readonly high: number;
  readonly fixedLow: boolean;
  readonly fixedHigh: boolean;
}

/** The room for labels in columns; a step whose labels need more is passed over for a coarser one. */
export const labelWidth = 8;

/**
 * How many rows lie from one label to the next, by the digits of the row step; every label is then a multiple of
 * 1, 2, 2.5 or 5 times a power of ten, or of twice that.
 */
const labelEvery: ReadonlyMap<number, readonly number[]> = new Map([
  [100, [1, 2, 5, 10, 20, 50]],
  [125, [2, 4, 8, 16, 40]],
  [200, [1, 2, 5, 10, 25]],
  [250, [1, 2, 4, 10, 20]],
  [500, [1, 2, 4, 10, 20]],
]);

/**
 * As many rows as fit into the height, a round step apart, with exact labels.
 * @throws RangeError if there is no such step
 */
export function rowsFor(extent: Extent, height: number): Rows {
  const flat = isFlat(extent) && !(extent.fixedLow && extent.fixedHigh);
  const constant = flat ? aroundConstant(extent.high, height) : undefined;
  if (constant !== undefined) return constant;
  const {low, high, fixedLow, fixedHigh} = flat ? withZero(extent) : extent;
  for (const step of stepsFrom(low, high, {parts: height, digits: [...labelEvery.keys()]})) {
    const bottom = fixedLow ? Math.ceil(inSteps(low, step) - 1e-9) : nearestStep(low, step);
    const top = fixedHigh ? Math.floor(inSteps(high, step) + 1e-9) : nearestStep(high, step);
    if (top - bottom >= height) continue;
    const rows = labelled(step, ...atLeast(fixedLow || fixedHigh ? 2 : 3, bottom, top));
    if (rows !== undefined) return rows;
  }
  throw new RangeError(`no row step for ${extent.low} to ${extent.high}`);
}

/** The row nearest to a value, counted from the top; -Infinity or Infinity for an infinite value. */
export function rowOf(value: number, rows: Rows): number {
  return rows.top - nearestStep(value, rows.step);
}

/** The rows with their labels; undefined if a label would be too long, or not a number of its own. */
function labelled(step: Step, bottom: number, top: number): Rows | undefined {
  const count = top - bottom + 1;
  const choices = labelEvery.get(step.digits) ?? [1];
  const every = choices.find((n) => count / n <= 10) ?? count;
  const counts = Array.from({length: count}, (_, row) => top - row).filter((n) => n % every === 0);
  const texts = stepTexts(counts, step);
  // Labels beyond the doubles read back as infinite, and two tiny ones may as the same subnormal.
  const values = new Set(texts.map(Number).filter(Number.isFinite));
  if (values.size < Math.max(1, texts.length) || texts.some((text) => text.length > labelWidth)) return undefined;
  const byCount = new Map(counts.map((n, index) => [n, texts[index]]));
  const labels = Array.from({length: count}, (_, row) => byCount.get(top - row) ?? '');
  return {step, top, count, labels};
}

/** Rows added above and below in turn until there are enough to see a curve between them. */
function atLeast(least: number, bottom: number, top: number): readonly [number, number] {
  const missing = Math.max(0, least - (top - bottom + 1));
  return [bottom - Math.floor(missing / 2), top + Math.ceil(missing / 2)];
}

/** Whether the values vary too little for labels to tell them apart. */
function isFlat({low, high}: Extent): boolean {
  return high - low <= 1e-5 * Math.max(Math.abs(low), Math.abs(high));
}

/** The extent widened to 0, for a constant whose own digits make no label. */
function withZero({low, high}: Extent): Extent {
  return {low: Math.min(0, low), high: Math.max(0, high), fixedLow: false, fixedHigh: false};
}

/** Rows around a constant, which lies on one of them; undefined if a few digits cannot write it. */
function aroundConstant(value: number, height: number): Rows | undefined {
  const reach = height < 5 ? 1 : 2;
  for (const decimals of [3, 2, 1, 0]) {
    const [digits = '', exponent = ''] = value.toExponential(decimals).split('e');
    const [whole = '', fraction = ''] = digits.replace(/\.?0+$/, '').split('.');
    const unit = Number(exponent) - fraction.length;
    // Around ±1 and 0, where constants usually lie, halves look better than whole steps.
    const step = Math.abs(Number(digits)) <= 1 ? stepOf(500, unit - 3) : stepOf(100, unit - 2);
    const count = Math.round(Number(whole + fraction) * (step.digits === 500 ? 2 : 1));
    const rows = labelled(step, count - reach, count + reach);
    if (rows !== undefined) return rows;
  }
  return undefined;
}
