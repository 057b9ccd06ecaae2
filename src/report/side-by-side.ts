/** A comparison for people: what is best in each figure, how far pairs are apart, and which are so infinitely. */

import type {Compared, Comparison} from '../compare/comparison.ts';
import type {Pair} from '../compare/differences.ts';
import {regionKinds} from '../regions/region.ts';
import type {ComparedFigure, SideBySide} from './output.ts';
import type {Cell} from './table.ts';

type Goal = 'least' | 'nearest 0' | 'nearest 1';

/** A goal, what the figure is called in short, and what its numbers rest on. */
type Aim = readonly [goal: Goal, word: string, source: 'shares' | 'moments' | 'clock'];

/** The figures in which anything is better. */
const aims: ReadonlyMap<string, Aim> = new Map<string, Aim>([
  ...regionKinds.map((kind): [string, Aim] => [`share_${kind}`, ['least', kind, 'shares']]),
  ['measured_cost_ns', ['least', 'cost', 'clock']],
  ['measured_cost_in_relus', ['least', 'cost', 'clock']],
  ['output_mean', ['nearest 0', 'mean', 'moments']],
  ['forward_gain', ['nearest 1', 'gains', 'moments']],
  ['backward_gain', ['nearest 1', 'gains', 'moments']],
]);

/** How far a number is from a goal; by a factor of 2 above 1 is as far as by 2 below. */
const distances: Readonly<Record<Goal, (value: number) => number>> = {
  least: (value) => value,
  'nearest 0': Math.abs,
  'nearest 1': (value) => Math.abs(Math.log(value)),
};

/** What is told of pairs, by name. */
export type PairFigures = readonly (readonly [name: string, of: (pair: Pair) => number])[];

interface Told extends Pick<SideBySide, 'verdict' | 'notes'> {
  /** A name, and a cell for each activation. */
  readonly figures: readonly (readonly [name: string, ...cells: readonly Cell[]])[];
  readonly pairFigures: PairFigures;
}

/** The figures as people choose by them, and the pairs. */
export function sideBySide({compared, pairs}: Comparison, {figures, pairFigures, verdict, notes}: Told): SideBySide {
  const groups = finiteGroups(compared.length, pairs);
  const groupOf = (index: number) => groups.findIndex((group) => group.includes(index));
  const isNear = ({first, second}: Pick<Pair, 'first' | 'second'>) => groupOf(first) === groupOf(second);
  const named = (chosen: PairFigures) => chosen.map(([name]) => ({name, kind: 'number'}) as const);
  const rowOf = (chosen: PairFigures) => (pair: Pair) => ({
    of: [pair.first, pair.second] as const,
    cells: chosen.map(([, figure]) => figure(pair)),
  });
  const slopeFigures = pairFigures.filter(([name]) => name.startsWith('gradient'));
  return {
    verdict,
    labels: compared.map(({label}) => label),
    figures: figures.map(([name, ...cells]): ComparedFigure => ({name, cells, best: bestOf(name, cells, compared)})),
    differences: {columns: named(pairFigures), pairs: pairs.filter(isNear).map(rowOf(pairFigures))},
    slopes: {
      columns: named(slopeFigures),
      pairs: pairs
        .filter(({gradient, ...pair}) => !isNear(pair) && gradient.size < Number.POSITIVE_INFINITY)
        .map(rowOf(slopeFigures)),
    },
    apart: groups.length > 1 ? groups : [],
    notes,
  };
}

/** The note on the mark of the best, for the figures that have it. */
export function bestText(figures: readonly string[]): string {
  const words = (goal: Goal): readonly string[] => {
    const named = figures.map((name) => aims.get(name)).filter((aim) => aim?.[0] === goal);
    return [...new Set(named.map((aim) => aim?.[1] ?? ''))];
  };
  const parts = [
    ['least ', words('least'), ''],
    ['', words('nearest 0'), ' nearest 0'],
    ['', words('nearest 1'), ' nearest 1'],
  ] as const;
  const said = parts.flatMap(([before, names, after]) =>
    names.length === 0 ? [] : [`${before}${names.join(', ')}${after}`],
  );
  return `* best: ${said.join('; ')}`;
}

/** The sentence on groups that differ infinitely. */
export function apartText(groups: SideBySide['apart'], labels: readonly string[]): string {
  const lists = groups.map((group) => group.map((index) => labels[index]).join(', '));
  const infinite = 'the difference is infinite between';
  if (groups.every(({length}) => length === 1) && groups.length > 2)
    return `${infinite} any two of ${lists.join(', ')}`;
  if (groups.length > 2) return `${infinite} any two of these groups: ${lists.join('; ')}`;
  // A single one comes first: the other way round it would seem to be one of the group.
  const parts = lists.map((list, i) => ({
    text: groups[i]?.length === 1 ? list : `any of ${list}`,
    size: groups[i]?.length,
  }));
  const ordered = parts.toSorted((a, b) => Number(a.size !== 1) - Number(b.size !== 1));
  return `${infinite} ${ordered.map(({text}) => text).join(' and ')}`;
}

/** Nothing is best of one alone, or where a number is NaN or rests on a search that was given up. */
function bestOf(name: string, cells: readonly Cell[], compared: readonly Compared[]): readonly boolean[] {
  const [goal, , source] = aims.get(name) ?? [];
  const isKnown = compared.every(({shares, moments}) => {
    if (source === 'shares') return shares.unknown === 0;
    return source !== 'moments' || !Number.isNaN(moments.error);
  });
  if (goal === undefined || !isKnown || cells.length < 2) return cells.map(() => false);
  const scores = cells.map((cell) => (typeof cell === 'number' ? distances[goal](cell) : Number.NaN));
  const best = Math.min(...scores); // NaN if one is
  const areBest = scores.map((score) => score === best && best < Number.POSITIVE_INFINITY);
  // What most have in common marks nothing.
  return 2 * areBest.filter(Boolean).length > cells.length ? cells.map(() => false) : areBest;
}

/** Groups without a finite difference between them: a bounded f - g and a bounded g - h make f - h bounded. */
function finiteGroups(count: number, pairs: readonly Pair[]): readonly (readonly number[])[] {
  const groupOf = Array.from({length: count}, (_, index) => index);
  for (const {first, second, value} of pairs) {
    const [one, other] = [groupOf[first], groupOf[second]];
    if (value.size === Number.POSITIVE_INFINITY || one === other) continue;
    groupOf.forEach((group, index) => {
      if (group === other) groupOf[index] = one as number; // first is one of them
    });
  }
  const indexes = groupOf.map((_, index) => index);
  return [...new Set(groupOf)].map((group) => indexes.filter((index) => groupOf[index] === group));
}
