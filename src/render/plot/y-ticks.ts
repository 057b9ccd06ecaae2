/** Round values for a y axis, and their texts. */

import type {Spread} from '../../report/output.ts';
import {inSteps, type Step, stepsFrom, stepTexts, tickDigits} from './scale.ts';

/** The most columns of a label, and of one of several that may count from an offset instead. */
export const widestLabel = 12;
const widestTick = 10;
/** Between the end of a logarithmic axis and its outermost label there are so many rows at most, if a label fits. */
const mostBare = 2;

export interface Tick {
  readonly value: number;
  readonly text: string;
}
export interface Ticks {
  readonly ticks: readonly Tick[];
  readonly offset?: string;
  readonly step?: Step;
}

/** Round values, two rows apart or more, as many as there is room for; of long ones only what follows a common offset. */
export function evenTicks(low: number, high: number, rows: number): Ticks {
  const [finest = {ticks: []}] = ticksOfSteps(low, high, {rows, most: 1});
  return finest;
}

/** Such ticks of the finest steps, at most so many; none after one that has fewer than two ticks or an offset. */
export function ticksOfSteps(
  low: number,
  high: number,
  {rows, most}: {readonly rows: number; readonly most: number},
): readonly Ticks[] {
  const mostTicks = Math.max(2, Math.min(10, Math.floor((rows + 1) / 2)));
  const found: Ticks[] = [];
  for (const step of stepsFrom(low, high, {parts: mostTicks, digits: tickDigits})) {
    const counts = countsBetween(low, high, step, 2 * mostTicks);
    if (counts === undefined || counts.length > mostTicks) continue;
    if (counts.length < 2 && found.length > 0) break;
    const own = ticksAt(counts, step);
    const texts = own.ticks.map(({text}) => text);
    const isReadable = new Set(texts.map(Number).filter(Number.isFinite)).size === texts.length;
    const isShort = isReadable && texts.every((text) => text.length <= widestTick);
    if (isShort) found.push(own);
    else if (found.length === 0) found.push(...offsetTicks(counts, step));
    if (found.length === most || counts.length < 2 || !isShort) break;
  }
  return found;
}

/** The ticks of a step within other ends. */
export function ticksWithin(low: number, high: number, step: Step): Ticks {
  return ticksAt(countsBetween(low, high, step, 100) ?? [], step);
}

function ticksAt(counts: readonly number[], step: Step): Ticks {
  return {ticks: stepTexts(counts, step).map((text) => ({value: Number(text), text})), step};
}

/** The whole numbers of a step between two values; undefined if they are too many, or too large to be counted. */
function countsBetween(low: number, high: number, step: Step, most: number): readonly number[] | undefined {
  const [first, last] = [Math.ceil(inSteps(low, step) - 1e-9), Math.floor(inSteps(high, step) + 1e-9)];
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last - first >= most) return undefined;
  return Array.from({length: last - first + 1}, (_, i) => last - i);
}

/** Labels from the shortest value on, which is the offset; none where these are long as well. */
function offsetTicks(counts: readonly number[], step: Step): readonly Ticks[] {
  if (counts.length < 2) return [];
  const values = stepTexts(counts, step);
  // Each by itself: side by side all have as many decimals.
  const lengths = counts.map((count) => stepTexts([count], step).join('').length);
  const roundest = lengths.indexOf(Math.min(...lengths));
  const texts = stepTexts(
    counts.map((count) => count - (counts[roundest] ?? 0)),
    step,
  );
  if (texts.some((text) => text.length > widestLabel - 1)) return [];
  const ticks = values.map((value, i) => ({
    value: Number(value),
    text: Number(texts[i]) === 0 ? '+0' : Number(texts[i]) < 0 ? (texts[i] ?? '') : `+${texts[i]}`,
  }));
  return [{ticks, offset: stepTexts(counts.slice(roundest, roundest + 1), step).join('')}];
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
  for (const end of [high, low]) {
    const isFar = chosen.every((value) => Math.abs(rowOf(value) - rowOf(end)) > mostBare);
    const own = isFar ? roundBeside(end).find((value) => isInside(value) && isClear(value, chosen)) : undefined;
    if (own !== undefined) chosen.push(own);
  }
  return {ticks: chosen.map((value) => ({value, text: powerText(value)}))};
}

/** 1, 2 and 5 times powers of ten, from the one nearest to a value on. */
function roundBeside(value: number): readonly number[] {
  const size = Math.abs(value);
  const exponent = Math.floor(Math.log10(size));
  const apart = (other: number): number => Math.abs(Math.log(other / size));
  return [`1e${exponent}`, `2e${exponent}`, `5e${exponent}`, `1e${exponent + 1}`]
    .map(Number)
    .sort((a, b) => apart(a) - apart(b))
    .map((other) => Math.sign(value) * other);
}

function powerText(value: number): string {
  const size = Math.abs(value);
  return size === 0 || (size >= 1e-3 && size < 1e5) ? String(value) : value.toExponential().replace('e+', 'e');
}
