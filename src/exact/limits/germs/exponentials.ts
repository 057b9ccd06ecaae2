/** The exponential, the logarithm and the reciprocal of germs, and products, which go by logarithms where they must. */

import type {Big} from '../../big-float/big-float.ts';
import {notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import {exactSeries, restSeries, type Series, sizeOf} from '../expansions/series.ts';
import type {Monomial} from '../expansions/terms.ts';
import {mapSamples, type Wave, waveOf} from '../expansions/wave.ts';
import {doubleReal, negateReal, type Real, rationalReal, realOne, realTwo} from '../real-numbers/real.ts';
import {above, type Band, bandOf, below} from '../real-numbers/reals.ts';
import {
  constantGerm,
  type Finite,
  type Germ,
  germOf,
  negateGerm,
  type Parts,
  type Power,
  signOfGerm,
  trendOf,
} from './germ.ts';

export interface Exponentials {
  readonly exp: (germ: Finite) => Finite;
  /** Of a germ that is positive in the end. */
  readonly log: (germ: Series | Power) => Series | Power | (Germ & {readonly kind: 'zero'});
  readonly inverse: (germ: Series | Power) => Series | Power;
  readonly mul: (a: Finite, b: Finite) => Finite;
  /** A monomial that the germ does not exceed in size for large t, up to a factor. */
  readonly bound: (germ: Power) => Monomial;
  /** The wave of a continuous monotone function of a bounded one. */
  readonly mapWave: (wave: Wave, big: (a: Big) => Big, real: (a: Real) => Real | undefined) => Wave;
}

export interface Context extends Parts {
  readonly add: (a: Finite, b: Finite) => Finite;
  readonly bigOf: (x: number) => Big;
  readonly bigFunctions: Readonly<Record<string, (a: Big) => Big>>;
}

/** 1 / n! */
function inverseFactorial(n: number): Real {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k += 1n) product *= k;
  return rationalReal({n: 1n, d: product});
}

/** The coefficients of log(1 + x). */
function logCoefficient(n: number): Real {
  return n === 0 ? {key: '', products: []} : rationalReal({n: n % 2 === 1 ? 1n : -1n, d: BigInt(n)});
}

export function createExponentials(context: Context): Exponentials {
  const {reals, monomials, sums, bigOf, bigFunctions} = context;
  const signOf = (germ: Germ) => signOfGerm(germ, reals);
  const one = constantGerm(realOne);

  const exp = (germ: Finite): Finite => {
    if (germ.kind === 'zero') return one;
    const trend = trendOf(germ, context);
    if (germ.kind === 'power') {
      return trend === 'infinite' ? {kind: 'power', negative: false, log: germ} : context.add(one, germ);
    }
    const {rest} = germ;
    const isSharp = rest === undefined || monomials.order(rest.monomial, unit) < 0;
    if (!isSharp) {
      if (trend === 'bounded') return restSeries(unit, mapWave(rest.wave, named('exp'), reals.exp));
      return trend === 'infinite' ? {kind: 'power', negative: false, log: germ} : notKnown();
    }
    const parts = germ.terms.map((term) => ({term, side: monomials.order(term.monomial, unit)}));
    const monomial = monomials.exp(parts.flatMap(({term, side}) => (side > 0 ? [term] : [])));
    const constant = parts.find(({side}) => side === 0)?.term.coefficient;
    const small: Series = {...germ, terms: parts.flatMap(({term, side}) => (side < 0 ? [term] : []))};
    const factor = {coefficient: constant === undefined ? realOne : reals.exp(constant), monomial};
    return sums.scale(sums.compose(inverseFactorial, small), factor);
  };

  const named = (name: string) => bigFunctions[name] ?? (() => notKnown());

  const log = (germ: Series | Power): ReturnType<Exponentials['log']> => {
    if (germ.kind === 'power') return germ.log;
    const {rest} = germ;
    if (germ.terms.length === 0 && rest !== undefined) {
      const logs = exactSeries(...monomials.log(rest.monomial));
      const positive = restSeries(
        unit,
        mapWave(rest.wave, named('log'), (a) => (reals.sign(a) > 0 ? reals.log(a) : undefined)),
      );
      return sums.add(logs, positive);
    }
    const {lead, small} = sums.split(germ);
    const constant = constantGerm(reals.log(lead.coefficient));
    const logs = exactSeries(...monomials.log(lead.monomial));
    const large = constant.kind === 'zero' ? logs : sums.add(logs, constant);
    return germOf(sums.add(large, sums.compose(logCoefficient, small)));
  };

  const inverse = (germ: Series | Power): Series | Power => {
    if (germ.kind === 'power') return {...germ, log: negateGerm(germ.log)};
    const minusOne = negateReal(realOne);
    const {rest} = germ;
    if (germ.terms.length === 0 && rest !== undefined) {
      const {band, samples} = rest.wave;
      if (signOf(germ) === undefined || band === undefined) return notKnown();
      const ends: Band = [below(1 / band[1]), above(1 / band[0])];
      const inverses = mapSamples(samples, (a) => (a.products.length === 0 ? undefined : reals.inverse(a)));
      return restSeries(monomials.power(rest.monomial, minusOne), waveOf(ends, inverses));
    }
    const {lead, small} = sums.split(germ);
    const signs = (n: number) => (n % 2 === 0 ? realOne : minusOne);
    return sums.scale(sums.compose(signs, small), {
      coefficient: reals.inverse(lead.coefficient),
      monomial: monomials.power(lead.monomial, minusOne),
    });
  };

  const mul = (a: Finite, b: Finite): Finite => {
    if (a.kind === 'zero' || b.kind === 'zero') {
      const [negativeA, negativeB] = [isNegative(a), isNegative(b)];
      const isKnown = negativeA !== undefined && negativeB !== undefined;
      return {kind: 'zero', negative: isKnown ? negativeA !== negativeB : undefined};
    }
    if (a.kind === 'series' && b.kind === 'series') return germOf(sums.mul(a, b));
    const [signA, signB] = [signOf(a), signOf(b)];
    if (signA === undefined || signB === undefined) {
      const [power, series] = a.kind === 'power' ? [a, b] : [b, a];
      if (power.kind !== 'power' || series.kind !== 'series') return notKnown();
      return germOf(sums.mul(restSeries(bound(power)), series));
    }
    const product = exp(context.add(log(sized(a)), log(sized(b))));
    return signA === signB ? product : negateGerm(product);
  };
  const sized = (germ: Series | Power): Series | Power => (signOf(germ) === -1 ? negateGerm(germ) : germ);
  const isNegative = (germ: Finite): boolean | undefined => {
    if (germ.kind === 'zero') return germ.negative;
    const sign = signOf(germ);
    return sign === undefined ? undefined : sign < 0;
  };

  const bound = (germ: Power): Monomial => {
    const {log: exponent} = germ;
    const isHuge = signOf(exponent) === 1;
    if (exponent.kind === 'power') {
      if (isHuge) return notKnown();
      // e^(-e^q) is below e^(-q).
      const larger = exp(negateGerm(exponent.log));
      return larger.kind === 'power' ? bound(larger) : larger.kind === 'series' ? (sizeOf(larger) ?? unit) : notKnown();
    }
    const [half, two] = [reals.inverse(realTwo), realTwo];
    if (exponent.terms.length === 0) {
      const end = exponent.rest?.wave.band?.[1];
      if (end === undefined || end === 0 || exponent.rest === undefined) return notKnown();
      const coefficient = reals.mul(doubleReal(end), isHuge ? two : half);
      return monomials.exp([{coefficient, monomial: exponent.rest.monomial}]);
    }
    // The rest is smaller than half of the last term above 1.
    const large = exponent.terms.filter(({monomial}) => monomials.order(monomial, unit) > 0);
    const smallest = large.at(-1);
    if (smallest === undefined) return notKnown();
    const factor = reals.sign(smallest.coefficient) > 0 ? two : half;
    return monomials.exp([...large.slice(0, -1), {...smallest, coefficient: reals.mul(smallest.coefficient, factor)}]);
  };

  const mapWave: Exponentials['mapWave'] = ({band, samples}, big, real) => {
    const ends = band?.flatMap((end) => bandOf(big(bigOf(end))));
    return waveOf(ends && [Math.min(...ends), Math.max(...ends)], mapSamples(samples, real));
  };

  return {exp, log, inverse, mul, bound, mapWave};
}
