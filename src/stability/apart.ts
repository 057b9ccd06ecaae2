/** How far two functions are apart, apart from all rounding. */

import {differenceOf} from '../activations/difference.ts';
import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {inUlps} from './loss.ts';
import {type StudiedQuantity, treeOf} from './quantity.ts';

/** The largest difference of two functions at some points, and the largest in ulps of a format; places where one has no value. */
export interface Apart {
  readonly size: number;
  readonly x: number;
  readonly ulps: number;
  readonly ulpsAt: number;
  /** A point at which only one of them has a value. */
  readonly alone: number | undefined;
}

/** Finds it from values at points, each the double nearest to the exact one: equal numbers have equal ones. */
export function createApart(format: NumberFormat): {
  readonly add: (x: number, a: number, b: number) => void;
  readonly found: () => Apart | undefined;
} {
  let most: Apart | undefined;
  const nothing: Apart = {size: 0, x: 0, ulps: 0, ulpsAt: 0, alone: undefined};
  return {
    add(x, a, b) {
      if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return;
      const known = most ?? nothing;
      const size = Math.abs(a - b);
      if (Number.isNaN(size)) {
        most = {...known, alone: known.alone ?? x};
        return;
      }
      const ulps = inUlps(size, Number.isFinite(a) ? a : format.largest, format);
      most = {
        ...known,
        ...(size > known.size && {size, x}),
        ...(ulps > known.ulps && {ulps, ulpsAt: x}),
      };
    },
    found: () => most,
  };
}

/** The same with its largest difference computed exactly. */
export function exactlyApart(
  apart: Apart,
  of: {readonly selection: Selection; readonly against: Selection; readonly quantity: StudiedQuantity},
): Apart {
  const difference = differenceOf(of.selection, of.against);
  const size = Math.abs(exactValueAt(difference, treeOf(difference, of.quantity))(apart.x));
  return Number.isFinite(size) ? {...apart, size} : apart;
}
