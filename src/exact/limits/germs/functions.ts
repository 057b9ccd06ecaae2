/**
 * The functions of the language on germs at infinity: by exponentials where they are made of them, by their asymptotic
 * series at infinity, by their Taylor series at a limit.
 */

import {NotKnown, notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import {restSeries, type Series} from '../expansions/series.ts';
import {realFunction} from '../real-numbers/functions.ts';
import {doubleReal, realOne, realTwo} from '../real-numbers/real.ts';
import type {Band} from '../real-numbers/reals.ts';
import {createErrorFunctions} from './error-functions.ts';
import {
  constantGerm,
  constantOf,
  type Finite,
  type Germ,
  nanGerm,
  negateGerm,
  signOfGerm,
  trendOf,
  zeroGerm,
} from './germ.ts';
import type {Operations} from './operations.ts';
import {half} from './power.ts';
import {createTrigonometric} from './trigonometric.ts';

type Unary = (a: Germ) => Germ;

/** Functions with bounds of their own, which hold whatever the argument does. */
const bands: Readonly<Record<string, Band>> = {
  sin: [-1, 1],
  cos: [-1, 1],
  atan: [-1.6, 1.6],
  tanh: [-1, 1],
  sech2: [0, 1],
  erf: [-1, 1],
  erfc: [0, 2],
  sigmoid: [0, 1],
  Phi: [0, 1],
  phi: [0, 0.4],
};

/** Continuous functions that rise or fall on all numbers, so that bounds of the argument give bounds. */
const monotone: ReadonlySet<string> = new Set([
  'exp',
  'expm1',
  'sinh',
  'tanh',
  'erf',
  'erfc',
  'sigmoid',
  'softplus',
  'Phi',
  'atan',
]);

/** Functions with f(0) = 0 and f′(0) = 1. */
const identities: ReadonlySet<string> = new Set(['expm1', 'log1p', 'sin', 'tan', 'atan', 'sinh', 'tanh']);

/** The primitives but abs and sign, by name. They throw NotKnown. */
export function createGermFunctions(
  operations: Operations,
  pow: (a: Germ, b: Germ) => Germ,
): Readonly<Record<string, Unary>> {
  const {reals, exp, mul, inverse, addFinite: add} = operations;
  const one = constantGerm(realOne) as Series;
  const two = constantGerm(realTwo) as Series;
  const signOf = (germ: Germ) => signOfGerm(germ, reals);
  const trend = (germ: Finite) => trendOf(germ, operations);
  const over = (a: Finite, b: Finite): Finite => mul(a, inverse(nonzero(b)));
  const expm1 = (a: Finite): Finite => add(exp(a), negateGerm(one));
  const log = (a: Finite): Finite => {
    const sign = signOf(a);
    if (sign === undefined || a.kind === 'zero') return notKnown();
    return sign < 0 ? notKnown() : operations.log(a);
  };
  /** -|a|, for a germ with a sign. */
  const minusSize = (a: Finite): Finite => (signOf(a) === 1 ? negateGerm(a) : a);
  const isSmall = (a: Finite): boolean => trend(a) === 'vanishing' || trend(a) === 'constant';
  const certain = (a: Finite): -1 | 1 => {
    const sign = signOf(a);
    return sign === 1 || sign === -1 ? sign : notKnown();
  };

  const bodies: Readonly<Record<string, (a: Finite) => Finite>> = {
    exp,
    expm1,
    sinh: (a) => mul(half, add(expm1(a), negateGerm(expm1(negateGerm(a))))),
    cosh: (a) => mul(half, add(exp(a), exp(negateGerm(a)))),
    tanh: (a) => {
      if (trend(a) === 'vanishing') {
        const m = expm1(mul(two, a));
        return over(m, add(m, two));
      }
      const m = expm1(mul(two, minusSize(a)));
      const size = over(negateGerm(m), add(two, m));
      return certain(a) < 0 ? negateGerm(size) : size;
    },
    sech2: (a) => {
      const power = exp(mul(two, trend(a) === 'vanishing' ? a : minusSize(a)));
      const base = add(one, power);
      return over(mul(constantGerm(doubleReal(4)), power), mul(base, base));
    },
    sigmoid: (a) => {
      if (isSmall(a)) return over(one, add(one, exp(negateGerm(a))));
      const power = exp(minusSize(a));
      return over(certain(a) < 0 ? power : one, add(one, power));
    },
    softplus: (a) => {
      if (isSmall(a)) return log(add(one, exp(a)));
      const rest = log1p(exp(minusSize(a)));
      return certain(a) < 0 ? rest : add(a, rest);
    },
    phi: (a) => {
      const factor = reals.power(reals.mul(realTwo, reals.pi), doubleReal(-0.5));
      return mul(constantGerm(factor), exp(negateGerm(mul(half, mul(a, a)))));
    },
    ...createTrigonometric(operations),
    ...createErrorFunctions(operations),
  };
  function log1p(a: Finite): Finite {
    return a.kind === 'power' && trend(a) === 'vanishing' ? a : log(add(one, a));
  }
  function nonzero(a: Finite): Exclude<Finite, {kind: 'zero'}> {
    return a.kind === 'zero' ? notKnown() : a;
  }

  const apply =
    (name: string, body: (a: Finite) => Finite): Unary =>
    (a) => {
      if (a.kind === 'nan') return a;
      if (a.kind === 'wild') return notKnown();
      if (a.kind === 'pole') return atPole(name, a.negative);
      const atConstant = realFunction(reals, name);
      if (a.kind === 'zero') return atZero(name, a);
      if (a.kind === 'power' && identities.has(name) && trend(a) === 'vanishing') return a;
      const constant = constantOf(a);
      if (constant !== undefined) {
        const value = atConstant(constant);
        return value === undefined ? nanGerm : constantGerm(value);
      }
      if (a.kind === 'series' && a.terms.length === 0 && trend(a) === 'bounded' && name !== 'tan') {
        const big = operations.big.unary[name] ?? (() => notKnown());
        const wave = operations.mapWave(
          a.rest?.wave ?? {},
          monotone.has(name) ? big : () => ({kind: 'unknown'}),
          atConstant,
        );
        const band = wave.band ?? bands[name];
        return restSeries(unit, band === undefined ? wave : {...wave, band});
      }
      return bandOnly(name, () => body(a));
    };

  /** What a body gives; of a function with bounds of its own these at least. */
  const bandOnly = (name: string, body: () => Germ): Germ => {
    const band = bands[name];
    if (band === undefined) return body();
    try {
      return body();
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      return restSeries(unit, {band});
    }
  };

  const atZero = (name: string, a: Germ & {readonly kind: 'zero'}): Germ => {
    const value = realFunction(reals, name)({key: '', products: []});
    if (value === undefined) return {kind: 'pole', negative: true}; // log(0)
    if (value.products.length > 0) return constantGerm(value);
    return name === 'abs' ? zeroGerm : a;
  };

  const atPole = (name: string, negative: boolean): Germ => {
    const value = operations.big.unary[name]?.({kind: 'infinity', negative});
    switch (value?.kind) {
      case 'zero':
        return {kind: 'zero', negative: value.negative};
      case 'infinity':
        return {kind: 'pole', negative: value.negative};
      case 'nan':
        return nanGerm;
      case 'ball':
        return value.r === 0n && value.e >= -1 && value.m === 1n ? constantGerm(doubleReal(2 ** value.e)) : notKnown();
      default:
        return notKnown();
    }
  };

  /** Logarithms and roots have a domain. */
  const logarithm: Unary = (a) => {
    if (a.kind === 'nan' || a.kind === 'wild') return a.kind === 'nan' ? a : notKnown();
    const sign = signOf(a);
    if (sign === undefined) return notKnown();
    if (sign < 0) return nanGerm;
    return a.kind === 'series' || a.kind === 'power' ? operations.log(a) : a.kind === 'zero' ? atZero('log', a) : a;
  };
  const plusOne = (a: Germ): Germ => operations.add(one, a);
  return {
    ...Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, apply(name, body)])),
    log: logarithm,
    log1p: (a) => {
      if (a.kind === 'zero') return a;
      return a.kind === 'power' && trend(a) === 'vanishing' ? a : logarithm(plusOne(a));
    },
    sqrt: (a) => {
      if (a.kind === 'zero' || a.kind === 'nan') return a;
      if (a.kind === 'pole') return a.negative ? nanGerm : a;
      return pow(a, half);
    },
  };
}
