import {inSteps, roundHalfAway, stepsFrom, stepTexts, tickDigits} from './scale.ts';

/** A mark on the x axis: the column, counted from 0, that is nearest to a round value. */
export interface Tick {
  readonly column: number;
  readonly text: string;
  /** Whether the value is 0. */
  readonly zero: boolean;
}

/** Columns from one tick to the next: at least as many as look good, or where these leave few ticks, as can be read. */
const usualSpacing = 7;
const leastSpacing = 5;
/** So few ticks are too few. */
const few = 5;
/** Steps that are round enough where ticks stand at both ends of a narrow axis. */
const moreDigits: readonly number[] = [100, 200, 250, 300, 400, 500];

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

/** Which steps are round, and how far apart ticks are at least. */
interface Spacing {
  readonly spacing: number;
  readonly digits: readonly number[];
}

/** The scales that may be shown over a range, ascending, if its ends are at most so many columns apart. */
function scalesOf(from: number, to: number, apart: number, {spacing, digits}: Spacing): readonly Scale[] {
  const scales: Scale[] = [];
  for (const step of stepsFrom(from, to, {parts: apart / spacing, digits})) {
    const start = inSteps(from, step);
    const length = inSteps(to, step) - start;
    if (apart / length < spacing) continue;
    if (length < 1) break;
    const first = Math.ceil(start - 1e-9);
    const count = Math.floor(inSteps(to, step) + 1e-9) - first + 1;
    if (count < 2) continue;
    const counts = Array.from({length: count}, (_, index) => first + index);
    const texts = stepTexts(counts, step);
    const room = Math.max(spacing, ...texts.map((text) => 1.5 * text.length + 2));
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
  const apart = leastSpacing + Math.max(String(from).length, String(to).length);
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

/** The axis of so many columns. One that falls is the mirror image of the one that rises. */
export function axisFor(from: number, to: number, columns: number): Axis {
  if (from > to) return mirrored(axisFor(to, from, columns));
  if (!(from < to) || columns === 1)
    return {columns, ticks: [{column: Math.floor((columns - 1) / 2), text: String(from), zero: from === 0}]};
  const ends = endTicks(from, to, columns);
  // Between two of the smallest doubles there is nothing that a tick could stand for.
  if (to - from < 100 * Number.MIN_VALUE) return {columns, ticks: ends};
  const ticksOf = (spacing: Spacing): readonly Tick[] =>
    xTicks(columns, scalesOf(from, to, columns - 1, spacing)) ?? [];
  const usual = ticksOf({spacing: usualSpacing, digits: tickDigits});
  const tried = [
    usual,
    ...(usual.length < few
      ? [
          ticksOf({spacing: leastSpacing, digits: tickDigits}),
          ...[ticksOf({spacing: leastSpacing, digits: moreDigits})].filter((ticks) => hasEnds({columns, ticks})),
        ]
      : []),
  ];
  const most = Math.max(...tried.map(({length}) => Math.min(few, length)));
  const best = tried.find(({length}) => Math.min(few, length) === most) ?? [];
  return {columns, ticks: best.length < Math.max(2, ends.length) ? ends : best};
}

/** Whether ticks stand at both ends. */
function hasEnds({columns, ticks}: Axis): boolean {
  return ticks[0]?.column === 0 && ticks.at(-1)?.column === columns - 1;
}

function mirrored({columns, ticks}: Axis): Axis {
  return {columns, ticks: ticks.toReversed().map((tick) => ({...tick, column: columns - 1 - tick.column}))};
}
