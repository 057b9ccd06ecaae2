/** The arithmetic of germs at infinity, for the evaluator of formulas. */

import type {Arithmetic, Ordering} from '../../../formula/arithmetic.ts';
import type {Trees} from '../../../formula/tree.ts';
import {createBigArithmetic} from '../../big-float/arithmetic.ts';
import {fromNumber} from '../../big-float/big-float.ts';
import {type Effort, notKnown} from '../effort.ts';
import {createMonomials} from '../expansions/monomial.ts';
import {createSums, restSeries} from '../expansions/series.ts';
import {doubleReal, realOne} from '../real-numbers/real.ts';
import {createReals} from '../real-numbers/reals.ts';
import {createExponentials} from './exponentials.ts';
import {createGermFunctions} from './functions.ts';
import {
  constantGerm,
  type Finite,
  finite,
  type Germ,
  germOf,
  nanGerm,
  negateGerm,
  signOfGerm,
  trendOf,
  zeroGerm,
} from './germ.ts';
import {createGermPower} from './power.ts';
import {createGermSteps} from './steps.ts';
import {createUndecided} from './undecided.ts';

/** Constants are written in `trees`; sums have at most `most` terms. Operations throw NotKnown where nothing is known. */
export function createGermArithmetic(trees: Trees, effort: Effort, most: number): Arithmetic<Germ> {
  const reals = createReals(trees, effort);
  const monomials = createMonomials(reals, effort);
  const parts = {reals, monomials, sums: createSums(reals, monomials, effort, most)};
  const {sums} = parts;
  const big = createBigArithmetic({precision: 160, last: false});
  const signOf = (germ: Germ) => signOfGerm(germ, reals);
  const one = constantGerm(realOne);

  const addFinite = (a: Finite, b: Finite): Finite => {
    if (a.kind === 'zero') return b.kind === 'zero' ? {kind: 'zero', negative: areBoth(a.negative, b.negative)} : b;
    if (b.kind === 'zero') return a;
    if (a.kind === 'series' && b.kind === 'series') return germOf(sums.add(a, b));
    const [power, other] = a.kind === 'power' ? [a, b] : [b as typeof a, a];
    if (power.kind !== 'power') return notKnown();
    const isTiny = trendOf(power, parts) === 'vanishing';
    // Beside what may vanish a tiny power is a bound only.
    if (signOf(other) === undefined && isTiny && other.kind === 'series') {
      return germOf(sums.add(other, restSeries(exponentials.bound(power))));
    }
    const ratio = exponentials.mul(exponentials.inverse(power), other);
    const trend = trendOf(ratio, parts);
    // A change of the logarithm by what vanishes does not show in it.
    if (trend === 'vanishing') return power;
    if (trend !== 'infinite') return exponentials.mul(power, addFinite(one, ratio));
    return other.kind === 'power' ? other : germOf(sums.add(other, restSeries(exponentials.bound(power))));
  };

  const exponentials = createExponentials({
    ...parts,
    add: addFinite,
    bigOf: fromNumber,
    bigFunctions: big.unary,
  });

  const add = (a: Germ, b: Germ): Germ => {
    if (a.kind === 'nan' || b.kind === 'nan') return nanGerm;
    if (a.kind === 'wild' || b.kind === 'wild') {
      const other = a.kind === 'wild' ? b : a;
      if (other.kind === 'wild' || other.kind === 'pole') return notKnown();
      const trend = trendOf(other, parts);
      return trend === 'infinite' || trend === 'open' ? notKnown() : {kind: 'wild'};
    }
    if (a.kind === 'pole') return b.kind === 'pole' && a.negative !== b.negative ? nanGerm : a;
    return b.kind === 'pole' ? b : addFinite(a, b);
  };

  /** a - b; what is subtracted from itself is 0, however little is known of it. */
  const sub = (a: Germ, b: Germ): Germ =>
    a === b && (a.kind === 'series' || a.kind === 'power') ? zeroGerm : add(a, negateGerm(b));

  const mul = (a: Germ, b: Germ): Germ => {
    if (a.kind === 'nan' || b.kind === 'nan') return nanGerm;
    if (a.kind === 'wild' || b.kind === 'wild') {
      const other = a.kind === 'wild' ? b : a;
      return other.kind === 'series' && trendOf(other, parts) === 'constant' ? {kind: 'wild'} : notKnown();
    }
    if (a.kind !== 'pole' && b.kind !== 'pole') return exponentials.mul(a, b);
    if (a.kind === 'zero' || b.kind === 'zero') return nanGerm;
    const [signA, signB] = [signOf(a), signOf(b)];
    if (signA === undefined || signB === undefined) return notKnown();
    return {kind: 'pole', negative: signA !== signB};
  };

  const inverse = (a: Germ): Germ => {
    if (a.kind === 'nan') return a;
    if (a.kind === 'zero') return a.negative === undefined ? notKnown() : {kind: 'pole', negative: a.negative};
    if (a.kind === 'pole') return {kind: 'zero', negative: a.negative};
    return a.kind === 'wild' ? notKnown() : exponentials.inverse(a);
  };

  const div = (a: Germ, b: Germ): Germ => {
    if (a.kind === 'nan' || b.kind === 'nan') return nanGerm;
    if (a === b && (a.kind === 'series' || a.kind === 'power')) return one;
    if (b.kind === 'zero') {
      // As in IEEE arithmetic, in which no formula has a limit at 0 / 0.
      if (a.kind === 'zero') return nanGerm;
      const sign = signOf(a);
      if (sign === undefined || b.negative === undefined) return notKnown();
      return {kind: 'pole', negative: sign < 0 !== b.negative};
    }
    if (b.kind === 'pole' && a.kind === 'pole') return nanGerm;
    return mul(a, inverse(b));
  };

  const compare = (a: Germ, b: Germ): Ordering => {
    if (a.kind === 'nan' || b.kind === 'nan') return 'unordered';
    if (a.kind === 'pole' && b.kind === 'pole') return a.negative === b.negative ? 0 : a.negative ? -1 : 1;
    return signOf(sub(a, b)) ?? (a.kind === 'wild' || b.kind === 'wild' ? notKnown() : 'undecided');
  };

  const operations = {
    ...parts,
    ...exponentials,
    addFinite,
    add,
    sub,
    div,
    compare,
    jumps: {seen: false},
    big,
  };
  const undecided = createUndecided(operations);
  const pow = createGermPower(operations);
  const extreme =
    (wanted: 1 | -1) =>
    (a: Germ, b: Germ): Germ => {
      const order = compare(a, b);
      if (order === 'unordered') return nanGerm;
      if (order !== 'undecided') return order === 0 || order === wanted ? a : b;
      return undecided.extreme(finite(a), finite(b), wanted);
    };

  return {
    number: (value) => (value === 0 ? {kind: 'zero', negative: Object.is(value, -0)} : constantGerm(doubleReal(value))),
    constant: (name) => constantGerm(name === 'pi' ? reals.pi : reals.e),
    nan: nanGerm,
    compare,
    either: (then, otherwise) => undecided.either(finite(then()), finite(otherwise())),
    unary: {
      neg: negateGerm,
      abs: (a) => {
        if (a.kind === 'nan') return a;
        if (a.kind === 'zero') return zeroGerm;
        const sign = signOf(a);
        return sign === undefined ? undecided.abs(finite(a)) : sign < 0 ? negateGerm(a) : a;
      },
      sign: (a) => {
        if (a.kind === 'nan' || a.kind === 'zero') return a;
        const sign = signOf(a);
        return sign === undefined ? undecided.sign(finite(a)) : constantGerm(doubleReal(sign));
      },
      ...createGermSteps(operations),
      ...createGermFunctions(operations, pow),
    },
    binary: {add, sub, mul, div, pow, max: extreme(1), min: extreme(-1)},
  };
}

/** Whether both are so, as far as that is known. */
function areBoth(a: boolean | undefined, b: boolean | undefined): boolean | undefined {
  return a === false || b === false ? false : a && b;
}
