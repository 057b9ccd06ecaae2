/** Powers of germs. */

import type {Big} from '../../big-float/big-float.ts';
import {notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import {constantSeries, type Series} from '../expansions/series.ts';
import {asRational, doubleReal, negateReal, type Real, rationalReal, realOne} from '../real-numbers/real.ts';
import {constantGerm, constantOf, finite, type Germ, germOf, nanGerm, negateGerm, signOfGerm} from './germ.ts';
import type {Operations} from './operations.ts';

/** Exponents up to this one are products, which are exact where the base is. */
const mostFactors = 12n;

/** f^g. @throws NotKnown */
export function createGermPower(operations: Operations): (a: Germ, b: Germ) => Germ {
  const {reals, monomials, sums, big, exp, log, mul} = operations;

  /** The coefficient of x^n in (1 + x)^exponent. */
  const binomial =
    (exponent: Real) =>
    (n: number): Real => {
      let product = realOne;
      for (let k = 0; k < n; k += 1) {
        const factor = reals.add(exponent, doubleReal(-k));
        product = reals.mul(reals.mul(product, factor), rationalReal({n: 1n, d: BigInt(k + 1)}));
      }
      return product;
    };

  const wholePower = (a: Series, n: bigint): Germ => {
    if (n === 0n) return constantGerm(realOne);
    if (n < 0n || n > mostFactors) return raised(a, rationalReal({n, d: 1n}));
    let product = a;
    for (let k = 1n; k < n; k += 1n) product = sums.mul(product, a);
    return germOf(product);
  };

  /** Of a positive base, or with a whole exponent. */
  const raised = (a: Series, exponent: Real): Germ => {
    if (a.terms.length === 0) return exp(mul(constantSeries(exponent), log(a)));
    const {lead, small} = sums.split(a);
    return sums.scale(sums.compose(binomial(exponent), small), {
      coefficient: reals.power(lead.coefficient, exponent),
      monomial: monomials.power(lead.monomial, exponent),
    });
  };

  /** Of an exact 0 or a pole: as balls have it. */
  const ofEdge = (a: Germ & {readonly kind: 'zero' | 'pole'}, b: Real): Germ => {
    const {negative} = a;
    if (negative === undefined) {
      const [plus, minus] = [false, true].map((negative) => ofEdge({kind: 'zero', negative}, b)) as [Germ, Germ];
      if (plus.kind === 'zero' && minus.kind === 'zero')
        return plus.negative === minus.negative ? plus : {kind: 'zero', negative: undefined};
      return notKnown();
    }
    const base: Big = a.kind === 'zero' ? {kind: 'zero', negative} : {kind: 'infinity', negative};
    const power = big.binary.pow?.(base, reals.big(b));
    if (power?.kind === 'zero') return power;
    return power?.kind === 'infinity' ? {kind: 'pole', negative: power.negative} : notKnown();
  };

  return (a, b) => {
    const exponent = constantOf(b);
    if (exponent?.products.length === 0) return constantGerm(realOne);
    if (a.kind === 'nan' || b.kind === 'nan') return nanGerm;
    if (a.kind === 'wild' || b.kind === 'wild' || b.kind === 'pole') return notKnown();
    if (exponent === undefined) {
      const base = constantOf(a);
      if (base?.key === realOne.key) return a;
      const sign = signOfGerm(a, reals);
      if (sign === undefined) return notKnown();
      if (a.kind === 'zero' || a.kind === 'pole') return ofEdge(a, constantTo(b));
      // An exponent that varies is no whole number at most t, and may be one only where it is not exact.
      if (sign < 0) return b.kind === 'series' && b.rest === undefined ? nanGerm : notKnown();
      return exp(mul(finite(b), log(finiteBase(a))));
    }
    if (a.kind === 'zero' || a.kind === 'pole') return ofEdge(a, exponent);
    const whole = asRational(exponent);
    if (a.kind === 'series' && whole?.d === 1n && (whole.n > 0n ? whole.n <= mostFactors : false)) {
      return wholePower(a, whole.n);
    }
    const sign = signOfGerm(a, reals);
    if (sign === undefined) return notKnown();
    if (sign < 0 && whole === undefined) return notKnown();
    if (sign < 0 && whole?.d !== 1n) return nanGerm;
    if (a.kind === 'series') {
      if (a.terms.length === 0 && sign < 0) {
        const size = raised(negateGerm(a), exponent);
        return (whole?.n ?? 0n) % 2n === 0n ? size : negateGerm(size);
      }
      return raised(a, exponent);
    }
    const size = finite(exp(mul(constantSeries(exponent), a.log)));
    return sign < 0 && (whole?.n ?? 0n) % 2n !== 0n ? negateGerm(size) : size;
  };

  /** A number of the sign that an exponent has, for a base that is 0 or infinite. */
  function constantTo(b: Germ): Real {
    const sign = signOfGerm(b, reals);
    return sign === 1 ? doubleReal(0.7) : sign === -1 ? negateReal(doubleReal(0.7)) : notKnown();
  }

  function finiteBase(a: Germ): Exclude<Germ, {kind: 'zero' | 'pole' | 'nan' | 'wild'}> {
    return a.kind === 'series' || a.kind === 'power' ? a : notKnown();
  }
}

/** The exponent 1/2 of a square root. */
export const half: Series = {kind: 'series', terms: [{coefficient: rationalReal({n: 1n, d: 2n}), monomial: unit}]};
