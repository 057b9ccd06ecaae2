/** The y axis of a panel: which dot a value falls on, and the labels of the rows. */

import {linear, type Spread} from '../../report/output.ts';
import {inSteps, type Step, stepTexts} from './scale.ts';
import {type Ends, type Extent, isConstant, openedEnds, spreadOut} from './y-ends.ts';
import {rowLabels} from './y-labels.ts';
import {evenTicks, powerTicks, type Ticks, ticksOfSteps, ticksWithin, widestLabel} from './y-ticks.ts';

/** Dots of a cell from top to bottom. */
export const dotsInRow = 4;

export interface YScale {
  readonly rows: number;
  /** The dot of a value, counted from the centre of the topmost one down; beyond 0 and the last one outside the frame. */
  readonly dotOf: (value: number) => number;
  /** One for each row; empty where it has none. */
  readonly labels: readonly string[];
  /** What is to be added to every label; absent if they are the values themselves. */
  readonly offset?: string;
}

/** The axis of so many rows from the one end of an extent to the other. */
export function yScale(extent: Extent, rows: number, spread: Spread = linear): YScale {
  if (isConstant(extent)) return constantScale(extent, rows, spread);
  const {low, high} = openedEnds(extent, spread);
  if (spread.kind !== 'linear') {
    const {dotOf, rowOf} = placing({low, high}, rows, spread);
    const {ticks} = powerTicks(low, high, {rows, spread, rowOf});
    return {rows, dotOf, labels: rowLabels({rows, rowOf, ticks})};
  }
  const tried = axesOf(extent, rows).map((axis) => {
    const {dotOf, rowOf} = placing(axis, rows, spread);
    const {levels} = extent;
    // Levels and ends in digits are no help beside labels that count from an offset.
    const own = axis.offset === undefined ? {levels, ends: {low, high}} : {};
    const labels = rowLabels({rows, rowOf, ticks: axis.ticks, ...own, row: (high - low) / rows, isAiry: true});
    return {...axis, dotOf, rowOf, labels};
  });
  const costs = tried.map((axis) => costOf(axis, extent));
  const best = tried[costs.indexOf(Math.min(...costs))] ?? {
    ...placing(extent, rows, spread),
    labels: new Array(rows).fill(''),
    offset: undefined,
  };
  const {dotOf, labels, offset} = best;
  return {rows, dotOf, labels, ...(offset === undefined ? {} : {offset})};
}

/** A constant in the middle of its axis, in as many digits as there is room for. */
function constantScale(extent: Extent, rows: number, spread: Spread): YScale {
  const {low, high} = openedEnds(extent, spread);
  const {dotOf, rowOf} = placing({low, high}, rows, spread);
  const text = String(extent.high);
  const short = text.length <= widestLabel ? text : String(Number(extent.high.toPrecision(widestLabel - 6)));
  const own = {value: extent.high, text: short.replace('e+', 'e')};
  const {ticks} = spread.kind === 'linear' ? evenTicks(low, high, rows) : powerTicks(low, high, {rows, spread, rowOf});
  const others = ticks.filter(({value}) => Math.abs(rowOf(value) - rowOf(own.value)) > 1);
  return {rows, dotOf, labels: rowLabels({rows, rowOf, ticks: [own, ...others], isAiry: true})};
}

interface Placing {
  readonly dotOf: (value: number) => number;
  readonly rowOf: (value: number) => number;
}

/** The dots and the rows of an axis from end to end. */
function placing({low, high}: Ends, rows: number, spread: Spread): Placing {
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
  return {dotOf, rowOf: (value) => Math.floor((dotOf(value) + 0.5) / dotsInRow)};
}

/** An axis that may be drawn. */
interface Axis extends Ends, Ticks {}

/** So many steps are tried, */
const mostSteps = 5;
/** and this part of the dots may stay empty for ticks at equal distances. */
const mostEmpty = 0.12;
/** An end is moved by so many dots at most to bring levels onto rows of their own. */
const mostMoved = 3;

/** Axes from a little below an extent to a little above it, for each of the finest steps. */
function axesOf(extent: Extent, rows: number): readonly Axis[] {
  const {low, high, fixedLow, fixedHigh} = extent;
  const near = (high / rows - low / rows) / 2;
  const [least, most] = [fixedLow ? low : low - near, fixedHigh ? high : high + near].map(finite) as [number, number];
  return ticksOfSteps(least, most, {rows, most: mostSteps}).flatMap((found): readonly Axis[] => {
    const {step} = found;
    if (step === undefined) return [{...found, low, high}];
    const own = rounded(extent, rows, step);
    const tried = [own, ...evenly(own, extent, rows, step), ...ownRows(own, extent, rows)];
    return tried.map(({low, high}) => ({...ticksWithin(low, high, step), low, high}));
  });
}

function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** The ends moved out to a round value that lies less than half a row beyond them, as 0 does beyond an asymptote. */
function rounded({low, high, fixedLow = false, fixedHigh = false}: Extent, rows: number, step: Step): Ends {
  const near = (high / rows - low / rows) / 2;
  const [first, last] = [Math.floor(inSteps(low, step)), Math.ceil(inSteps(high, step))].map((count) =>
    Number(stepTexts([count], step)[0]),
  );
  return {
    low: !fixedLow && first !== undefined && low - first < near ? Math.min(low, first) : low,
    high: !fixedHigh && last !== undefined && last - high < near ? Math.max(high, last) : high,
  };
}

/** The axis on which a step is a whole number of rows, if that leaves few dots empty; these are shared by both ends. */
function evenly(own: Ends, {fixedLow, fixedHigh}: Extent, rows: number, step: Step): readonly Ends[] {
  if (fixedLow || fixedHigh) return [];
  const last = dotsInRow * rows - 1;
  // Halved, because the span of the largest doubles is no double.
  const height = own.high / 2 - own.low / 2;
  const size = step.unit / step.scale / 2;
  const apart = Math.floor(((size / height) * last) / dotsInRow);
  const span = (size / (dotsInRow * apart)) * last;
  // Half of what is empty, because both are halves.
  const more = span - height;
  return apart < 2 || more / span > mostEmpty ? [] : [{low: own.low - more, high: own.high + more}];
}

/** Axes on which more of the levels may have rows of their own. */
function ownRows(own: Ends, {fixedLow, fixedHigh, levels = []}: Extent, rows: number): readonly Ends[] {
  if (levels.length < 2) return [];
  const dot = (own.high - own.low) / (dotsInRow * rows - 1 - mostMoved);
  return Array.from({length: mostMoved}, (_, i) => dot * (i + 1)).flatMap((more) => [
    ...(fixedLow ? [] : [{low: own.low - more, high: own.high}]),
    ...(fixedHigh ? [] : [{low: own.low, high: own.high + more}]),
  ]);
}

/** How far an axis is from one that is full, with labels at equal distances, at both ends, and at each level. */
function costOf(axis: Axis & Placing & Pick<YScale, 'labels'>, extent: Extent): number {
  const {ticks, step, dotOf, rowOf, labels} = axis;
  const places = ticks.map(({value}) => rowOf(value));
  const gaps = gapsOf(places);
  const [least, most] = [Math.min(...gaps), Math.max(...gaps)];
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const usual = Math.max(2, Math.min(5, labels.length / 5));
  const widest = Math.max(0, ...gapsOf(labels.flatMap((label, row) => (label === '' ? [] : [row]))));
  const levels = extent.levels ?? [];
  const hidden = levels.length - new Set(levels.map(rowOf)).size;
  const ends = [rowOf(extent.low), rowOf(extent.high)].filter((row) => places.includes(row));
  const empty = 1 - (dotOf(extent.low) - dotOf(extent.high)) / (dotsInRow * labels.length - 1);
  const uneven =
    gaps.length === 0
      ? 1
      : (mean < 1.8 ? 0.5 : 0) +
        (0.15 * (most - least)) / Math.max(1, least) +
        0.08 * Math.abs(Math.log2(mean / usual));
  return (
    empty +
    uneven +
    0.2 * hidden -
    0.05 * ends.length +
    0.05 * Math.max(0, widest - 1.5 * usual) +
    (gaps.length < 2 ? 0.15 : 0) +
    (step?.digits === 250 ? 0.08 : 0)
  );
}

function gapsOf(places: readonly number[]): readonly number[] {
  return places.slice(1).map((place, i) => place - (places[i] as number)); // the one before
}
