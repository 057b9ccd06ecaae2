/** The audit of some units of a layer. Each unit is audited by itself, so that parts may be audited at the same time. */

import {createHistogram} from './histogram.ts';
import {createNumbersTally, type Odd, type UnitNumbersFigures} from './numbers-tally.ts';
import {createOutputsTally, type Judgement, type UnitOutputs} from './outputs-tally.ts';
import {createPanels, type Share, type Slice, unitsOf} from './panels.ts';
import {type PerUnit, perUnit} from './per-unit.ts';

/** Which units, and what they are held against: plain records, which can be handed to another thread. */
export interface PartPlan {
  readonly share: Share;
  readonly judgements: readonly Judgement[];
}

/** Of a part, or of the whole layer. */
export interface PartFigures {
  /** In the order of the units. */
  readonly numbers: PerUnit<UnitNumbersFigures>;
  /** The moments of each: see `mergeMoments`. */
  readonly moments: PerUnit<readonly number[]>;
  /** The first number of each kind that is not finite. */
  readonly odd: readonly Odd[];
  /** Of some of the numbers, those of any units; the parts count all numbers together. */
  readonly histogram: Float64Array;
  /** For each judgement, of each unit. */
  readonly outputs: readonly PerUnit<UnitOutputs>[];
}

export interface Part {
  /** Takes the numbers of its units from a slice of the layer. */
  readonly add: (slice: Slice) => void;
  /** Called where a layer ends, and another one of the same data set may follow. */
  readonly end: () => void;
  readonly figures: () => PartFigures;
}

/** A part before it has seen any number. */
export function createPart({share, judgements}: PartPlan): Part {
  const {first, of} = share;
  const units = unitsOf(share);
  const numbers = createNumbersTally(units);
  const outputs = judgements.map((judgement) => createOutputsTally(units, judgement));
  const histogram = createHistogram();
  const panels = createPanels(share, (panel) => {
    numbers.add(panel);
    for (const tally of outputs) tally.add(panel);
  });
  return {
    add(slice) {
      const {length} = slice.values;
      histogram.add(slice.values.subarray(Math.floor((length * first) / of), Math.floor((length * (first + 1)) / of)));
      panels.add(slice);
    },
    end: panels.end,
    figures: () => ({
      numbers: perUnit(units, numbers.figures),
      moments: perUnit(units, (unit) => [...numbers.moments(unit)]),
      odd: numbers.odd().map((odd) => ({...odd, unit: odd.unit * of + first})),
      histogram: histogram.counts,
      outputs: outputs.map((tally) => perUnit(units, (unit) => tally.figures(unit, numbers.figures(unit)))),
    }),
  };
}

/** What another thread is asked to do: to begin a part, and then to do with it what `Part` says. */
export type PartJob =
  | {readonly kind: 'begin'; readonly plan: PartPlan}
  | {readonly kind: 'add'; readonly slice: Slice}
  /** To add all slices of a layer, which it reads from the file: see `Layer`. */
  | {readonly kind: 'read'; readonly inFile: object}
  | {readonly kind: 'end'}
  | {readonly kind: 'figures'};

/** Does such jobs, for one part after the other; what is asked for are figures, and else only that it is done. */
export function partJobs(
  read: (inFile: object) => AsyncIterable<Slice>,
): (job: PartJob) => Promise<PartFigures | undefined> {
  let part: Part | undefined;
  return async (job) => {
    if (job.kind === 'begin') part = createPart(job.plan);
    else if (part === undefined) throw new Error(`no part has begun: ${job.kind}`);
    else if (job.kind === 'figures') return records(part.figures());
    else if (job.kind === 'add') part.add(job.slice);
    else if (job.kind === 'read') for await (const slice of read(job.inFile)) part.add(slice);
    else part.end();
    return undefined;
  };
}

/** The same as plain records, which can be handed to another thread. */
function records({numbers, moments, outputs, ...others}: PartFigures): PartFigures {
  return {...others, numbers: [...numbers], moments: [...moments], outputs: outputs.map((each) => [...each])};
}
