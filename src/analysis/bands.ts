/**
 * Where a gradient is small: the real line cut into runs of one band.
 *
 * Nothing is sampled. An interval of doubles is settled when interval arithmetic shows that f′ stays in one band on all
 * of it, or that f″ has one sign and no branch changes, so that f′ is monotone and each band's edge is found by
 * bisection with exact evaluations. Otherwise the interval is halved, in the order of the doubles, down to neighbours,
 * which are evaluated one by one. So however narrow a run is, it is found: an interval that holds it cannot be settled
 * as another band. Intervals of doubles come first; where these overflow or reach below the doubles, big floats.
 */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {float64, type NumberFormat} from '../exact/format.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type Node, nodesBelow, type Trees} from '../formula/tree.ts';
import {createBigEnds, doubleEnds, type Ends, isExactZero} from './ends.ts';
import {createIntervalArithmetic, type Interval} from './interval.ts';
import {double, ordinal} from './pieces.ts';

/** `dead`: f′ = 0 on the whole run; `zero`: at single points; `rounded`: not 0, but its rounding to the format is. */
export type Band = 'dead' | 'zero' | 'rounded' | 'small' | 'large' | 'undefined';

/** A run of doubles, both ends included. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly band: Band;
}

export interface BandRequest {
  /** |f′| below it is small. */
  readonly threshold: number;
  /** The format whose rounding is asked for; none where the real f′ alone counts. */
  readonly format: NumberFormat | undefined;
}

export interface Bands {
  /** Ascending, without gaps. */
  readonly runs: readonly Run[];
  /** False where the halving was given up: some intervals were then taken for monotone. */
  readonly certain: boolean;
}

/** Enclosures until the halving is given up: a hundred times what any activation on record takes. */
const patience = 20_000;

/** Signed bands in the order of f′, so that a monotone f′ passes them in order. */
const order: readonly Band[] = ['large', 'small', 'rounded', 'small', 'large'];

/** What finds the runs of a function of one variable between two doubles. */
export function bandFinder(selection: Selection, request: BandRequest): (from: number, to: number) => Bands {
  const place = createPlace(selection, request);
  const enclose = createEnclosure(selection, request);
  return (from, to) => findBands({place, enclose}, from, to);
}

interface Search {
  readonly place: Place;
  readonly enclose: (from: number, to: number) => Settled;
}

function findBands({place, enclose}: Search, first: number, last: number): Bands {
  const runs: Run[] = [];
  let left = patience;

  const push = (from: number, to: number, band: Band): void => {
    const last = runs.at(-1);
    // Neighbouring intervals share an end, which the first of them has settled.
    if (last !== undefined && to <= last.to) return;
    if (last !== undefined && last.band === band) runs[runs.length - 1] = {from: last.from, to, band};
    else runs.push({from: last === undefined || last.to < from ? from : after(last.to), to, band});
  };
  const bandAt = (x: number): Band => {
    const level = place.level(x);
    if (level === undefined) return 'undefined';
    return (order[level] as Band) !== 'large' && place.isZero(x) ? 'zero' : (order[level] as Band);
  };

  /** The edges of a monotone stretch, by bisection on the signed band. */
  const split = (from: number, to: number): void => {
    let start = from;
    let level = place.level(start);
    const end = place.level(to);
    while (level !== end) {
      let [low, high] = [ordinal(start), ordinal(to)];
      while (high - low > 1n) {
        const middle = (low + high) >> 1n;
        if (place.level(double(middle)) === level) low = middle;
        else high = middle;
      }
      push(start, double(low), level === undefined ? 'undefined' : (order[level] as Band));
      start = double(high);
      level = place.level(start);
    }
    push(start, to, level === undefined ? 'undefined' : (order[level] as Band));
  };

  const explore = (from: number, to: number): void => {
    left -= 1;
    const found = enclose(from, to);
    if (found === 'monotone' || left < 0) {
      split(from, to);
      return;
    }
    if (found !== 'unsettled') {
      push(from, to, found);
      return;
    }
    const [low, high] = [ordinal(from), ordinal(to)];
    if (high - low <= 1n) {
      push(from, from, bandAt(from));
      if (to !== from) push(to, to, bandAt(to));
      return;
    }
    const middle = double((low + high) >> 1n);
    explore(from, middle);
    explore(middle, to);
  };
  explore(first, last);
  return {runs: joinedZeros(runs), certain: left >= 0};
}

/** The double after x. */
export function after(x: number): number {
  return double(ordinal(x) + 1n);
}

interface Place {
  /** The index in `order` of the exact f′(x), nothing where f has no value. A zero counts as below every level. */
  readonly level: (x: number) => number | undefined;
  readonly isZero: (x: number) => boolean;
}

/** Bands by signs of exact differences, which are certain long before the digits of a small f′ are. */
function createPlace(selection: Selection, {threshold, format}: BandRequest): Place {
  const {trees, inputs, parameters} = selection;
  const gradient = gradientOf(selection, 'x');
  const evaluate = (root: Node): ((x: number) => number) => {
    const exact = exactEvaluator({roots: [root], inputs, parameters}, {format: float64, overflow: 'ieee'});
    return (x) => exact([x])[0] ?? Number.NaN;
  };
  const size = trees.call('abs', gradient);
  const over = (level: Node) => evaluate(trees.call('sign', trees.call('sub', size, level)));
  const sign = evaluate(trees.call('sign', gradient));
  const overThreshold = threshold === 0 ? (x: number) => Math.abs(sign(x)) - 0.5 : over(trees.number(threshold));
  const overUnseen = format === undefined ? undefined : over(halfLeast(trees, format));
  const value = canFail(selection.value) ? evaluate(selection.value) : undefined;
  const level = (x: number): number | undefined => {
    const large = overThreshold(x);
    if (Number.isNaN(large) || Number.isNaN(value?.(x) ?? 0)) return undefined;
    if (overUnseen !== undefined && overUnseen(x) <= 0) return 2;
    if (large >= 0) return sign(x) > 0 ? 4 : 0;
    if (overUnseen === undefined) return 1;
    return sign(x) > 0 ? 3 : 1;
  };
  return {level, isZero: (x) => sign(x) === 0};
}

/** Half of a format's least positive number: a tie, which goes to 0. For float64 it is no double. */
function halfLeast(trees: Trees, {leastExponent}: NumberFormat): Node {
  return trees.call('mul', trees.number(2 ** leastExponent), trees.number(0.5));
}

/** Whether a formula may have no value somewhere: a logarithm, a root, a power, or 0/0. */
function canFail(value: Node): boolean {
  return nodesBelow([value]).some(
    (node) => node.kind === 'call' && ['log', 'log1p', 'sqrt', 'pow', 'div'].includes(node.name),
  );
}

type Settled = Band | 'monotone' | 'unsettled';

/** What intervals can say of f′ on an interval of doubles. */
function createEnclosure(
  selection: Selection,
  {threshold, format}: BandRequest,
): (from: number, to: number) => Settled {
  const gradient = gradientOf(selection, 'x');
  // The derivative as people write it often holds x once where the derived one holds it often: its bounds are narrower.
  const forms = [gradient, ...(selection.doubles.gradient === undefined ? [] : [selection.doubles.gradient])];
  const bends = forms.map((form) => differentiate(selection.trees, form, 'x'));
  const roots = [selection.value, ...forms, ...bends];
  const evaluation = {roots, inputs: selection.inputs, parameters: selection.parameters};
  // A tie between 0 and the least subnormal goes to 0.
  const unseen = format === undefined ? 0 : 2 ** Math.max(-1074, format.leastExponent - 1);
  const tooSmall = (threshold > 0 && threshold < 1e-290) || (format !== undefined && unseen < 1e-290);

  const encloser = <E>(ends: Ends<E>): ((from: number, to: number) => {settled: Settled; wide: boolean}) => {
    const arithmetic = createIntervalArithmetic(ends);
    const evaluate = evaluator<Interval<E>>(evaluation, arithmetic);
    const zero = ends.from(0);
    const outside = (slope: {low: E; high: E}, level: E): boolean =>
      ends.compare(slope.low, level) >= 0 || ends.compare(slope.high, ends.negate(level)) <= 0;
    const inside = (slope: {low: E; high: E}, level: E): boolean =>
      ends.compare(slope.high, level) < 0 && ends.compare(slope.low, ends.negate(level)) > 0;
    // Half of the least subnormal of float64 is no double.
    const least = format?.precision === 53 ? ends.mul(ends.from(2 ** -1074), ends.from(0.5))[1] : ends.from(unseen);
    const limit = ends.from(threshold);
    return (from, to) => {
      arithmetic.wasUndecided();
      const [value, ...rest] = evaluate([arithmetic.between(from, to)]);
      const slope = arithmetic.meet(rest.slice(0, forms.length));
      const bend = arithmetic.meet(rest.slice(forms.length));
      const undecided = arithmetic.wasUndecided();
      if (value === 'nan' || slope === 'nan') return {settled: undecided ? 'unsettled' : 'undefined', wide: false};
      const wide = !Number.isFinite(ends.near(slope.low)) || !Number.isFinite(ends.near(slope.high));
      if (isDead(slope)) return {settled: 'dead', wide: false};
      const nonzero = ends.compare(slope.low, zero) > 0 || ends.compare(slope.high, zero) < 0;
      // A branch may be taken in which f′ is 0.
      const alive = nonzero || !undecided;
      const seen = format === undefined || outside(slope, least);
      if (seen && (threshold === 0 ? alive : outside(slope, limit))) return {settled: 'large', wide: false};
      if (format === undefined && inside(slope, limit) && alive) return {settled: 'small', wide: false};
      if (format !== undefined && inside(slope, limit) && nonzero && strictly(slope, least))
        return {settled: 'small', wide: false};
      if (format !== undefined && inside(slope, least) && alive) return {settled: 'rounded', wide: false};
      const curved = bend !== 'nan' && (ends.compare(bend.low, zero) >= 0 || ends.compare(bend.high, zero) <= 0);
      return {settled: !undecided && curved ? 'monotone' : 'unsettled', wide};
    };

    function isDead({low, high}: {low: E; high: E}): boolean {
      return (
        isExactZero(low as Parameters<typeof isExactZero>[0]) && isExactZero(high as Parameters<typeof isExactZero>[0])
      );
    }
    function strictly({low, high}: {low: E; high: E}, level: E): boolean {
      return ends.compare(low, level) > 0 || ends.compare(high, ends.negate(level)) < 0;
    }
  };

  const narrow = encloser(doubleEnds);
  let big: ReturnType<typeof encloser> | undefined;
  return (from, to) => {
    const quick = narrow(from, to);
    const far = Math.max(Math.abs(from), Math.abs(to)) > 1e8;
    if (quick.settled !== 'unsettled' || !(quick.wide || far || tooSmall)) {
      if (!(tooSmall && quick.settled === 'monotone')) return quick.settled;
    }
    big ??= encloser(createBigEnds());
    return big(from, to).settled;
  };
}

/** Single zeros belong to the run around them: to a dead one, a rounded one or a small one, else to the large one. */
function joinedZeros(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  runs.forEach((run, i) => {
    const around = [runs[i - 1]?.band, runs[i + 1]?.band];
    const host = (['dead', 'rounded', 'small', 'large'] as const).find((band) => around.includes(band));
    const band = run.band === 'zero' ? (host ?? 'dead') : run.band;
    const last = joined.at(-1);
    if (last?.band === band) joined[joined.length - 1] = {...last, to: run.to};
    else joined.push({...run, band});
  });
  return joined;
}
