/** What becomes of a unit's inputs before there are any: with independent standard normal inputs they are N(b, ‖w‖²). */

import {commandLineError} from '../errors/errors.ts';
import {probability} from '../moments/normal.ts';
import type {Layer} from './audit.ts';
import {createNumbersTally, type NumbersTally} from './numbers-tally.ts';
import {createPanels} from './panels.ts';
import {holds, type ZoneKind, type Zones, zoneKinds} from './zones.ts';

/** A unit as its weights and bias have it. */
export interface UnitWeights {
  /** The bias: the mean of its pre-activation. */
  readonly mean: number;
  /** The Euclidean norm of its weights: the standard deviation. */
  readonly std: number;
}

/** The probabilities that the pre-activation of a unit lies in the zones of each kind, and that the output is exactly 0. */
export type PredictedShares = Readonly<Record<ZoneKind | 'zero', number>>;

/** The units of a layer; the biases are 0 if none are given. */
export async function unitWeights(weights: Layer, bias: Layer | undefined): Promise<readonly UnitWeights[]> {
  const tally = createNumbersTally(weights.units);
  const panels = createPanels({units: weights.units, first: 0, of: 1}, tally.add);
  for await (const block of weights.blocks) panels.add(block);
  panels.end();
  requireFinite(weights, tally.odd()[0]);
  requireUsual(weights, tally);
  const means = bias === undefined ? new Float64Array(weights.units) : await biasesOf(bias, weights);
  return Array.from(means, (mean, unit) => {
    const [count = 0, average = 0, , squares = 0] = tally.moments(unit);
    return {mean, std: Math.sqrt(squares + count * average * average)};
  });
}

/** The squares of larger and of smaller weights leave the doubles. */
const [most, least] = [1e150, 1e-150];

function requireUsual({name, units}: Layer, {figures}: Pick<NumbersTally, 'figures'>): void {
  for (let unit = 0; unit < units; unit += 1) {
    const {min, max} = figures(unit);
    const size = Math.max(-min, max);
    if (size > most || (size > 0 && size < least)) throw commandLineError('predictSize', name, unit, size);
  }
}

async function biasesOf(bias: Layer, weights: Layer): Promise<Float64Array> {
  const means = new Float64Array(weights.units);
  let count = 0;
  for await (const {values} of bias.blocks) {
    for (const value of values) {
      if (!Number.isFinite(value)) requireFinite(bias, {kind: Number.isNaN(value) ? 'nan' : 'infinite', unit: count});
      if (count < means.length) means[count] = value;
      count += 1;
    }
  }
  if (count !== weights.units) throw commandLineError('predictBias', bias.name, count, weights.name, weights.units);
  return means;
}

function requireFinite(
  {name}: Layer,
  odd: {readonly kind: 'nan' | 'infinite'; readonly unit: number} | undefined,
): void {
  if (odd !== undefined)
    throw commandLineError('predictOdd', name, odd.kind === 'nan' ? 'NaN' : 'an infinite number', odd.unit);
}

/** The shares of a unit. A unit without weights always has its bias as its pre-activation. */
export function predictedShares({mean, std}: UnitWeights, {zones, zeros}: Zones): PredictedShares {
  const share = (intervals: Zones['zeros']): number => {
    if (std === 0) return intervals.some((interval) => holds(interval, mean)) ? 1 : 0;
    return intervals.reduce((sum, {from, to}) => sum + probability(from, to, {mean, std}), 0);
  };
  const byKind = zoneKinds.map((kind) => [kind, share(zones.filter((zone) => zone.kind === kind))]);
  return {...(Object.fromEntries(byKind) as Record<ZoneKind, number>), zero: share(zeros)}; // a share for each
}
