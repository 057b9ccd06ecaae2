/** Branches of which it is not known, for large t, which one is taken: what holds of the function whichever it is. */

import {notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import {restSeries, type Series, sizeOf} from '../expansions/series.ts';
import type {Monomial} from '../expansions/terms.ts';
import {constantWave, eighths, mapSamples, type Samples, type Wave, waveOf} from '../expansions/wave.ts';
import {doubleReal, negateReal, type Real, realZero} from '../real-numbers/real.ts';
import type {Finite} from './germ.ts';
import type {Operations} from './operations.ts';

interface Undecided {
  /** A function that is one of two at each t. */
  readonly either: (a: Finite, b: Finite) => Finite;
  /** The larger (1) or smaller (-1) of two. */
  readonly extreme: (a: Finite, b: Finite, wanted: 1 | -1) => Finite;
  readonly abs: (a: Finite) => Finite;
  readonly sign: (a: Finite) => Finite;
}

export function createUndecided({reals, monomials, sub, jumps}: Operations): Undecided {
  const {order} = monomials;

  /** The terms that two sums share, and the size of their difference; undefined where they are the same. */
  const shared = (a: Finite, b: Finite): {terms: Series['terms']; size: Monomial} | undefined => {
    const difference = sub(a, b);
    if (difference.kind === 'zero') return undefined;
    const size = difference.kind === 'series' ? sizeOf(difference) : notKnown();
    if (size === undefined) return undefined;
    const terms = a.kind === 'series' ? a.terms.filter(({monomial}) => order(monomial, size) > 0) : [];
    return {terms, size};
  };

  /** What a germ is in units of a monomial, beside its larger terms. */
  const waveAt = (germ: Finite, size: Monomial): Wave => {
    if (germ.kind === 'zero') return constantWave(reals, realZero);
    if (germ.kind === 'power') return {};
    const {terms, rest} = germ;
    if (rest !== undefined) {
      const side = order(rest.monomial, size);
      if (side >= 0) return side === 0 ? rest.wave : {};
    }
    const term = terms.find(({monomial}) => order(monomial, size) === 0);
    return constantWave(reals, term?.coefficient ?? realZero);
  };

  const either = (a: Finite, b: Finite): Finite => {
    if (a === b) return a;
    jumps.seen = true;
    const common = shared(a, b);
    if (common === undefined) return a;
    return {kind: 'series', terms: common.terms, rest: {monomial: common.size, wave: {}}};
  };

  const extreme = (a: Finite, b: Finite, wanted: 1 | -1): Finite => {
    const common = shared(a, b);
    if (common === undefined) return a;
    const [first, second] = [waveAt(a, common.size), waveAt(b, common.size)];
    const pick = (x: Real, y: Real): Real => (reals.sign(reals.add(x, negateReal(y))) === wanted ? x : y);
    const choose = wanted === 1 ? Math.max : Math.min;
    const band =
      first.band && second.band && ([0, 1] as const).map((i) => choose(first.band?.[i] ?? 0, second.band?.[i] ?? 0));
    const wave = waveOf(band && [band[0] as number, band[1] as number], picked(first.samples, second.samples, pick));
    return {kind: 'series', terms: common.terms, rest: {monomial: common.size, wave}};
  };

  const picked = (
    a: Samples | undefined,
    b: Samples | undefined,
    pick: (x: Real, y: Real) => Real,
  ): Samples | undefined => {
    if (a === undefined || b === undefined) return undefined;
    if (a.angle !== undefined && b.angle !== undefined && a.angle !== b.angle) return undefined;
    const angle = a.angle ?? b.angle;
    if (angle === undefined) return undefined;
    const values = Array.from({length: eighths}, (_, k) => {
      const [x, y] = [a, b].map((each) => each.values[each.angle === undefined ? 0 : k]);
      return x && y && pick(x, y);
    });
    return {angle, values};
  };

  const abs = (a: Finite): Finite => {
    if (a.kind !== 'series' || a.rest === undefined) return notKnown();
    const {monomial, wave} = a.rest;
    const [low, high] = wave.band ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const sizes = mapSamples(wave.samples, (value) => (reals.sign(value) < 0 ? negateReal(value) : value));
    return restSeries(monomial, waveOf([0, Math.max(-low, high)], sizes));
  };

  const sign = (a: Finite): Finite => {
    jumps.seen = true;
    const samples = a.kind === 'series' ? a.rest?.wave.samples : undefined;
    // At a sample that is 0 the sign may be any.
    const signs = mapSamples(samples, (value) => {
      const certain = reals.sign(value);
      return certain === 0 ? undefined : doubleReal(certain);
    });
    return restSeries(unit, waveOf([-1, 1], signs));
  };

  return {either, extreme, abs, sign};
}
