/** The y axis of a panel: which dot a value falls on, and the labels of the rows. */

import {linear, type Spread} from '../../report/output.ts';
import {inSteps, type Step, stepsFrom, stepTexts, tickDigits} from './scale.ts';

/** Dots of a cell from top to bottom. */
export const dotsInRow = 4;

/** The values that an axis reaches from end to end. */
export interface Extent {
  readonly low: number;
  readonly high: number;
  /** Whether an end is what the user set: it is not widened. */
  readonly fixedLow?: boolean;
  readonly fixedHigh?: boolean;
}

export interface YScale {
  readonly rows: number;
  /** The dot of a value, counted from the centre of the topmost one down; beyond 0 and the last one outside the frame. */
  readonly dotOf: (value: number) => number;
  /** One for each row; empty where it has none. */
  readonly labels: readonly string[];
  /** What is to be added to every label; absent if they are the values themselves. */
  readonly offset?: string;
}

/** The most columns of a label. */
const widestLabel = 12;
/** Values closer together than so many ulps are a constant with rounding errors. */
const flatUlps = 64;

/** The axis of so many rows from the one end of an extent to the other. */
export function yScale(extent: Extent, rows: number, spread: Spread = linear): YScale {
  const constant = spread.kind === 'linear' && isConstant(extent) ? extent.high : undefined;
  const {low, high} =
    constant !== undefined ? around(extent) : spread.kind === 'linear' ? rounded(extent, rows) : extent;
  const [bottom, top] = [spreadOut(low, spread), spreadOut(high, spread)];
  const last = dotsInRow * rows - 1;
  // Halved, because the span of the largest doubles is no double; half of the smallest is none either.
  const unit = Math.max(Math.abs(bottom), Math.abs(top)) < 1e-290 ? 2 ** 60 : 0.5;
  const [above, height] = [top * unit, top * unit - bottom * unit];
  const isLinear = spread.kind === 'linear';
  // Called for each sample: a good part of what a plot waits for.
  const dotOf = (value: number): number => {
    const place = isLinear ? value : spreadOut(value, spread);
    if (place - place !== 0) return place > 0 ? Number.NEGATIVE_INFINITY : place < 0 ? Number.POSITIVE_INFINITY : place;
    return ((above - place * unit) / height) * last;
  };
  const rowOf = (value: number): number => Math.floor((dotOf(value) + 0.5) / dotsInRow);
  const ticks = spread.kind === 'linear' ? evenTicks(low, high, rows) : powerTicks(low, high, {rows, spread, rowOf});
  const labels = new Array<string>(rows).fill('');
  if (constant !== undefined) labels[rowOf(constant)] = constantText(constant);
  for (const {value, text} of ticks.ticks) {
    const row = rowOf(value);
    const isFree = constant === undefined || Math.abs(row - rowOf(constant)) > 1;
    if (labels[row] === '' && isFree) labels[row] = text;
  }
  if (isLinear && constant === undefined && ticks.offset === undefined) {
    labelEnd(labels, {row: 0, inner: 1, value: high, rowOf});
    labelEnd(labels, {row: rows - 1, inner: rows - 2, value: low, rowOf});
  }
  return {rows, dotOf, labels, ...(ticks.offset === undefined ? {} : {offset: ticks.offset})};
}

/** Labels an outermost row, where it and the next one have none, with the value of fewest digits beside its end. */
function labelEnd(
  labels: string[],
  end: {
    readonly row: number;
    readonly inner: number;
    readonly value: number;
    readonly rowOf: (value: number) => number;
  },
): void {
  const {row, inner, value, rowOf} = end;
  if (labels[row] !== '' || labels[inner] !== '') return;
  const near = [1, 2, 3].map((digits) => Number(value.toPrecision(digits))).find((each) => rowOf(each) === row);
  if (near !== undefined && String(near).length <= widestLabel) labels[row] = String(near).replace('e+', 'e');
}

export function spreadOut(value: number, spread: Spread): number {
  if (spread.kind === 'linear') return value;
  if (spread.kind === 'log') return value > 0 ? Math.log10(value) : Number.NaN;
  const size = Math.abs(value) / spread.threshold;
  return Math.sign(value) * (size <= 1 ? size : 1 + Math.log10(size));
}

/** Whether values differ by rounding errors at most. */
export function isConstant({low, high}: Extent): boolean {
  return !(high - low > flatUlps * 2 ** -53 * Math.max(Math.abs(low), Math.abs(high)));
}

/** An axis with a constant in its middle that shows how large it is. */
export function around({low, high}: Extent): Extent {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size > 1e300) return {low: Math.min(0, low), high: Math.max(0, high)};
  const half = size < 1e-300 ? Math.max(1, size) : size / 2;
  return {low: low - half, high: high + half};
}

/** A constant in as many digits as there is room for. */
function constantText(value: number): string {
  const text = String(value);
  return (text.length <= widestLabel ? text : String(Number(value.toPrecision(widestLabel - 6)))).replace('e+', 'e');
}

/** The ends moved out to a round value that lies less than half a row beyond them, as 0 does beyond an asymptote. */
function rounded({low, high, fixedLow = false, fixedHigh = false}: Extent, rows: number): Extent {
  const {step} = evenTicks(low, high, rows);
  if (step === undefined) return {low, high};
  const near = (high / rows - low / rows) / 2;
  const [first, last] = [Math.floor(inSteps(low, step)), Math.ceil(inSteps(high, step))].map((count) =>
    Number(stepTexts([count], step)[0]),
  );
  return {
    low: !fixedLow && first !== undefined && low - first < near ? Math.min(low, first) : low,
    high: !fixedHigh && last !== undefined && last - high < near ? Math.max(high, last) : high,
  };
}

interface Tick {
  readonly value: number;
  readonly text: string;
}
interface Ticks {
  readonly ticks: readonly Tick[];
  readonly offset?: string;
  readonly step?: Step;
}

/** Round values, two rows apart or more, as many as there is room for; of long ones only what follows a common offset. */
export function evenTicks(low: number, high: number, rows: number): Ticks {
  const most = Math.max(2, Math.min(10, Math.floor((rows + 1) / 2)));
  let best: Ticks | undefined;
  for (const step of stepsFrom(low, high, {parts: most, digits: tickDigits})) {
    const counts = countsBetween(low, high, step, 2 * most);
    if (counts === undefined || counts.length > most) continue;
    if (counts.length < 2 && best !== undefined) break;
    const texts = stepTexts(counts, step);
    const isReadable = new Set(texts.map(Number).filter(Number.isFinite)).size === texts.length;
    if (isReadable && texts.every((text) => text.length <= widestLabel))
      best = {ticks: texts.map((text) => ({value: Number(text), text})), step};
    else best ??= offsetTicks(counts, step);
    if (counts.length >= 2 || best !== undefined) break;
  }
  return best ?? {ticks: []};
}

/** The whole numbers of a step between two values; undefined if they are too many, or too large to be counted. */
function countsBetween(low: number, high: number, step: Step, most: number): readonly number[] | undefined {
  const [first, last] = [Math.ceil(inSteps(low, step) - 1e-9), Math.floor(inSteps(high, step) + 1e-9)];
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last - first >= most) return undefined;
  return Array.from({length: last - first + 1}, (_, i) => last - i);
}

/** Labels from the shortest value on, which is the offset. */
function offsetTicks(counts: readonly number[], step: Step): Ticks | undefined {
  if (counts.length < 2) return undefined;
  const values = stepTexts(counts, step);
  // Each by itself: side by side all have as many decimals.
  const lengths = counts.map((count) => stepTexts([count], step).join('').length);
  const roundest = lengths.indexOf(Math.min(...lengths));
  const texts = stepTexts(
    counts.map((count) => count - (counts[roundest] ?? 0)),
    step,
  );
  if (texts.some((text) => text.length > widestLabel - 1)) return undefined;
  const ticks = values.map((value, i) => ({
    value: Number(value),
    text: Number(texts[i]) === 0 ? '+0' : Number(texts[i]) < 0 ? (texts[i] ?? '') : `+${texts[i]}`,
  }));
  return {ticks, offset: stepTexts(counts.slice(roundest, roundest + 1), step).join('')};
}

/** Powers of ten, each second one or fifth where rows are few; on a scale with both signs 0 and the threshold too. */
export function powerTicks(
  low: number,
  high: number,
  {rows, spread, rowOf}: {readonly rows: number; readonly spread: Spread; readonly rowOf: (value: number) => number},
): Ticks {
  const least = spread.kind === 'symlog' ? spread.threshold : low;
  const [first, last] = [Math.floor(Math.log10(least) + 1e-9), Math.floor(Math.log10(Math.max(high, -low)) + 1e-9)];
  const isInside = (value: number): boolean => low <= value && value <= high;
  const apart = rows < 6 ? 1 : 2;
  const isClear = (value: number, others: readonly number[]): boolean =>
    others.every((other) => other === value || Math.abs(rowOf(other) - rowOf(value)) >= apart);
  const start: readonly number[] = spread.kind === 'symlog' && isInside(0) ? [0] : [];
  /** These factors times each so many powers, without what is close to 0; undefined if they are too close together. */
  const valuesOf = (every: number, factors: readonly number[]): readonly number[] | undefined => {
    const powers = Array.from({length: Math.max(0, last - first + 1)}, (_, i) => first + i);
    const sizes = powers
      .filter((exponent) => exponent % every === 0)
      .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
      .filter((size) => size >= least);
    const values = [...sizes, ...(spread.kind === 'log' ? [] : sizes.map((size) => -size))];
    const kept = values.filter((value) => isInside(value) && isClear(value, start) && isClear(-value, start));
    return kept.every((value) => isClear(value, kept)) ? kept : undefined;
  };
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const powers = steps.map((every) => valuesOf(every, [1])).find((values) => values !== undefined) ?? [];
  // Powers alone would leave a short axis without labels.
  const finer =
    powers.length < 2
      ? [
          [1, 2, 5],
          [1, 3],
        ].map((factors) => valuesOf(1, factors))
      : [];
  const chosen = [
    ...start,
    ...(finer.find((values) => values !== undefined && values.length > powers.length) ?? powers),
  ];
  if (spread.kind === 'log' && chosen.length < 2) return evenTicks(low, high, rows);
  const edges = spread.kind === 'symlog' ? [spread.threshold, -spread.threshold].filter(isInside) : [];
  for (const edge of edges) if (!chosen.map(rowOf).includes(rowOf(edge))) chosen.push(edge);
  return {ticks: chosen.map((value) => ({value, text: powerText(value)}))};
}

function powerText(value: number): string {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-3 && size < 1e5) ? String(value) : value.toExponential().replace('e+', 'e');
}
