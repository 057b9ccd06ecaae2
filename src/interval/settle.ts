/** The one search: intervals of doubles, halved until something is proven of each. */

import type {Budget} from '../exact/budget.ts';
import {doubleAt, ordinal} from '../exact/doubles.ts';

/** An interval of doubles, both ends included, and how something is proven of all of a part of it. */
export interface Segment<T> {
  readonly from: number;
  readonly to: number;
  readonly prove: (from: number, to: number) => T | undefined;
}

/** A part of a segment, and what is proven of all of it; undefined where nothing is. */
export interface Part<T> extends Segment<T> {
  readonly proven: T | undefined;
}

/**
 * Segments, ascending, halved in the order of doubles until something is proven of each part, or two neighbours are
 * left, which are told by a look at each. The widest are halved first, so that what would take too long does not keep the
 * rest from being proven. Where the budget is spent, neighbours that are left open are joined.
 */
export function settle<T>(segments: readonly Segment<T>[], budget: Budget): readonly Part<T>[] {
  const part = (segment: Segment<T>): Part<T> => ({...segment, proven: segment.prove(segment.from, segment.to)});
  let parts = segments.map(part);
  for (let open = parts.filter(isOpen); open.length > 0 && !budget.isSpent(); open = parts.filter(isOpen)) {
    const widest = open.reduce((most, each) => Math.max(most, widthOf(each)), 0);
    parts = parts.flatMap((each) =>
      isOpen(each) && widthOf(each) >= widest / 2
        ? halves(each).map(([from, to]) => part({...each, from, to}))
        : [each],
    );
  }
  return joinedOpen(parts);
}

/** The two halves of an interval in the order of doubles; they share an end. */
export function halves({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): readonly (readonly [number, number])[] {
  const middle = doubleAt((ordinal(from) + ordinal(to)) >> 1n);
  return [
    [from, middle],
    [middle, to],
  ];
}

/** Whether nothing is proven of an interval that holds more than two neighbours. */
export function isOpen<T>({from, to, proven}: Part<T>): boolean {
  return proven === undefined && ordinal(to) - ordinal(from) > 1n;
}

/** Neighbours that are open are one: each would cost exact evaluations at its ends. */
function joinedOpen<T>(parts: readonly Part<T>[]): readonly Part<T>[] {
  const joined: Part<T>[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && isOpen(last) && isOpen(part)) joined[joined.length - 1] = {...last, to: part.to};
    else joined.push(part);
  }
  return joined;
}

/** Width by a ruler that is even near 0 and logarithmic further out. */
export function widthOf({from, to}: {readonly from: number; readonly to: number}): number {
  return Math.asinh(to) - Math.asinh(from);
}
