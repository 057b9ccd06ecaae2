/** A curve as a function of the place along the axis of a figure: x itself, or t on a line through space. */

import type {SpaceLine} from '../activations/selection.ts';
import type {Evaluate, Precision} from '../evaluation/evaluate.ts';
import {float64, type Overflow, roundDouble} from '../exact/number-format.ts';

/** Value and slope at each place. */
export type Along = (places: Float64Array) => Readonly<Record<'value' | 'slope', Float64Array>>;

/** The curve of an evaluator. Inputs and results are rounded to the format, as the samples of the figure are. */
export function alongAxis(
  evaluate: Evaluate,
  line: SpaceLine | undefined,
  {format, overflow}: Pick<Precision, 'format' | 'overflow'>,
): Along {
  const roundedBy = (how: Overflow) => (numbers: Float64Array) =>
    format === float64 && how === 'ieee' ? numbers : numbers.map((number) => roundDouble(number, format, how));
  // Saturation is of results.
  const [roundedInput, roundedResult] = [roundedBy('ieee'), roundedBy(overflow)];
  return (places) => {
    const inputs = line === undefined ? [places] : onLine(line, places);
    const [value = new Float64Array(), ...slopes] = evaluate(inputs.map(roundedInput), places.length).map(
      roundedResult,
    );
    return {value, slope: slopeAlong(line, slopes)};
  };
}

/** The only slope, or along a line the gradient times its direction. */
export function slopeAlong(line: SpaceLine | undefined, slopes: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array()] = slopes;
  if (line === undefined) return first;
  return first.map((_, i) => slopes.reduce((sum, slope, j) => sum + (slope[i] ?? 0) * (line.along[j] ?? 0), 0)); // one each
}

function onLine({from, along}: SpaceLine, places: Float64Array): readonly Float64Array[] {
  return from.map((start, j) => places.map((place) => start + place * (along[j] ?? 0)));
}
