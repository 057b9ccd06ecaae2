import {describe, expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import {createDoubleDoubleArithmetic} from '../../src/exact/double-double/arithmetic.ts';
import {continuations, doubleNamed} from '../../src/formula/plain-doubles.ts';
import {primitives} from '../../src/formula/primitives.ts';
import {doubleEndpoints} from '../../src/interval/endpoints.ts';
import {createIntervalArithmetic} from '../../src/interval/interval-arithmetic.ts';

const names = primitives.map(({name}) => name);

describe('every function of the language has its form, and nothing else has one,', () => {
  test.each([
    ['double-doubles', createDoubleDoubleArithmetic().unary],
    ['big floats', createBigArithmetic({precision: 140, last: false}).unary],
    ['intervals', createIntervalArithmetic(doubleEndpoints).unary],
  ])('in %s', (_, forms) => {
    expect(Object.keys(forms).sort()).toEqual(['neg', ...names].sort());
  });

  // Those of Math are found by the same names, and Math has more of them.
  test('in plain doubles, but for what Math has', () => {
    expect(names.filter((name) => typeof doubleNamed(name) !== 'function')).toEqual([]);
    expect(Object.keys(continuations).filter((name) => !names.includes(name))).toEqual([]);
    expect(doubleNamed('logit')).toBeUndefined();
  });
});

test('no function stands in the table twice', () => {
  expect(new Set(names).size).toBe(names.length);
});
