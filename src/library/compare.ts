/** Activations side by side. */

import {requireDifferent} from '../activations/selection.ts';
import {type Cost, compareActivations, type Parity, parityOf, type Shares} from '../compare/comparison.ts';
import type {Difference} from '../compare/differences.ts';
import {actError} from '../errors/errors.ts';
import type {Moments} from '../moments/moments.ts';
import type {Level} from '../shape/largest.ts';
import {type ShapeFacts, shapeFacts} from '../shape/shape-facts.ts';
import {type Named, selectionOf} from './activation-function.ts';
import {kinds} from './options.ts';
import {checkedOptions, type SearchOptions} from './search-options.ts';

/** What `compare` is about. `range` is where extrema, slopes and differences are looked for. */
export interface CompareOptions extends SearchOptions {
  /** The mean of the normal input of expectations and shares; 0 if absent. */
  readonly mean?: number;
  /** Its standard deviation, above 0; 1 if absent. */
  readonly std?: number;
  /** A clock in milliseconds, `() => performance.now()`: with one the cost of each activation is measured too. */
  readonly clock?: () => number;
  /** 2 to look for the largest |f″| too; 1 if absent. */
  readonly order?: 1 | 2;
}

/** What is found of one activation. */
export interface ComparedActivation {
  /** The shortest text that names it. */
  readonly label: string;
  /** The infimum and the supremum of f, and where; at an infinite place it is a limit. */
  readonly range: {readonly from: Level; readonly to: Level};
  readonly shape: ShapeFacts;
  /** The largest |f″|, also just beside a kink, and whether it is proven; null without `order: 2`. */
  readonly second: {readonly value: number; readonly x: number; readonly certain: boolean} | null;
  readonly moments: Moments;
  /** Probabilities, 0 to 1: of an input in each kind of region, and of one where the output is exactly 0. */
  readonly shares: Shares;
  /** Nanoseconds; null without a clock. */
  readonly cost: Cost | null;
}

/** How far two activations lie apart. */
export interface ComparedPair {
  /** The label of the one and of the other, in the order in which they were given. */
  readonly labels: readonly [string, string];
  /** The largest |f - g| of the places at which both have a value. */
  readonly value: Difference;
  /** The largest |f′ - g′|. */
  readonly gradient: Difference;
  /** A place at which only one of them has a value; null if none was found. */
  readonly alone: number | null;
  /** False if a larger difference may have been missed. */
  readonly certain: boolean;
  /** At which tolerances a test of the values of one against the other fails and passes. */
  readonly parity: Parity;
}

/** What is found of several activations and of each pair of them. */
export interface Comparison {
  /** In the order in which they were given. */
  readonly activations: readonly ComparedActivation[];
  /** Every two of them: the first with the second, with the third, ... */
  readonly pairs: readonly ComparedPair[];
  /** Where the differences of pairs were looked for; the real line where null. */
  readonly over: readonly [from: number, to: number] | null;
}

/**
 * The figures that decide between activations of one number: ranges, slopes, shares of dead and saturated inputs, gains
 * for initialisation, and the largest differences of each pair.
 * @throws ActError as `activation` does, for a function of several numbers, two activations of one label, an unknown
 *   dtype, a threshold below 0, a range whose ends are the wrong way round, a mean or a std that is none
 */
export function compare(activations: readonly Named[], options: CompareOptions = {}): Comparison {
  if (!Array.isArray(activations)) throw actError('optionValue', 'activations', typeof activations, 'a list');
  const {threshold, range, format} = checkedOptions(options, {
    mean: kinds.number,
    std: kinds.above0,
    clock: kinds.clock,
    order: kinds.order,
  });
  const {mean = 0, std = 1, clock, patience = 1, order = 1} = options;
  const selections = activations.map((each) => ({...selectionOf(each), patience}));
  requireDifferent(selections);
  const {compared, pairs, span, costs} = compareActivations({
    selections,
    normal: {mean, std},
    range: range && {from: range[0], to: range[1]},
    threshold,
    format,
    now: clock,
    order,
  });
  const labelOf = (index: number): string => compared[index]?.label as string; // pairs are of those compared
  return {
    activations: compared.map(({label, shape, second, moments, shares}, i) => ({
      label,
      range: {from: shape.infimum, to: shape.supremum},
      shape: shapeFacts(shape),
      second: second ?? null,
      moments,
      shares,
      cost: costs?.[i] ?? null,
    })),
    pairs: pairs.map(({first, second, value, gradient, alone, certain}) => ({
      labels: [labelOf(first), labelOf(second)],
      value,
      gradient,
      alone: alone ?? null,
      certain,
      parity: parityOf({value, alone, certain}),
    })),
    over: Number.isFinite(span.from) || Number.isFinite(span.to) ? [span.from, span.to] : null,
  };
}
