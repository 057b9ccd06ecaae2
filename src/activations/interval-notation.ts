/** Interval notation: `(0, Infinity)`, `[-alpha, 1)`. */

import {readNumber} from '../formula/number-text.ts';

/** An interval whose ends are still text, since an end may be a formula over parameters. */
export interface IntervalText {
  readonly from: string;
  readonly to: string;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
}

/** The parts of one interval. */
function parseInterval(text: string): IntervalText {
  const match = /^\s*([[(])(.*),(.*)([\])])\s*$/.exec(text);
  const [, open, from, to, close] = match ?? [];
  if (from === undefined || to === undefined) throw new Error(`not an interval: ${text}`);
  return {from: from.trim(), to: to.trim(), fromClosed: open === '[', toClosed: close === ']'};
}

/** The parts of a range: one interval, or several joined by ` U `. */
export function parseIntervals(text: string): readonly IntervalText[] {
  return text.split(' U ').map(parseInterval);
}

/** Whether a number lies in an interval whose ends are numbers; NaN lies in none. */
export function isInside(text: string, value: number): boolean {
  const {from, to, fromClosed, toClosed} = parseInterval(text);
  const [low, high] = [readNumber(from) ?? Number.NaN, readNumber(to) ?? Number.NaN];
  return (fromClosed ? value >= low : value > low) && (toClosed ? value <= high : value < high);
}
