/** Gradients by one of several inputs at a kink: any number between those on its two sides is right. */

import type {Selection} from '../activations/selection.ts';
import {type Precision, parametersOf} from '../evaluation/evaluate.ts';
import {exactEvaluator, toNearestDouble} from '../exact/ladder.ts';
import {lazily} from '../exact/lazily.ts';
import {roundExact} from '../exact/round-exact.ts';
import {comparedIn} from '../formula/comparisons.ts';
import {compile} from '../formula/compile.ts';
import {differentiate} from '../formula/differentiate.ts';
import {substitute} from '../formula/tree.ts';
import {type Case, inputBehind, type Judged, pointOf} from './findings.ts';

/**
 * A test whether a gradient by one input that is not the expected one is right all the same, because the function has a
 * kink there as that input moves. Where it jumps, there are no slopes to lie between.
 */
export function partialSubgradientTest(
  judged: Judged,
  named: Selection,
  precision: Precision,
): (each: Case) => boolean {
  const selection = {...named, parameters: parametersOf(named, precision)};
  const isNearSwitch = lazily(() => switchTest(selection));
  const besides = lazily(() => sidesOf(inputBehind(judged) ?? 'x', selection));
  return (each) => {
    const {expected, got} = each;
    const point = pointOf(each);
    if (expected === got || ![...point, got].every(Number.isFinite) || !isNearSwitch()(point)) return false;
    const {values, slopes} = besides()(point);
    if (values.some((value) => value !== values[0])) return false;
    const bounds = [...slopes.map((slope) => roundExact(slope, precision)), expected];
    return Math.min(...bounds) <= got && got <= Math.max(...bounds);
  };
}

/** Plain doubles are this near to what is compared: a part of it. */
const near = 2 ** -40;

/** A test whether two numbers that the formula compares may be equal at a point: where none are, there is no kink. */
function switchTest({value, trees, inputs, parameters}: Selection): (point: readonly number[]) => boolean {
  const pairs = comparedIn(value, trees);
  if (pairs.length === 0) return () => false;
  const fill = compile({roots: pairs.flat(), inputs, parameters});
  const outputs = pairs.flat().map(() => new Float64Array(1));
  const at = (root: number): number => outputs[root]?.[0] ?? Number.NaN;
  return (point) => {
    let isKnown = true;
    const rescue = (): void => {
      isKnown = false;
    };
    fill(
      point.map((x) => Float64Array.of(x)),
      outputs,
      1,
      rescue,
    );
    const isEqual = (a: number, b: number): boolean => Math.abs(a - b) <= near * Math.max(Math.abs(a), Math.abs(b));
    return !isKnown || pairs.some((_, i) => isEqual(at(2 * i), at(2 * i + 1)));
  };
}

interface Sides {
  /** At the point, then to its left and to its right. */
  readonly values: readonly number[];
  readonly slopes: readonly number[];
}

/** The limits of the value and of its slope as one input comes from either side: v - 1/t and v + 1/t for large t. */
function sidesOf(variable: string, {value, trees, inputs, parameters}: Selection): (point: readonly number[]) => Sides {
  const slope = differentiate(trees, value, variable);
  const steps = [-1, 1].map((side) => trees.call('div', trees.number(side), trees.variable(time)));
  const places = steps.map((step) => new Map([[variable, trees.call('add', trees.variable(variable), step)]]));
  const beside = [value, slope].flatMap((tree) => places.map((place) => substitute(trees, tree, place)));
  const evaluate = exactEvaluator({roots: [value, ...beside], inputs: [...inputs, time], parameters}, toNearestDouble);
  return (point) => {
    const found = evaluate([...point, Number.POSITIVE_INFINITY]);
    return {values: found.slice(0, 3), slopes: found.slice(3)};
  };
}

/** No input and no parameter is called so. */
const time = '1/t';
