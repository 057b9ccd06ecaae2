/** Derivatives at a kink: any number between those on its two sides is right. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {type Precision, parametersOf, type Quantity} from '../evaluation/evaluate.ts';
import {ordinal} from '../exact/doubles.ts';
import {float64} from '../exact/number-format.ts';
import {roundExact} from '../exact/round-exact.ts';
import {type Kink, kinksOf} from '../shape/joints/kinks.ts';
import type {Case} from './findings.ts';

/**
 * A test whether a gradient, or f″, that is not the expected one is right all the same, because x is a kink. Where the
 * function itself jumps, there are no slopes to lie between. The kinks are sought at the first result that differs.
 */
export function subgradientTest(
  quantity: Exclude<Quantity, 'value'>,
  selection: Selection,
  precision: Precision,
): (each: Case) => boolean {
  let kinks: readonly Kink[] | undefined;
  const {format} = precision;
  const slope = (exact: number): number => roundExact(exact, precision);
  // A kink between two doubles counts as at the number of a format beside it; in float64 every number is off it.
  const reach = format === float64 ? 0n : 1n;
  return ({x, expected, got}) => {
    if (expected === got || !Number.isFinite(x) || !Number.isFinite(got)) return false;
    kinks ??= kinksFor(quantity, {...selection, parameters: parametersOf(selection, precision)});
    if (kinks.length === 0) return false;
    const place = ordinal(x);
    return kinks.some((kink) => {
      const gap = ordinal(kink.x) - place;
      if (gap < -reach || gap > reach) return false;
      const slopes = [kink.left.gradient, kink.right.gradient, expected];
      return slope(Math.min(...slopes)) <= got && got <= slope(Math.max(...slopes));
    });
  };
}

/** The kinks of f, or for f″ those of f′, at which f does not jump. */
function kinksFor(quantity: Exclude<Quantity, 'value'>, selection: Selection): readonly Kink[] {
  const kinks = kinksOf(selection);
  if (quantity === 'gradient') return kinks.filter(isContinuous);
  const jumps = kinks.filter((kink) => !isContinuous(kink)).map(({x}) => x);
  return kinksOf({...selection, value: gradientOf(selection, 'x')}).filter(({x}) => !jumps.includes(x));
}

/** Whether both sides meet; at a kink between two doubles they do so only up to rounding. */
function isContinuous({left, right}: Kink): boolean {
  const gap = Math.abs(left.value - right.value);
  return gap <= 1e-9 * Math.max(Math.abs(left.value), Math.abs(right.value), 1e-3);
}
