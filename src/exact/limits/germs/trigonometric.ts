/** Sine, cosine, tangent and inverse tangent of germs at infinity. */

import {notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import {restSeries, type Series} from '../expansions/series.ts';
import {termsKey} from '../expansions/terms.ts';
import {eighths} from '../expansions/wave.ts';
import {realFunction} from '../real-numbers/functions.ts';
import {negateReal, type Real, rationalReal, realOne, realZero} from '../real-numbers/real.ts';
import {constantGerm, type Finite, type Germ, germOf, negateGerm, signOfGerm, trendOf} from './germ.ts';
import type {Operations} from './operations.ts';

type Body = (a: Finite) => Finite;

/** ±1/n! for n of the parity of `first`, with changing sign; the Taylor series of sine (1) and cosine (0). */
function turning(first: 0 | 1): (n: number) => Real {
  return (n) => {
    if (n % 2 !== first) return realZero;
    let product = 1n;
    for (let k = 2n; k <= BigInt(n); k += 1n) product *= k;
    return rationalReal({n: n % 4 < 2 ? 1n : -1n, d: product});
  };
}

/** x - x³/3 + x⁵/5 - ... */
function atanCoefficient(n: number): Real {
  return n % 2 === 0 ? realZero : rationalReal({n: n % 4 === 1 ? 1n : -1n, d: BigInt(n)});
}

/** Of germs that are neither constant nor 0, and not bounded without a limit, but for `tan`. */
export function createTrigonometric(
  operations: Operations,
): {readonly [name in 'sin' | 'cos' | 'atan']: Body} & {tan: (a: Finite) => Finite} {
  const {reals, monomials, sums, mul, inverse, addFinite: add} = operations;
  const [sine, cosine] = [realFunction(reals, 'sin'), realFunction(reals, 'cos')];
  const numbers = new WeakMap<Finite, string>();
  let count = 0;

  /** A name of an angle: equal exact sums have the same one. */
  const angleOf = (a: Finite): string => {
    if (a.kind === 'series' && a.rest === undefined) return termsKey(a.terms);
    const known = numbers.get(a) ?? `#${count}`;
    if (!numbers.has(a)) count += 1;
    numbers.set(a, known);
    return known;
  };

  /** Whether an angle comes near to every eighth of every turn: it is continuous, but for what vanishes. */
  const passesAll = (a: Finite): boolean =>
    !operations.jumps.seen ||
    (a.kind === 'series' && (a.rest === undefined || monomials.order(a.rest.monomial, unit) < 0));

  /** sin or cos of what tends to an infinity. */
  const waveOf = (a: Finite, name: 'sin' | 'cos'): Series => {
    if (!passesAll(a)) return restSeries(unit, {band: [-1, 1]});
    const negative = a.kind === 'series' && a.rest === undefined && signOfGerm(a, reals) === -1;
    const f = name === 'sin' ? sine : cosine;
    const values = Array.from({length: eighths}, (_, k) => {
      const eighth = f(reals.mul(reals.pi, rationalReal({n: BigInt(k), d: 4n})));
      return negative && name === 'sin' ? eighth && negateReal(eighth) : eighth;
    });
    return restSeries(unit, {band: [-1, 1], samples: {angle: angleOf(negative ? negateGerm(a) : a), values}});
  };

  /** The limit of a germ, and what it differs from it by. */
  const centred = (a: Series): {centre: Real; small: Series} => {
    const [first, ...others] = a.terms;
    if (first === undefined || monomials.order(first.monomial, unit) < 0) return {centre: realZero, small: a};
    return {centre: first.coefficient, small: {...a, terms: others}};
  };

  const wave =
    (name: 'sin' | 'cos'): Body =>
    (a) => {
      if (a.kind === 'zero') return notKnown();
      const trend = trendOf(a, operations);
      if (trend === 'infinite') return waveOf(a, name);
      if (trend === 'open' || trend === 'bounded') return restSeries(unit, {band: [-1, 1]});
      if (a.kind === 'power') {
        if (name === 'sin') return a;
        return add(constantGerm(realOne), mul(constantGerm(rationalReal({n: -1n, d: 2n})), mul(a, a)));
      }
      const {centre, small} = centred(a);
      const [s, c] = [sums.compose(turning(1), small), sums.compose(turning(0), small)];
      if (centre.products.length === 0) return germOf(name === 'sin' ? s : c);
      const [atSine, atCosine] = [constantGerm(sine(centre) ?? notKnown()), constantGerm(cosine(centre) ?? notKnown())];
      return name === 'sin' ? add(mul(atSine, c), mul(atCosine, s)) : add(mul(atCosine, c), negateGerm(mul(atSine, s)));
    };
  const [sin, cos] = [wave('sin'), wave('cos')];

  const quarter = constantGerm(reals.mul(reals.pi, rationalReal({n: 1n, d: 2n})));
  const atan: Body = (a) => {
    if (a.kind === 'zero') return a;
    const trend = trendOf(a, operations);
    if (trend === 'infinite') {
      const end = signOfGerm(a, reals) === 1 ? quarter : negateGerm(quarter);
      return add(end, negateGerm(atan(inverse(a))));
    }
    if (a.kind === 'power') return a;
    if (trend === 'open' || trend === 'bounded') return notKnown();
    const {centre, small} = centred(a);
    if (centre.products.length === 0) return germOf(sums.compose(atanCoefficient, small));
    // atan(c + d) = atan(c) + atan(d / (1 + c² + c d))
    const c = constantGerm(centre);
    const base = add(add(constantGerm(realOne), mul(c, c)), mul(c, germOf(small)));
    const turn = base.kind === 'zero' ? notKnown() : mul(germOf(small), inverse(base));
    return add(constantGerm(reals.call('atan', centre)), turn.kind === 'zero' ? turn : atan(turn));
  };

  const tan = (a: Finite): Finite => {
    if (trendOf(a, operations) === 'infinite') return wild as never; // `wild` is no finite germ, and is passed on as it is
    const c = cos(a);
    return c.kind === 'zero' ? notKnown() : mul(sin(a), inverse(c));
  };
  return {sin, cos, atan, tan};
}

const wild: Germ = {kind: 'wild'};
