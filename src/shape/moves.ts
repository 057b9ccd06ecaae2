/** The moves of a function: what it does from one double to another, and between them. */

import type {Joint} from './joints/joints.ts';
import type {Sign, SignRun} from './sign-runs.ts';

/** f rises (1), falls (-1) or rests (0) from one double to another, jumps there, or does so on a piece between them. */
export interface Move {
  readonly sign: Sign;
  readonly from: number;
  readonly to: number;
  readonly jump?: Joint;
  readonly hidden?: Hidden;
}

/** A piece that holds no double, between two joints. */
interface Hidden {
  readonly first: Joint;
  readonly last: Joint;
}

/** The runs, cut where f jumps, with the jumps between them. */
export function movesOf(runs: readonly SignRun[], joints: readonly Joint[]): readonly Move[] {
  const jumps = joints.filter((joint) => joint.order < 0 && !isPole(joint) && stepsOf(joint).length > 0);
  return runs.flatMap(({from, to, sign}): readonly Move[] => {
    const here = jumps.filter(({x}) => from <= x && x <= to);
    // f may jump where its slope has no value, as that of atan(1/x) has none at 0.
    if (sign === undefined)
      return here.flatMap((jump) => stepsOf(jump).map((step) => ({sign: step, from: jump.x, to: jump.x, jump})));
    let start = from;
    const moves: Move[] = [];
    for (const jump of here) {
      // f at the place itself belongs to the side whose value it has; to neither, as that of sign(x) at 0, if it has none.
      const ownsLeft = jump.value === jump.left.value;
      const ownsRight = !ownsLeft && jump.value === jump.right.value;
      const end = jump.exact && ownsLeft ? jump.x : jump.below;
      if (start <= end) moves.push({sign, from: start, to: end});
      for (const sign of stepsOf(jump)) moves.push({sign, from: jump.x, to: jump.x, jump});
      start = jump.exact && ownsRight ? jump.x : jump.above;
    }
    if (start <= to) moves.push({sign, from: start, to});
    return moves;
  });
}

/** The moves on pieces that hold no double: they are told by their slopes at the joints before them. */
export function hiddenMoves(joints: readonly Joint[]): readonly Move[] {
  return joints.flatMap((first, i): readonly Move[] => {
    const [last, sign] = [joints[i + 1], Math.sign(first.right.slope) as Sign];
    if (first.rightPoint === undefined || last === undefined || !(Math.abs(sign) === 1)) return [];
    const [from, to] = [first.exact ? first.x : first.below, last.exact ? last.x : last.above];
    return [{sign, from, to, hidden: {first, last}}];
  });
}

/** Some moves with one between two doubles at its place. */
export function withHidden(moves: readonly Move[], hidden: Move): readonly Move[] {
  const isAfter = ({jump, hidden: other, from, to}: Move): boolean =>
    jump === undefined && other === undefined && from <= hidden.to && hidden.to <= to;
  const i = moves.findIndex(isAfter);
  const move = moves[i];
  if (move === undefined) return moves;
  const parts =
    move.from <= hidden.from ? [{...move, to: hidden.from}, hidden, {...move, from: hidden.to}] : [hidden, move];
  return moves.toSpliced(i, 1, ...parts);
}

/** The steps at a jump: from the left limit to the value there, and on to the right limit. */
export function stepsOf({left, right, value}: Joint): readonly Sign[] {
  const at = Number.isNaN(value) ? left.value : value;
  return [at - left.value, right.value - at].map((step) => Math.sign(step || 0) as Sign).filter((sign) => sign !== 0);
}

/** Whether f grows beyond all numbers at a joint. */
export function isPole({left, right}: Pick<Joint, 'left' | 'right'>): boolean {
  return !Number.isFinite(left.value) || !Number.isFinite(right.value);
}
