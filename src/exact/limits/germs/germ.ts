/** Germs at infinity: what a function does for all large t. */

import {notKnown} from '../effort.ts';
import {type Monomials, unit} from '../expansions/monomial.ts';
import {constantSeries, type Series, type Sums, signOfSeries, sizeOf} from '../expansions/series.ts';
import {waveOf} from '../expansions/wave.ts';
import {negateReal, type Real, realOne} from '../real-numbers/real.ts';
import type {Reals} from '../real-numbers/reals.ts';

export type Germ =
  | Series
  /** 0 for all large t, with the sign that IEEE arithmetic gives it; undefined where that changes, or may. */
  | {readonly kind: 'zero'; readonly negative: boolean | undefined}
  | Power
  /** The infinity at a pole for all large t, such as 1 / max(0, -t). */
  | {readonly kind: 'pole'; readonly negative: boolean}
  /** Defined at no large t, such as log(-t). */
  | {readonly kind: 'nan'}
  /** With poles at ever larger t, where it changes its sign, as tan(t). */
  | {readonly kind: 'wild'};

/** ±e^log, where log tends to an infinity but is not known to less than a bounded part. */
export interface Power {
  readonly kind: 'power';
  readonly negative: boolean;
  readonly log: Series | Power;
}

/** A germ of finite numbers. */
export type Finite = Exclude<Germ, {readonly kind: 'pole' | 'nan' | 'wild'}>;

/** What a finite germ does at infinity; `open` where it is not known. */
type Trend = 'infinite' | 'vanishing' | 'constant' | 'bounded' | 'open';

/** What operations on germs are made of. */
export interface Parts {
  readonly reals: Reals;
  readonly monomials: Monomials;
  readonly sums: Sums;
}

export const zeroGerm: Germ & {readonly kind: 'zero'} = {kind: 'zero', negative: false};
export const nanGerm: Germ = {kind: 'nan'};

export function constantGerm(value: Real): Series | (Germ & {readonly kind: 'zero'}) {
  return value.products.length === 0 ? zeroGerm : constantSeries(value);
}

/** A sum as a germ: the empty one is 0. */
export function germOf(series: Series): Series | (Germ & {readonly kind: 'zero'}) {
  return sizeOf(series) === undefined ? zeroGerm : series;
}

/** The number that a germ is for all large t; undefined where it is another one, or may be. */
export function constantOf(germ: Germ): Real | undefined {
  if (germ.kind === 'zero') return {key: '', products: []};
  if (germ.kind !== 'series' || germ.rest !== undefined || germ.terms.length !== 1) return undefined;
  const [{monomial, coefficient} = {monomial: undefined, coefficient: realOne}] = germ.terms;
  return monomial?.key === unit.key ? coefficient : undefined;
}

/** The sign that it keeps in the end; undefined where it keeps none, or may not. */
export function signOfGerm(germ: Germ, reals: Pick<Reals, 'sign'>): -1 | 0 | 1 | undefined {
  switch (germ.kind) {
    case 'zero':
      return 0;
    case 'series':
      return signOfSeries(reals, germ);
    case 'power':
    case 'pole':
      return germ.negative ? -1 : 1;
    default:
      return undefined;
  }
}

/** What a finite germ does at infinity. */
export function trendOf(germ: Finite, {reals, monomials}: Omit<Parts, 'sums'>): Trend {
  if (germ.kind === 'zero') return 'vanishing';
  if (germ.kind === 'power') return signOfGerm(germ.log, reals) === 1 ? 'infinite' : 'vanishing';
  const size = sizeOf(germ);
  if (size === undefined) return 'vanishing';
  const order = monomials.order(size, unit);
  if (order < 0) return 'vanishing';
  if (order === 0) return germ.terms.length > 0 ? 'constant' : 'bounded';
  return signOfSeries(reals, germ) === undefined ? 'open' : 'infinite';
}

/** -f */
export function negateGerm<T extends Germ>(germ: T): T;
export function negateGerm(germ: Germ): Germ {
  switch (germ.kind) {
    case 'zero':
      return {...germ, negative: germ.negative === undefined ? undefined : !germ.negative};
    case 'power':
    case 'pole':
      return {...germ, negative: !germ.negative};
    case 'series':
      return negateSeries(germ);
    default:
      return germ;
  }
}

function negateSeries(series: Series): Series {
  const terms = series.terms.map((term) => ({...term, coefficient: negateReal(term.coefficient)}));
  if (series.rest === undefined) return {kind: 'series', terms};
  const {monomial, wave} = series.rest;
  const {band, samples} = wave;
  const negated = samples && {...samples, values: samples.values.map((value) => value && negateReal(value))};
  return {kind: 'series', terms, rest: {monomial, wave: waveOf(band && [-band[1], -band[0]], negated)}};
}

/** @throws NotKnown unless the germ is one of finite numbers */
export function finite(germ: Germ): Finite {
  return germ.kind === 'pole' || germ.kind === 'nan' || germ.kind === 'wild' ? notKnown() : germ;
}
