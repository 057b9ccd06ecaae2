/** Where a function turns: its local extrema, from the runs of one sign of f′ and the jumps between them. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {halfway, nextDouble} from '../exact/doubles.ts';
import type {Node} from '../formula/tree.ts';
import type {Joint} from './joints/joints.ts';
import {hiddenMoves, isPole, type Move, movesOf, stepsOf, withHidden} from './moves.ts';
import type {SignRun} from './sign-runs.ts';
import {realLine, type Span} from './span.ts';
import {turnFinder} from './turn-between.ts';

/** A local extremum: a point, or a plateau from one double to another. */
export interface Extremum {
  readonly kind: 'minimum' | 'maximum';
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** At a jump f tends to a value that it does not take: it is beyond all that it has, and this is the double beside it. */
  readonly isLimit?: true;
}

/** A stretch on which f is constant, from one end to the other. */
export interface Plateau extends Span {
  readonly value: number;
}

export interface Turns {
  readonly extrema: readonly Extremum[];
  readonly plateaus: readonly Plateau[];
  readonly rises: boolean;
  readonly falls: boolean;
}

export interface TurnRequest {
  /** f′ as a tree, and its runs of one sign. */
  readonly slope: Node;
  readonly runs: readonly SignRun[];
  readonly joints: readonly Joint[];
  readonly budget: Budget;
}

/** The turns of a function, given the runs of its derivative `slope` and its joints. */
export function turnsOf(selection: Selection, {slope, runs, joints, budget}: TurnRequest): Turns {
  const value = exactValueAt(selection, selection.value, budget);
  const poles = joints.filter(isPole);
  const courses = coursesOf(cutAt(withoutCorners(runs, joints), poles), {
    poles,
    hasValue: (x) => !Number.isNaN(value(x)),
  }).map((course) => hiddenMoves(joints).reduce(withHidden, movesOf(course, joints)));
  const moves = courses.flat();
  const turnBetween = turnFinder(selection, {tree: selection.value, slope}, budget);
  const extrema = courses.flatMap((course) => extremaOf(course, {joints, value, turnBetween}));
  // Across a pole, and a place without a value, f jumps too.
  const jumps: readonly number[] = joints.filter(({order}) => order < 0).flatMap(stepsOf);
  const hidden = hiddenMoves(joints).map(({sign}) => sign);
  const steps: readonly number[] = [...jumps, ...hidden, ...stepsAcross(joints)];
  const has = (sign: number) => moves.some((move) => move.sign === sign) || steps.includes(sign);
  const plateaus = moves
    .filter(({sign, from, to}) => sign === 0 && from < to)
    .map((move) => ({...reachOf(move, joints), value: value(within(move, joints)) + 0})); // no -0
  return {extrema, plateaus, rises: has(1), falls: has(-1)};
}

/** The steps from one piece of the domain to the next: log(tan(x)) rises on each, and falls between them. */
function stepsAcross(joints: readonly Joint[]): readonly number[] {
  let last = Number.NaN;
  return joints.flatMap(({left, right}) => {
    const begins = Number.isNaN(left.value) && !Number.isNaN(right.value);
    const step = begins ? Math.sign(right.value - last) : Number.NaN;
    if (!Number.isNaN(left.value) && Number.isNaN(right.value)) last = left.value;
    return Number.isNaN(step) ? [] : [step];
  });
}

/** The runs without the poles: f does not pass through one. */
function cutAt(runs: readonly SignRun[], poles: readonly Joint[]): readonly SignRun[] {
  return poles.reduce<readonly SignRun[]>(
    (all, {below, above}) =>
      all.flatMap((run) => {
        if (run.to <= below || run.from >= above) return [run];
        const parts = [
          {...run, to: below},
          {...run, from: above},
        ];
        return parts.filter(({from, to}) => from <= to);
      }),
    runs,
  );
}

/** The runs, with the sign of f′ at a corner as that beside it: whichever slope the formula takes there, f does not turn. */
function withoutCorners(runs: readonly SignRun[], joints: readonly Joint[]): readonly SignRun[] {
  const corners = new Set(joints.filter(({exact, order}) => exact && order >= 0).map(({x}) => x));
  return runs.map((run, i) => {
    const beside = runs[i - 1] ?? runs[i + 1];
    return run.from === run.to && corners.has(run.from) && beside !== undefined ? {...run, sign: beside.sign} : run;
  });
}

/** Runs that follow one another without a gap: nothing is told of a turn across what is unknown, or at a pole. */
function coursesOf(
  runs: readonly SignRun[],
  {poles, hasValue}: {readonly poles: readonly Joint[]; readonly hasValue: (x: number) => boolean},
): readonly (readonly SignRun[])[] {
  const courses: SignRun[][] = [];
  let end: number | undefined;
  for (const run of runs) {
    // A slope may be missing where f has a value, as that of a root at 0.
    const isPoint = run.from === run.to;
    const isThere = isPoint ? hasValue(run.from) : run.sign !== undefined;
    const before = end;
    const isNext = before !== undefined && nextDouble(before) === run.from;
    const isCut = poles.some(({below, above}) => before === below && run.from === above);
    if (isThere && isNext && !isCut) courses.at(-1)?.push(run);
    else if (isThere) courses.push([run]);
    end = isThere ? run.to : undefined;
  }
  return courses;
}

/** The turns of one course. */
function extremaOf(moves: readonly Move[], means: Pick<Turn, 'joints' | 'value' | 'turnBetween'>): readonly Extremum[] {
  const extrema: Extremum[] = [];
  let last: Move | undefined;
  let rest: Move | undefined;
  for (const move of moves) {
    if (move.sign === 0) {
      rest = rest === undefined ? move : {...rest, to: move.to};
      continue;
    }
    if (last !== undefined && last.sign === -move.sign) {
      const kind = last.sign > 0 ? 'maximum' : 'minimum';
      const place = placeOf({last, rest, next: move, ...means});
      if (place !== undefined) extrema.push({kind, ...place});
    }
    last = move;
    rest = undefined;
  }
  return extrema;
}

/** A place of a rest at which f has no value of its own, as it may have at an end or at a joint. */
function within({from, to}: Span, joints: readonly Joint[]): number {
  const middle = halfway(from, to) ?? from;
  return joints.find(({x, above}) => x === middle && above <= to)?.above ?? middle;
}

/** The ends of a rest: it reaches to the joint beside it, and what reaches the outermost double reaches infinity. */
function reachOf({from, to}: Move, joints: readonly Joint[]): Span {
  return {
    from: from === -Number.MAX_VALUE ? realLine.from : (joints.find(({above}) => above === from)?.x ?? from),
    to: to === Number.MAX_VALUE ? realLine.to : (joints.find(({below}) => below === to)?.x ?? to),
  };
}

interface Turn {
  readonly last: Move;
  readonly rest: Move | undefined;
  readonly next: Move;
  readonly joints: readonly Joint[];
  readonly value: (x: number) => number;
  readonly turnBetween: ReturnType<typeof turnFinder>;
}

/** Where f is largest, or smallest, between a rise and a fall. */
function placeOf({last, rest, next, joints, value, turnBetween}: Turn): Omit<Extremum, 'kind'> | undefined {
  const point = (x: number, at = value(x)) => ({from: x, to: x, value: at});
  if (rest !== undefined) {
    // A plateau reaches to the corner itself, whichever slope the formula takes there.
    const left = joints.find(({above, order}) => order >= 0 && above === rest.from)?.x ?? rest.from;
    const right = joints.find(({below, order}) => order >= 0 && below === rest.to)?.x ?? rest.to;
    return {from: left, to: right, value: value(within(rest, joints))};
  }
  const meeting = next.hidden?.first ?? last.hidden?.last;
  if (meeting !== undefined) return point(meeting.x, meeting.value);
  const jump = last.jump ?? next.jump;
  if (jump !== undefined) {
    const pick = last.sign > 0 ? Math.max : Math.min;
    const sides = [jump.left.value, jump.right.value, jump.value].filter((side) => !Number.isNaN(side));
    const most = pick(...sides);
    if (jump.exact && jump.value === most) return point(jump.x);
    // A limit is not reached: f takes what is nearest to it at the next double on that side.
    const isLeft = last.jump === next.jump ? most === jump.left.value : last.jump === undefined;
    const [own, other] = isLeft ? [jump.left.value, jump.right.value] : [jump.right.value, jump.left.value];
    // Beside a single value f turns only where its limit lies beyond that on the other side.
    const isAlone = jump.value !== own && jump.value !== other;
    if (own !== most || (isAlone && own === other)) return undefined;
    const beside = point(isLeft ? jump.below : jump.above);
    // Between two doubles f may take it where it jumps.
    return jump.exact || jump.value !== most ? {...beside, isLimit: true} : beside;
  }
  const corner = joints.find(({x}) => last.to <= x && x <= next.from);
  if (corner !== undefined) return point(corner.x, corner.value);
  const {x: near, value: valueThere} = turnBetween(last.to, next.from);
  // Among subnormal numbers f may be a long way from its turn at the nearest of them.
  const beyond = [last.to, next.from].find((x) => (last.sign > 0 ? value(x) > value(near) : value(x) < value(near)));
  return beyond === undefined ? point(near, valueThere()) : point(beyond);
}
