/**
 * Correctly rounded evaluation by Ziv's method: an enclosure of the exact value is narrowed until both of its ends
 * round to the same number of the format. The first rung is double-double, the next ones are balls of more and more
 * bits. A value that the last rung cannot decide is taken for an exact tie, or for 0, unless only what is proven is asked
 * for.
 */

import {type Arithmetic, type Evaluation, evaluator} from '../formula/arithmetic.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';
import {createBigArithmetic, powerWork} from './big-float/arithmetic.ts';
import {type Big, fromNumber} from './big-float/big-float.ts';
import {type Budget, bigOperations, makingWork} from './budget.ts';
import {createDoubleDoubleArithmetic} from './double-double/arithmetic.ts';
import {fromDouble} from './double-double/double-double.ts';
import {createWideArithmetic} from './double-double/wide.ts';
import {lazily} from './lazily.ts';
import {type Limit, limitsOf} from './limits/limit.ts';
import {float64, type Rounding, roundDouble, zeroOf} from './number-format.ts';
import {decided, isUnknown, type LadderRounding, roundDoubleDouble, roundWide} from './rounding.ts';

/** What is evaluated. */
export interface Exact extends Evaluation {
  /**
   * Another form of some roots, by their index: the same function, which decides where the root itself tells nothing.
   * Far out terms may be too small to be told apart, and a factor that they share is not; or the other way round.
   */
  readonly otherForms?: ReadonlyMap<number, Node>;
}

/** Told of inputs at which a limit is not known; it may exist. */
export type LimitNotKnown = (inputs: readonly number[]) => void;

/** What is told of single points. */
export interface Told {
  readonly limitNotKnown?: LimitNotKnown | undefined;
  /** Double-doubles have not decided all results: balls take about ten times as long. */
  readonly climbing?: () => void;
}

/** The nearest double, ties to even; an overflow is infinite. */
export const toNearestDouble: Rounding = {format: float64, overflow: 'ieee'};

/** Bits of the balls, rung by rung, and what the work of a sum costs there in the units of a budget, as measured. */
const rungs = [
  {precision: 80, work: 3},
  {precision: 160, work: 4},
  {precision: 320, work: 8},
  {precision: 800, work: 30},
  {precision: 2600, work: 500},
  {precision: 7000, work: 3000},
];

/**
 * A function from one double for each input to the correctly rounded values of the roots. A NaN input gives NaN. At an
 * infinite input the values are limits, NaN where there is none; so is one that is not known, of which `limitNotKnown` is
 * told. If the first root is NaN, so are all: a gradient has no meaning where there is no value. Once a budget is spent, a
 * result that double-doubles do not decide is NaN.
 */
export function exactEvaluator(
  evaluation: Exact,
  rounding: LadderRounding,
  budget?: Budget,
  {limitNotKnown, climbing}: Told = {},
): (inputs: readonly number[]) => readonly number[] {
  const first = lazily(() => firstRung(evaluation, rounding, budget));
  const climb = lazily(() => climber(evaluation, rounding, budget));
  const climbAlone = evaluation.roots.map((_, j) => lazily(() => climber(onlyRoot(evaluation, j), rounding)));
  const limits = lazily(() => limitEvaluator(evaluation, rounding, {budget, limitNotKnown}));
  const size = lazily(() => nodesBelow(evaluation.roots).length);
  const count = evaluation.roots.length;

  const decide = (inputs: readonly number[], results: Results): void => {
    climbing?.();
    const j = results.indexOf(undefined);
    const alone = results.includes(undefined, j + 1) ? undefined : climbAlone[j];
    // Often a derivative is left. The work that a budget allows is counted for all roots together.
    if (j > 0 && alone !== undefined && budget === undefined) results[j] = alone()(inputs, [undefined])[0];
    else climb()(inputs, results);
  };

  return (inputs) => {
    let finite = true;
    for (const input of inputs) {
      if (Number.isNaN(input)) return Array(count).fill(Number.NaN);
      if (!Number.isFinite(input)) finite = false;
    }
    if (!finite) return limits()(inputs);
    const results = first()(inputs);
    budget?.spend(2 * size());
    if (results.includes(undefined)) decide(inputs, results);
    return results.map((result) => result ?? Number.NaN); // the last rung decides all that are left, if it is reached
  };
}

/** An evaluator in an arithmetic. */
function made<T>(evaluation: Evaluation, arithmetic: Arithmetic<T>, budget?: Budget) {
  budget?.spend(makingWork(evaluation.roots));
  return evaluator(evaluation, arithmetic);
}

/** Results of which some are decided. */
type Results = (number | undefined)[];

/** The first rung: a function of finite inputs to the results that it decides. */
function firstRung(
  evaluation: Exact,
  rounding: LadderRounding,
  budget?: Budget,
): (inputs: readonly number[]) => Results {
  // Where work is counted, what a search finds with it depends on what is left to the balls.
  if (budget !== undefined) {
    const plain = made(evaluation, createDoubleDoubleArithmetic(), budget);
    return (inputs) => plain(inputs.map(fromDouble)).map((value) => roundDoubleDouble(value, rounding));
  }
  const arithmetic = createWideArithmetic();
  const wide = made(evaluation, arithmetic);
  return (inputs) => wide(inputs.map(arithmetic.number)).map((value) => roundWide(value, rounding));
}

/** The rungs of balls: a function that decides what is left of the results at finite inputs, and gives them back. */
function climber(
  evaluation: Exact,
  rounding: LadderRounding,
  budget?: Budget,
): (inputs: readonly number[], results: Results) => Results {
  const everyForm = withOtherForms(evaluation);
  // Toward 0 results change at the numbers of the format, to which limits such as 1 belong.
  const rests = rounding.direction === 'toZero' ? 'kept' : 'lost';
  const lastRung = rounding.onlyProven ? undefined : rungs.length - 1;
  const evaluators = rungs.map(({precision}, i) =>
    lazily(() => made(everyForm, createBigArithmetic({precision, last: i === lastRung, rests}), budget)),
  );
  const bigSize = bigOperations(everyForm.roots);
  return (inputs, results) => {
    const exact = inputs.map(fromNumber);
    for (const [i, {work}] of rungs.entries()) {
      if (!results.includes(undefined) || budget?.isSpent()) break;
      budget?.spend(bigSize * work);
      const before = powerWork.count;
      const balls = evaluators[i]?.()(exact) ?? [];
      budget?.spend(10 * work * (powerWork.count - before));
      const last = i === lastRung;
      for (let j = 0; j < results.length; j += 1) {
        results[j] ??= decided(formsOf(evaluation, j, balls), rounding, last);
      }
      const leading = balls[0] as Big; // there is at least one root
      if (leading.kind === 'nan' || (last && isUnknown(leading, rounding))) results.fill(Number.NaN);
    }
    return results;
  };
}

/** One root, with its other form if it has one. */
function onlyRoot({roots, otherForms, ...rest}: Exact, index: number): Exact {
  const other = otherForms?.get(index);
  const root = roots[index] as Node; // it has one there
  return {...rest, roots: [root], ...(other && {otherForms: new Map([[0, other]])})};
}

/** The same with the other forms of the roots behind these. */
function withOtherForms(evaluation: Exact): Evaluation {
  const {roots, otherForms} = evaluation;
  return otherForms === undefined ? evaluation : {...evaluation, roots: [...roots, ...otherForms.values()]};
}

/** The result of a root, and that of its other form if it has one. */
function formsOf<T>({roots, otherForms}: Exact, index: number, results: readonly T[]): readonly T[] {
  const other = [...(otherForms?.keys() ?? [])].indexOf(index);
  const own = results[index] as T; // one for each root
  return other < 0 ? [own] : [own, results[roots.length + other] as T]; // and for each other form
}

/** What watches over limits. */
interface Watch {
  readonly budget: Budget | undefined;
  readonly limitNotKnown: LimitNotKnown | undefined;
}

/** Work of the calculus of limits in the units of a budget: some microseconds. */
const workOfLimits = 10;

/** Limits at infinite inputs, rounded once. They are kept: a table may ask for the same one in each of its rows. */
function limitEvaluator(
  evaluation: Exact,
  {format, overflow, direction}: Rounding,
  {budget, limitNotKnown}: Watch,
): (inputs: readonly number[]) => readonly number[] {
  const none: readonly number[] = Array(evaluation.roots.length).fill(Number.NaN);
  const known = new Map<string, readonly number[]>();

  const rounded = (limit: Limit): number => {
    switch (limit.kind) {
      case 'number': {
        const constant = {roots: [limit.tree], inputs: [], parameters: new Map()};
        return exactEvaluator(constant, {format, overflow, direction}, budget)([])[0] as number; // one for the one root
      }
      case 'zero':
        return zeroOf(limit.negative === true, format);
      case 'infinite':
        return roundDouble(limit.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, format, overflow);
      default:
        return Number.NaN;
    }
  };

  return (inputs) => {
    const place = inputs.join();
    const before = known.get(place);
    if (before !== undefined) return before;
    if (budget?.isSpent()) return none;
    const found = limitsOf(withOtherForms(evaluation), inputs, (work) => budget?.spend(workOfLimits * work));
    const limits = evaluation.roots.map((_, i): Limit => {
      const forms = formsOf(evaluation, i, found);
      return forms.find(({kind}) => kind !== 'unknown') ?? (forms[0] as Limit); // there is a first
    });
    if (limits.some(({kind}) => kind === 'unknown')) limitNotKnown?.(inputs);
    const results = limits.map(rounded);
    known.set(place, results);
    return results;
  };
}
