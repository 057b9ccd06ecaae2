/** The step functions of the formula language on germs. */

import {jumpOffsets, type StepName, stepAt} from '../../../formula/steps.ts';
import {notKnown} from '../effort.ts';
import {unit} from '../expansions/monomial.ts';
import {restSeries} from '../expansions/series.ts';
import {doubleReal, type Real, realZero} from '../real-numbers/real.ts';
import {constantGerm, type Finite, type Germ, negateGerm, signOfGerm, trendOf} from './germ.ts';
import type {Operations} from './operations.ts';

/** A whole number beyond this is not followed. */
const largest = 2 ** 51;

export function createGermSteps(operations: Operations): Readonly<Record<StepName, (a: Germ) => Germ>> {
  const {reals, addFinite, add, jumps} = operations;

  /** Values between two bounds, among which it may jump for ever. */
  const within = (low: number, high: number): Finite => {
    jumps.seen = true;
    return restSeries(unit, {band: [low, high]});
  };

  /** A whole number; 0 has the sign of what it comes from, as IEEE 754 has it. */
  const whole = (n: number, from: Finite): Germ =>
    n === 0 ? {kind: 'zero', negative: signOfGerm(from, reals) === -1} : constantGerm(doubleReal(n));

  /** Of what tends to c: no jump but the one nearest to c lies near it. */
  const near = (name: StepName, a: Finite, c: Real): Germ => {
    const offset = jumpOffsets[name];
    const [low, high] = c === realZero ? [0, 0] : reals.band(c);
    const jump = Math.round((low + high) / 2 - offset) + offset;
    if (!(Math.abs(jump) < largest && high - low < 2 ** -10)) return notKnown();
    const side = signOfGerm(addFinite(a, negateGerm(constantGerm(doubleReal(jump)))), reals);
    if (side === 0) return whole(stepAt(name, jump), a);
    if (side === undefined) return within(jump + offset - 1, jump + offset);
    return whole(side > 0 ? jump + offset : jump + offset - 1, a);
  };

  const stepOf =
    (name: StepName) =>
    (a: Germ): Germ => {
      if (a.kind === 'nan' || a.kind === 'zero' || a.kind === 'pole') return a;
      if (a.kind === 'wild') return notKnown();
      const trend = trendOf(a, operations);
      if (trend === 'vanishing') return near(name, a, realZero);
      if (a.kind === 'power') return notKnown();
      if (trend === 'constant') return near(name, a, a.terms[0]?.coefficient ?? realZero);
      const [low, high] = a.rest?.wave.band ?? [];
      if (trend === 'bounded' && low !== undefined && high !== undefined)
        return within(stepAt(name, low), stepAt(name, high));
      return add(a, within(-1, 1));
    };
  return {floor: stepOf('floor'), round: stepOf('round')};
}
