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
  const told: Part<T>[] = [];
  /** Intervals by the power of two below their width. */
  const open = new Map<number, Part<T>[]>();
  const look = ({from, to, prove}: Segment<T>): void => {
    const part = {from, to, prove, proven: budget.isSpent() ? undefined : prove(from, to)};
    if (!isOpen(part)) {
      told.push(part);
      return;
    }
    const size = Math.floor(Math.log2(widthOf(part)));
    const alike = open.get(size);
    if (alike === undefined) open.set(size, [part]);
    else alike.push(part);
  };
  segments.forEach(look);
  while (open.size > 0 && !budget.isSpent()) {
    const widest = Math.max(...open.keys());
    const parts = open.get(widest) ?? [];
    open.delete(widest);
    for (const part of parts) {
      if (budget.isSpent()) told.push(part);
      else for (const [from, to] of halves(part)) look({...part, from, to});
    }
  }
  return joinedOpen([...told, ...[...open.values()].flat()].sort((a, b) => a.from - b.from || a.to - b.to));
}

/** The two halves of an interval in the order of doubles; they share an end. */
function halves({from, to}: {readonly from: number; readonly to: number}): readonly (readonly [number, number])[] {
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

/** Width by a ruler that is even near 0, logarithmic further out and doubly so beyond: most of a function happens near 0. */
function widthOf({from, to}: {readonly from: number; readonly to: number}): number {
  return Math.asinh(Math.asinh(to)) - Math.asinh(Math.asinh(from));
}
