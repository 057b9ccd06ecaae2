import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import {type Big, nan, signOf} from '../../src/exact/big-float/big-float.ts';
import {createDoubleDoubleArithmetic} from '../../src/exact/double-double/arithmetic.ts';
import type {DoubleDouble} from '../../src/exact/double-double/double-double.ts';
import {binaryNames, unaryNames} from './enclosures.ts';
import {bigChoices, broken, type Choice, ofPair, pairChoices} from './inclusion.ts';

const names = [...unaryNames.map((name) => [name, 1] as const), ...binaryNames.map((name) => [name, 2] as const)];

// A fixed seed, as in enclosures.test.ts.
/** Of a negative number and an exponent that is not exactly whole there is no power, by definition. */
const hasPower = ([base, exponent]: readonly Choice<Big>[]) =>
  signOf(base?.whole ?? nan) !== -1 || exponent?.whole.kind !== 'ball' || exponent.whole.r === 0n;

function sample<T>(
  choices: fc.Arbitrary<Choice<T>>,
  count: number,
  numRuns: number,
): readonly (readonly Choice<T>[])[] {
  return fc.sample(fc.array(choices, {minLength: count, maxLength: count}), {numRuns, seed: 20250402});
}

describe('whatever numbers are chosen from enclosures, the result for the enclosures holds theirs:', () => {
  test.each(names)('%s of balls', (name, count) => {
    const arithmetic = createBigArithmetic({precision: 80, last: false});
    const choices = sample(bigChoices, count, 1000).filter((given) => name !== 'pow' || hasPower(given));
    const found = broken({name, arithmetic, enclosure: (value) => value}, choices);
    expect(found.broken.slice(0, 3)).toEqual([]);
    expect(found.compared).toBeGreaterThan(150);
  });

  test.each(names)('%s of double-doubles', (name, count) => {
    const arithmetic = createDoubleDoubleArithmetic();
    const found = broken({name, arithmetic, enclosure: ofPair}, sample(pairChoices, count, 1000));
    expect(found.broken.slice(0, 3)).toEqual([]);
    expect(found.compared).toBeGreaterThan(150);
  });
});

test('a product of a number beyond all balls and one whose sign is not known has the bound of the largest', () => {
  const arithmetic = createBigArithmetic({precision: 80, last: false});
  const far: Big = {kind: 'power', negative: false, log: {kind: 'ball', m: 1n, e: 41, r: 0n}};
  const choices = [-3n, 3n].flatMap((m) =>
    [-3n, 3n].map((share) => {
      const whole: Big = {kind: 'ball', m, e: 0, r: 4n};
      return [
        {whole: far, chosen: far},
        {whole, chosen: {kind: 'ball', m: m + share, e: 0, r: 0n} as Big},
      ];
    }),
  );
  const given = choices.filter(([, each]) => each?.chosen.kind === 'ball' && each.chosen.m !== 0n);
  for (const order of [given, given.map((pair) => pair.toReversed())]) {
    const found = broken({name: 'mul', arithmetic, enclosure: (value) => value}, order);
    expect(found).toEqual({compared: 2, broken: []});
  }
});

test('numbers of every kind have one order, which max and min go by', () => {
  const {compare, binary, unary} = createBigArithmetic({precision: 80, last: false});
  const log: Big = {kind: 'ball', m: 1n, e: 41, r: 0n};
  const sizes: readonly Big[] = [
    {kind: 'zero', negative: false},
    {kind: 'power', negative: false, log: {...log, m: -1n}},
    {kind: 'ball', m: 3n, e: 0, r: 0n},
    {kind: 'power', negative: false, log},
    {kind: 'infinity', negative: false},
  ];
  const negative = sizes.slice(1).toReversed().map((each) => unary.neg?.(each) ?? each); // biome-ignore format: one line
  const ascending = [...negative, ...sizes];
  for (const [i, a] of ascending.entries()) {
    for (const [j, b] of ascending.entries()) {
      expect([i, j, compare(a, b)]).toEqual([i, j, Math.sign(i - j)]);
      expect([binary.max?.(a, b), binary.min?.(a, b)]).toEqual([ascending[Math.max(i, j)], ascending[Math.min(i, j)]]);
    }
  }
});

describe('a planted error is reported:', () => {
  test.each(['exp', 'log', 'sin', 'atan', 'sqrt', 'neg'])('%s of balls with a third of its radius', (name) => {
    const arithmetic = createBigArithmetic({precision: 80, last: false});
    const enclosure = (value: Big): Big => (value.kind === 'ball' ? {...value, r: value.r / 3n} : value);
    expect(broken({name, arithmetic, enclosure}, sample(bigChoices, 1, 300)).broken).not.toEqual([]);
  });

  test.each(['exp', 'log', 'sin', 'atan', 'sqrt', 'neg'])('%s of double-doubles with a third of its error', (name) => {
    const arithmetic = createDoubleDoubleArithmetic();
    const enclosure = ({hi, lo, err}: DoubleDouble): Big => ofPair({hi, lo, err: err / 3});
    expect(broken({name, arithmetic, enclosure}, sample(pairChoices, 1, 300)).broken).not.toEqual([]);
  });
});
