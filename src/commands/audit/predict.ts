/** `audit --predict`: what becomes of a layer's inputs, from its weights alone. */

import type {Selection} from '../../activations/selection.ts';
import type {AuditRequest} from '../../audit/audit.ts';
import {predictedShares, unitWeights} from '../../audit/predict.ts';
import {zonesOf} from '../../audit/zones.ts';
import {commandLineError} from '../../errors/errors.ts';
import type {UnitNumbers} from '../../input/arrays/unit-numbers.ts';
import {predictedOutput} from '../../report/audit/predicted.ts';
import type {Answer, Call} from '../command.ts';
import {allUnits, top} from './options.ts';

/** The layers of a call. */
interface Weights {
  readonly weights: readonly UnitNumbers[];
  readonly bias: readonly UnitNumbers[];
  /** The axis of the units. */
  readonly axis: number;
}

/** The prediction for the one layer of weights, perhaps with biases. */
export async function predictAnswer(
  call: Call,
  {weights, bias, axis}: Weights,
  request: AuditRequest & {readonly selections: readonly Selection[]},
): Promise<Answer> {
  const [layer] = weights;
  if (layer === undefined || weights.length > 1) throw commandLineError('predictOne', weights.length);
  if (bias.length > 1) throw commandLineError('predictOne', bias.length);
  const units = await unitWeights(layer, bias[0]);
  const predicted = request.selections.map((selection) => {
    const zones = zonesOf(selection, request);
    return {zones, shares: units.map((unit) => predictedShares(unit, zones))};
  });
  return {
    output: predictedOutput(predicted, {
      name: layer.name,
      weights: units,
      unitNames: layer.unitNames,
      axis,
      threshold: request.threshold,
      format: request.format,
      top: call.isGiven(allUnits) ? Number.POSITIVE_INFINITY : call.option(top),
    }),
  };
}
