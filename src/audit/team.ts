/** A layer audited by several threads: each has some of its units, so that no figure depends on how many there are. */

import type {Odd} from './numbers-tally.ts';
import type {Judgement} from './outputs-tally.ts';
import type {Slice} from './panels.ts';
import {createPart, type PartFigures, type PartJob} from './part.ts';
import {type PerUnit, perUnit} from './per-unit.ts';
import {createSharedSlices, piecesOf} from './shared-slices.ts';

/** Another thread that does jobs as `partJobs` does them, in their order. */
export interface Helper {
  readonly ask: (job: PartJob) => Promise<PartFigures | undefined>;
}

export interface TeamPlan {
  readonly units: number;
  readonly judgements: readonly Judgement[];
  /** Whether reading a number takes about as long as counting it, or less, or is done by each thread for itself. */
  readonly reading: keyof typeof readingTimes;
}

export interface Team {
  /** Called where a layer begins. Helpers that can read it themselves do so from then on. */
  readonly begin: (layer: {readonly inFile?: object}) => void;
  /** Takes the numbers of a slice; done when the slice may be filled again. */
  readonly add: (slice: Slice) => Promise<void>;
  /** Called where a layer ends. */
  readonly end: () => void;
  /** The figures of all units. */
  readonly figures: () => Promise<PartFigures>;
}

/**
 * Unit u belongs to part u mod n of n. Of any other division one part could have nothing to do for long where the numbers
 * come unit by unit.
 */
export function createTeam(plan: TeamPlan, available: readonly Helper[]): Team {
  const {units, judgements} = plan;
  const helpers = available.slice(0, Math.max(0, units - 1));
  const isAudited = isAuditedHere(plan, helpers.length);
  const of = helpers.length + Number(isAudited);
  const planOf = (first: number) => ({share: {units, first, of}, judgements});
  const here = isAudited ? createPart(planOf(helpers.length)) : undefined;
  /** Done when the helpers have done all that they were told, in its order; fails as the first job that failed. */
  let done: Promise<unknown> = Promise.resolve();
  const tell = (jobOf: (helper: number) => PartJob): Promise<unknown> => {
    const asked = Promise.all([done, ...helpers.map((helper, i) => helper.ask(jobOf(i)))]);
    done = asked.then(() => {}); // without the answers, each of which would hold all before it
    // Whoever awaits it is told, also if that is later.
    done.catch(() => {});
    return done;
  };
  const share = createSharedSlices((slice) => tell(() => ({kind: 'add', slice})));
  tell((i) => ({kind: 'begin', plan: planOf(i)}));
  let isReadByEach = helpers.length === 0;
  return {
    begin({inFile}) {
      if (helpers.length === 0) return;
      isReadByEach = inFile !== undefined;
      if (inFile !== undefined) tell(() => ({kind: 'read', inFile}));
    },
    async add(slice) {
      if (isReadByEach) return here?.add(slice);
      for (const piece of piecesOf(slice, units)) {
        // The others first: they work while this thread does.
        await share(piece);
        here?.add(piece);
      }
    },
    end() {
      tell(() => ({kind: 'end'}));
      here?.end();
    },
    async figures() {
      const answers = helpers.map((helper) => helper.ask({kind: 'figures'}));
      const own = here?.figures();
      await done;
      const parts = [...(await Promise.all(answers)), own].filter((figures) => figures !== undefined);
      return parts.length === 1 ? (parts[0] as PartFigures) : together(parts, units); // the only one
    },
  };
}

/** What reading a number takes the thread that reads for all, in the time of one tally of it. */
const readingTimes = {slow: 1.3, quick: 0.2, 'by each': 0} as const;

/** Whether this thread, which reads, also audits: if all are done sooner then. */
function isAuditedHere({judgements, reading}: TeamPlan, helpers: number): boolean {
  if (helpers === 0) return true;
  const tallies = 1 + judgements.length;
  const time = readingTimes[reading];
  return time + tallies / (helpers + 1) < Math.max(time, tallies / helpers);
}

/** The figures of parts, in their order, as those of the layer. */
function together(parts: readonly PartFigures[], units: number): PartFigures {
  const inOrder = <T>(lists: readonly PerUnit<T>[]): PerUnit<T> =>
    perUnit(units, (u) => lists[u % lists.length]?.at(Math.floor(u / lists.length)) as T); // each has one
  const histogram = new Float64Array(parts[0]?.histogram.length ?? 0);
  for (const part of parts)
    part.histogram.forEach((count, i) => {
      histogram[i] = (histogram[i] as number) + count;
    }); // as long
  const judgements = parts[0]?.outputs ?? [];
  return {
    numbers: inOrder(parts.map(({numbers}) => numbers)),
    moments: inOrder(parts.map(({moments}) => moments)),
    odd: firstOfEach(parts.flatMap(({odd}) => odd)),
    histogram,
    outputs: judgements.map((_, i) => inOrder(parts.map(({outputs}) => outputs[i] ?? []))),
  };
}

/** The first of each kind, by sample and then by unit. */
function firstOfEach(odd: readonly Odd[]): readonly Odd[] {
  const inOrder = [...odd].sort((a, b) => a.sample - b.sample || a.unit - b.unit);
  return inOrder.filter(({kind}, i) => inOrder.findIndex((other) => other.kind === kind) === i);
}
