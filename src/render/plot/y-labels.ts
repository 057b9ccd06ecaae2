/** Which rows of a y axis have a label, and which. */

import {type Tick, widestLabel} from './y-ticks.ts';

interface Labelled {
  readonly rows: number;
  readonly rowOf: (value: number) => number;
  readonly ticks: readonly Tick[];
  /** Values at which curves are flat. */
  readonly levels?: readonly number[] | undefined;
  /** The outermost values of the curves. */
  readonly ends?: {readonly low: number; readonly high: number} | undefined;
  /** How much of the axis a row is. */
  readonly row?: number;
  /** Whether ticks are left out that are in a row beside that of another label. */
  readonly isAiry?: boolean;
}

/** A level is as good as a value that is so near to it, as a part of a row; */
const near = 1 / 32;
/** and as a tick, which reads better, that is so near. */
const nearTick = 1 / 8;

/**
 * Labels of the rows: first those of levels, of several in a row 0 or else the outer one, then 0, then the ends, then the
 * ticks that are not beside another label.
 */
export function rowLabels({
  rows,
  rowOf,
  ticks,
  levels = [],
  ends,
  row = 0,
  isAiry = false,
}: Labelled): readonly string[] {
  const labels = new Array<string>(rows).fill('');
  const put = (place: number, text: string | undefined): void => {
    if (text !== undefined && labels[place] === '') labels[place] = text;
  };
  const places = ticks.map(({value}) => rowOf(value));
  const tickOn = (place: number): Tick | undefined => ticks[places.indexOf(place)];
  const inside = (level: number): number =>
    ends === undefined || Math.abs(level) <= near * row ? 0 : Math.min(level - ends.low, ends.high - level) + row;
  for (const level of levels.toSorted((a, b) => inside(a) - inside(b))) {
    const place = rowOf(level);
    const tick = tickOn(place);
    const isTick = tick !== undefined && Math.abs(tick.value - level) <= nearTick * row;
    put(place, isTick ? tick.text : shortText(level, (value) => rowOf(value) === place && isNear(value, level)));
  }
  const zero = ticks.find(({value}) => value === 0);
  if (zero !== undefined) put(rowOf(0), zero.text);
  for (const end of ends === undefined ? [] : [ends.high, ends.low]) {
    const place = rowOf(end);
    const tick = tickOn(place);
    const isShorter = tick !== undefined && tick.text.length < String(end).length;
    put(place, isShorter ? tick.text : shortText(end, (value) => rowOf(value) === place && (!tick || value === end)));
  }
  const isFree = (place: number): boolean =>
    !isAiry || ((labels[place - 1] ?? '') === '' && (labels[place + 1] ?? '') === '');
  for (const [i, {text}] of ticks.entries()) if (isFree(places[i] as number)) put(places[i] as number, text); // one each
  return labels;

  function isNear(value: number, level: number): boolean {
    return Math.abs(value - level) <= near * row;
  }
}

/** The value of fewest digits beside another that will do; undefined if it is too long. */
function shortText(value: number, willDo: (value: number) => boolean): string | undefined {
  const rounded = [...decimals(value)].find(willDo);
  if (rounded === undefined) return undefined;
  const text = String(rounded).replace('e+', 'e');
  return text.length <= widestLabel ? text : undefined;
}

/** 0, and a value rounded to ever more digits. */
function* decimals(value: number): Generator<number> {
  yield 0;
  for (let digits = 1; digits <= widestLabel - 4; digits += 1) yield Number(value.toPrecision(digits));
}
