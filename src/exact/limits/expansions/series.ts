/**
 * Germs at infinity as sums: f(t) = c1 m1 + c2 m2 + ... + cn mn + m B(t) for all large t, with monomials m1 > m2 > ... > m
 * and a bounded B, of which something may be known. Every operation gives such a sum for the exact result: what it leaves
 * out is of the size of m.
 */

import {type Effort, notKnown} from '../effort.ts';
import {negateReal, type Real, realOne} from '../real-numbers/real.ts';
import type {Reals} from '../real-numbers/reals.ts';
import {type Monomials, unit} from './monomial.ts';
import {addKnownTerms, type Monomial, type Term} from './terms.ts';
import {addWaves, constantWave, mulWaves, type Wave, waveSign} from './wave.ts';

export interface Series {
  readonly kind: 'series';
  /** The largest first, all of them larger than the rest; none where the rest is all. */
  readonly terms: readonly Term[];
  /** Absent where the sum is exact. */
  readonly rest?: Rest;
}

interface Rest {
  readonly monomial: Monomial;
  readonly wave: Wave;
}

/** A sum without terms and without a rest is exactly 0. */
export interface Sums {
  readonly add: (a: Series, b: Series) => Series;
  readonly mul: (a: Series, b: Series) => Series;
  readonly scale: (a: Series, factor: Term) => Series;
  /** Σ a(n) small^n, a power series of some radius or an asymptotic one, for what vanishes at infinity. */
  readonly compose: (coefficient: (n: number) => Real, small: Series) => Series;
  /** The parts of c m (1 + small). @throws NotKnown where the leading term is not known */
  readonly split: (a: Series) => {readonly lead: Term; readonly small: Series};
}

/** What the sign of a sum is in the end; undefined where it is not known. An exact 0 has none. */
export function signOfSeries(reals: Pick<Reals, 'sign'>, {terms: [first], rest}: Series): -1 | 1 | undefined {
  if (first !== undefined) return reals.sign(first.coefficient) < 0 ? -1 : 1; // not 0
  return rest && waveSign(rest.wave);
}

/** The size of a sum: its largest monomial. */
export function sizeOf({terms: [first], rest}: Series): Monomial | undefined {
  return first?.monomial ?? rest?.monomial;
}

export function exactSeries(...terms: readonly Term[]): Series {
  return {kind: 'series', terms};
}

export function constantSeries(value: Real): Series {
  return value.products.length === 0 ? exactSeries() : exactSeries({coefficient: value, monomial: unit});
}

/** m B(t) */
export function restSeries(monomial: Monomial, wave: Wave = {}): Series {
  return {kind: 'series', terms: [], rest: {monomial, wave}};
}

export function createSums(reals: Reals, {mul: times, order, power}: Monomials, effort: Effort, most: number): Sums {
  /** The parts of a sum with their waves, and a common rest where there is one. */
  const gather = (terms: readonly Term[], rest: Monomial | undefined, waves: readonly Wave[]): Series => {
    if (rest === undefined) return known(terms);
    const kept: Term[] = [];
    const beside = [...waves];
    for (const term of terms) {
      const side = order(term.monomial, rest);
      if (side > 0) kept.push(term);
      else if (side === 0) beside.push(constantWave(reals, term.coefficient));
    }
    return known(kept, {monomial: rest, wave: beside.reduce((a, b) => addWaves(reals, a, b))});
  };

  /** A sum ends before a coefficient that may be 0. */
  const known = (terms: readonly Term[], rest?: Rest): Series => {
    const {sum, open} = addKnownTerms(reals, order, terms);
    return capped(sum, open === undefined ? rest : {monomial: open, wave: {}});
  };

  const capped = (terms: readonly Term[], rest?: Rest): Series => {
    const next = terms[most];
    if (next === undefined) return rest === undefined ? exactSeries(...terms) : {kind: 'series', terms, rest};
    const wave = constantWave(reals, next.coefficient);
    return {kind: 'series', terms: terms.slice(0, most), rest: {monomial: next.monomial, wave}};
  };

  const larger = (a: Monomial | undefined, b: Monomial | undefined): Monomial | undefined => {
    if (a === undefined || b === undefined) return a ?? b;
    return order(a, b) >= 0 ? a : b;
  };

  const add = (a: Series, b: Series): Series => {
    effort.spend(1 + (a.terms.length + b.terms.length) / 4);
    const rest = larger(a.rest?.monomial, b.rest?.monomial);
    const rests = [a.rest, b.rest].filter((each) => each !== undefined);
    const waves = rests.flatMap(({monomial, wave}) => (rest && order(monomial, rest) === 0 ? [wave] : []));
    return gather([...a.terms, ...b.terms], rest, waves);
  };

  const scale = (a: Series, {coefficient, monomial}: Term): Series => {
    effort.spend(1 + a.terms.length / 2);
    const terms = a.terms.map((term) => ({
      coefficient: reals.mul(term.coefficient, coefficient),
      monomial: times(term.monomial, monomial),
    }));
    if (a.rest === undefined) return exactSeries(...terms);
    const wave = coefficient === realOne ? a.rest.wave : mulWaves(reals, a.rest.wave, constantWave(reals, coefficient));
    return {kind: 'series', terms, rest: {monomial: times(a.rest.monomial, monomial), wave}};
  };

  const mul = (a: Series, b: Series): Series => {
    const [sizeA, sizeB] = [sizeOf(a), sizeOf(b)];
    if (sizeA === undefined || sizeB === undefined) return exactSeries();
    if (a.rest === undefined && a.terms.length === 1) return scale(b, a.terms[0] as Term); // of length 1
    if (b.rest === undefined && b.terms.length === 1) return scale(a, b.terms[0] as Term);
    const rest = larger(a.rest && times(a.rest.monomial, sizeB), b.rest && times(b.rest.monomial, sizeA));
    const waves: Wave[] = [];
    // A rest times the largest part of the other factor; two rests only where both are all there is.
    const meet = (one: Rest | undefined, other: Series): void => {
      if (one === undefined || rest === undefined) return;
      const [first] = other.terms;
      const part = first === undefined ? other.rest?.wave : constantWave(reals, first.coefficient);
      const size = sizeOf(other);
      if (part && size && order(times(one.monomial, size), rest) === 0) waves.push(mulWaves(reals, one.wave, part));
    };
    meet(a.rest, b);
    if (a.terms.length > 0 || b.terms.length > 0) meet(b.rest, a);
    const products: Term[] = [];
    for (const left of a.terms) {
      for (const right of b.terms) {
        effort.spend(1);
        const monomial = times(left.monomial, right.monomial);
        if (rest !== undefined && order(monomial, rest) < 0) break;
        products.push({coefficient: reals.mul(left.coefficient, right.coefficient), monomial});
      }
    }
    return gather(products, rest, waves);
  };

  const compose = (coefficient: (n: number) => Real, small: Series): Series => {
    let sum = constantSeries(coefficient(0));
    let next = small;
    for (let n = 1; ; n += 1) {
      const size = sizeOf(next);
      if (size === undefined || (sum.rest && order(size, sum.rest.monomial) < 0)) return sum;
      if (n > most) return add(sum, restSeries(size));
      const factor = coefficient(n);
      if (factor.products.length > 0) sum = add(sum, scale(next, {coefficient: factor, monomial: unit}));
      next = mul(next, small);
    }
  };

  const split = (a: Series): {lead: Term; small: Series} => {
    const [lead, ...others] = a.terms;
    if (lead === undefined) return notKnown();
    const inverse = {coefficient: reals.inverse(lead.coefficient), monomial: power(lead.monomial, negateReal(realOne))};
    return {lead, small: scale({...a, terms: others}, inverse)};
  };

  return {add, mul, scale, compose, split};
}
