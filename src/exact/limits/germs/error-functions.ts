/** The error functions of germs at infinity. */

import {notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import type {Series} from '../expansions/series.ts';
import {doubleReal, negateReal, type Real, rationalReal, realOne, realTwo, realZero} from '../real-numbers/real.ts';
import {constantGerm, type Finite, germOf, negateGerm, signOfGerm, trendOf} from './germ.ts';
import type {Operations} from './operations.ts';
import {half} from './power.ts';

type Body = (a: Finite) => Finite;

/** (-1)^n (2n - 1)!! of the asymptotic series Σ (-1)^n (2n - 1)!! w^n with w = 1 / (2x²); its error is below its next term. */
function erfcCoefficient(n: number): Real {
  let product = n % 2 === 0 ? 1n : -1n;
  for (let k = 1n; k < 2n * BigInt(n); k += 2n) product *= k;
  return rationalReal({n: product, d: 1n});
}

/** Of germs that are neither constant nor 0, and not bounded without a limit. */
export function createErrorFunctions(operations: Operations): {readonly [name in 'erf' | 'erfc' | 'Phi']: Body} {
  const {reals, monomials, sums, exp, mul, inverse, addFinite: add} = operations;
  const [one, two] = [constantGerm(realOne), constantGerm(realTwo)];
  const rootPi = reals.power(reals.pi, doubleReal(0.5));
  const trend = (a: Finite) => trendOf(a, operations);

  /** erfc(x) = e^(-x²) / (x √pi) · (1 - w + 3 w² - ...) for x to infinity, w = 1 / (2x²) */
  const tail = (a: Finite): Finite => {
    if (a.kind === 'zero') return notKnown();
    const square = mul(a, a);
    const w = inverse(nonzero(mul(two, square)));
    const series = w.kind === 'series' ? sums.compose(erfcCoefficient, w) : add(one, negateGerm(w));
    const factor = mul(exp(negateGerm(square)), mul(inverse(a), constantGerm(reals.inverse(rootPi))));
    return mul(factor, series);
  };

  /** erf(c + d) = erf(c) + 2/√pi e^(-c²) Σ a(n) d^(n+1) / (n+1), where e^(-2cd-d²) = Σ a(n) d^n */
  const near = (a: Finite): Finite => {
    if (a.kind === 'zero') return a;
    const scale = reals.mul(realTwo, reals.inverse(rootPi));
    if (a.kind === 'power') return mul(constantGerm(scale), a);
    const [first, ...others] = a.terms;
    const isCentred = first === undefined || monomials.order(first.monomial, unit) < 0;
    const centre = isCentred ? realZero : first.coefficient;
    const small: Series = isCentred ? a : {...a, terms: others};
    const coefficients: Real[] = [realOne];
    const coefficient = (n: number): Real => {
      while (coefficients.length <= n) {
        const k = coefficients.length; // k a(k) = -2 c a(k-1) - 2 a(k-2)
        const before = reals.mul(centre, coefficients[k - 1] ?? realZero);
        const sum = reals.add(before, coefficients[k - 2] ?? realZero);
        coefficients.push(reals.mul(sum, rationalReal({n: -2n, d: BigInt(k)})));
      }
      return coefficients[n] ?? realZero;
    };
    const taylor = (n: number): Real =>
      n === 0 ? realZero : reals.mul(coefficient(n - 1), rationalReal({n: 1n, d: BigInt(n)}));
    const factor = reals.mul(scale, reals.exp(negateReal(reals.mul(centre, centre))));
    const change = mul(constantGerm(factor), germOf(sums.compose(taylor, small)));
    return isCentred ? change : add(constantGerm(reals.call('erf', centre)), change);
  };

  const sign = (a: Finite): -1 | 1 => {
    const certain = signOfGerm(a, reals);
    return certain === 1 || certain === -1 ? certain : notKnown();
  };
  const erfc: Body = (a) => {
    if (trend(a) !== 'infinite') return add(one, negateGerm(near(limited(a))));
    return sign(a) > 0 ? tail(a) : add(two, negateGerm(tail(negateGerm(a))));
  };
  const erf: Body = (a) => {
    if (trend(a) !== 'infinite') return near(limited(a));
    const size = add(one, negateGerm(tail(sign(a) < 0 ? negateGerm(a) : a)));
    return sign(a) < 0 ? negateGerm(size) : size;
  };
  const Phi: Body = (a) =>
    mul(half, erfc(mul(a, constantGerm(negateReal(reals.power(doubleReal(2), doubleReal(-0.5)))))));

  const limited = (a: Finite): Finite => (trend(a) === 'vanishing' || trend(a) === 'constant' ? a : notKnown());
  return {erf, erfc, Phi};
}

function nonzero(a: Finite): Exclude<Finite, {kind: 'zero'}> {
  return a.kind === 'zero' ? notKnown() : a;
}
