import {inSteps, roundHalfAway, stepsFrom, stepTexts, tickDigits} from './scale.ts';

/** A mark on the x axis: the column, counted from 0, that is nearest to a round value. */
export interface Tick {
  readonly column: number;
  readonly text: string;
  /** Whether the value is 0. */
  readonly zero: boolean;
}

const leastSpacing = 7;

/** The whole numbers of a step within a range. */
interface Scale {
  readonly counts: readonly number[];
  readonly texts: readonly string[];
  /** Where the range starts and how long it is, in steps. */
  readonly start: number;
  readonly length: number;
  /** Columns that the texts need from one count to the next. */
  readonly room: number;
}

/** The scales that may be shown over a range, ascending, if its ends are at most so many columns apart. */
function scalesOf(from: number, to: number, apart: number): readonly Scale[] {
  const scales: Scale[] = [];
  for (const step of stepsFrom(from, to, {parts: apart / leastSpacing, digits: tickDigits})) {
    const start = inSteps(from, step);
    const length = inSteps(to, step) - start;
    if (apart / length < leastSpacing) continue;
    if (length < 1) break;
    const first = Math.ceil(start - 1e-9);
    const count = Math.floor(inSteps(to, step) + 1e-9) - first + 1;
    if (count < 2) continue;
    const counts = Array.from({length: count}, (_, index) => first + index);
    const texts = stepTexts(counts, step);
    const room = Math.max(leastSpacing, ...texts.map((text) => 1.5 * text.length + 2));
    scales.push({counts, texts, start, length, room});
  }
  return scales;
}

/** Ticks on the finest scale whose texts have room; undefined if there is none. */
function xTicks(columns: number, scales: readonly Scale[]): readonly Tick[] | undefined {
  const last = columns - 1;
  const scale = scales.find(({length, room}) => last / length >= room);
  if (scale === undefined) return undefined;
  const spacing = last / scale.length;
  return scale.counts.map((count, index) => ({
    column: roundHalfAway((count - scale.start) * spacing),
    text: scale.texts[index] ?? '',
    zero: count === 0,
  }));
}

/** Ticks at the two ends, and at 0 if it is far enough from them. */
function endTicks(from: number, to: number, columns: number): readonly Tick[] {
  const last = columns - 1;
  const zero = roundHalfAway(last * (from / 2 / (from / 2 - to / 2)));
  const apart = leastSpacing - 2 + Math.max(String(from).length, String(to).length);
  const isShown = from < 0 && to > 0 && zero >= apart && last - zero >= apart;
  return [
    {column: 0, text: String(from), zero: from === 0},
    ...(isShown ? [{column: zero, text: '0', zero: true}] : []),
    {column: last, text: String(to), zero: to === 0},
  ];
}

/** The columns of a plot area and the ticks below them. */
export interface Axis {
  readonly columns: number;
  readonly ticks: readonly Tick[];
}

/**
 * The axis of the most columns, at most `limit` and few fewer, with which every tick falls exactly on a column. As many
 * columns as samples come first: each sample then has a column of its own. If no number of columns will do, `limit`.
 * An axis that falls is the mirror image of the one that rises.
 */
export function axisFor(from: number, to: number, limit: number, samples = limit): Axis {
  if (from > to) return mirrored(axisFor(to, from, limit, samples));
  const least = limit - 11;
  const sought = Array.from({length: limit - least + 1}, (_, less) => limit - less);
  const scales = scalesOf(from, to, limit - 1);
  const tried = samples > least && samples < limit ? [samples, ...sought] : sought;
  const exactly = (make: (columns: number) => readonly Tick[] | undefined): Axis | undefined => {
    for (const columns of tried) {
      const ticks = make(columns);
      if (ticks?.every((tick) => isExact(tick, from, to, columns))) return {columns, ticks};
    }
    return undefined;
  };
  if (!(from < to) || limit === 1)
    return {columns: limit, ticks: [{column: Math.floor((limit - 1) / 2), text: String(from), zero: from === 0}]};
  const nearly = xTicks(limit, scales);
  const withZero = (columns: number): readonly Tick[] | undefined => {
    const ticks = endTicks(from, to, columns);
    return ticks.length === 3 ? ticks : undefined;
  };
  return (
    exactly((columns) => xTicks(columns, scales)) ??
    (nearly === undefined || nearly.length < 4 ? exactly(withZero) : undefined) ??
    (nearly === undefined ? {columns: limit, ticks: endTicks(from, to, limit)} : {columns: limit, ticks: nearly})
  );
}

function mirrored({columns, ticks}: Axis): Axis {
  return {columns, ticks: ticks.toReversed().map((tick) => ({...tick, column: columns - 1 - tick.column}))};
}

function isExact({column, text}: Tick, from: number, to: number, columns: number): boolean {
  const part = column / Math.max(1, columns - 1);
  // Halved, because the span of the largest doubles is not a double.
  const apart = from * (1 - part) * 0.5 + to * part * 0.5 - Number(text) * 0.5;
  return Math.abs(apart) <= 1e-9 * (to / 2 - from / 2);
}
