import {inSteps, roundHalfAway, stepsFrom, stepTexts, tickDigits} from './plot-scale.ts';

/** A mark on the x axis: the column, counted from 0, that is nearest to a round value. */
export interface Tick {
  readonly column: number;
  readonly text: string;
  /** Whether the value is 0. */
  readonly zero: boolean;
}

const leastSpacing = 7;

/** Round ticks with room between their labels; the two ends themselves where no round value has room. */
function xTicks(from: number, to: number, columns: number): readonly Tick[] {
  const last = columns - 1;
  if (!(from < to) || last === 0) return [{column: Math.floor(last / 2), text: String(from), zero: from === 0}];
  for (const step of stepsFrom(from, to, {parts: last / leastSpacing, digits: tickDigits})) {
    const spacing = last / (inSteps(to, step) - inSteps(from, step));
    if (spacing < leastSpacing) continue;
    if (spacing > last) break;
    const first = Math.ceil(inSteps(from, step) - 1e-9);
    const count = Math.floor(inSteps(to, step) + 1e-9) - first + 1;
    const counts = Array.from({length: Math.max(0, count)}, (_, index) => first + index);
    const texts = stepTexts(counts, step);
    if (texts.length < 2 || texts.some((text) => 1.5 * text.length + 2 > spacing)) continue;
    return counts.map((value, index) => ({
      column: roundHalfAway((value - inSteps(from, step)) * spacing),
      text: texts[index] ?? '',
      zero: value === 0,
    }));
  }
  return [from, to].map((end, index) => ({column: index * last, text: String(end), zero: end === 0}));
}

/** The columns of a plot area and the ticks below them. */
export interface Axis {
  readonly columns: number;
  readonly ticks: readonly Tick[];
}

/**
 * The most columns up to the limit, or a few fewer, with which every tick falls exactly on a column; but as many as
 * there are samples, if these will do: then each has a column of its own.
 */
export function axisFor(from: number, to: number, limit: number, samples = limit): Axis {
  const least = limit - 11;
  const sought = Array.from({length: limit - least + 1}, (_, less) => limit - less);
  for (const columns of samples > least && samples < limit ? [samples, ...sought] : sought) {
    const ticks = xTicks(from, to, columns);
    if (ticks.every((tick) => isExact(tick, from, to, columns))) return {columns, ticks};
  }
  return {columns: limit, ticks: xTicks(from, to, limit)};
}

function isExact({column, text}: Tick, from: number, to: number, columns: number): boolean {
  const part = column / Math.max(1, columns - 1);
  // Halved, because the span of the largest doubles is itself no double.
  const apart = from * (1 - part) * 0.5 + to * part * 0.5 - Number(text) * 0.5;
  return Math.abs(apart) <= 1e-9 * (to / 2 - from / 2);
}
