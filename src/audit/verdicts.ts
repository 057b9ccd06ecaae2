/** What is said of the units of a layer, by definitions that people use. */

import {type PerUnit, perUnit} from './per-unit.ts';
import type {ZoneKind, Zones} from './zones.ts';

/** What an activation makes of a data set. */
export interface AuditedActivation {
  readonly zones: Zones;
  readonly units: PerUnit<UnitAudit>;
  readonly total: Outputs;
  /** How many units there are of each verdict; NaN where that is not known. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** Counts of finite numbers by the zone in which they lie, and by their output. */
export interface Outputs extends Readonly<Record<ZoneKind, number>> {
  readonly finite: number;
  /** Whose output is exactly 0. */
  readonly zero: number;
  /** For which the function has no value. */
  readonly noValue: number;
  /** The means of |f| and of |f′|; NaN without numbers. */
  readonly meanOutput: number;
  readonly meanGradient: number;
}

/**
 * What is said of a unit, by definitions that people use. `neverFires`: the output is exactly 0 on every sample.
 * `rarelyFires`: it is not 0 on less than 1 % of them. `dormant`: the mean of |f| is at most 0.025 of that of the layer
 * (Sokar et al. 2023, "The Dormant Neuron Phenomenon in Deep Reinforcement Learning"). `dead`: the gradient is exactly
 * 0, in the number format if there is one, on every sample. `saturated`: more than half of the samples are
 * saturated or underflow, but not all are dead or underflow.
 */
export const verdicts = ['dead', 'saturated', 'neverFires', 'rarelyFires', 'dormant'] as const;

export type Verdict = (typeof verdicts)[number];

export interface UnitAudit extends Outputs {
  readonly verdicts: readonly Verdict[];
  /** The mean of |f| in means of the layer; NaN in a layer that gives only 0. */
  readonly score: number;
}

/** A unit that is not 0 on a smaller share of samples fires rarely. */
export const rarely = 0.01;

/** A unit whose mean |f| is a smaller part of the layer's is dormant. */
export const dormantBelow = 0.025;

/** The verdicts on units by what becomes of their numbers, and of all units together. */
export function judged(zones: Zones, outputs: PerUnit<Outputs>, total: Outputs): AuditedActivation {
  const units = perUnit(outputs.length, (unit): UnitAudit => {
    const each = outputs.at(unit) as Outputs; // there is one for each
    const score = each.meanOutput / total.meanOutput;
    return {...each, score, verdicts: verdicts.filter((verdict) => tests[verdict](each, total))};
  });
  const counts = {dead: 0, saturated: 0, neverFires: 0, rarelyFires: 0, dormant: 0};
  for (const unit of outputs) for (const verdict of verdicts) if (tests[verdict](unit, total)) counts[verdict] += 1;
  const isKnown = (verdict: Verdict) => verdict !== 'dormant' || total.finite === 0 || !Number.isNaN(total.meanOutput);
  return {
    zones,
    units,
    total,
    verdicts: Object.fromEntries(
      verdicts.map((verdict) => [verdict, isKnown(verdict) ? counts[verdict] : Number.NaN]),
    ) as Record<Verdict, number>, // a count for each
  };
}

const tests: Readonly<Record<Verdict, (unit: Outputs, layer: Outputs) => boolean>> = {
  dead: ({finite, dead, underflow}) => finite > 0 && dead + underflow === finite,
  // With a number format a gradient that underflows is even smaller; where all of them do, the unit is dead.
  saturated: ({finite, dead, underflow, saturated}) =>
    dead + underflow < finite && (saturated + underflow) * 2 > finite,
  neverFires: ({finite, zero}) => finite > 0 && zero === finite,
  rarelyFires: ({finite, zero}) => finite > 0 && finite - zero < rarely * finite,
  // Not by the score: in a layer that gives only 0 there is none, and all units are dormant.
  dormant: ({meanOutput}, layer) => Number.isFinite(meanOutput) && meanOutput <= dormantBelow * layer.meanOutput,
};
