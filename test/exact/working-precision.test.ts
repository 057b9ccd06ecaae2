import {expect, test} from 'vitest';
import {type Big, negate} from '../../src/exact/big-float/big-float.ts';
import {createWorking} from '../../src/exact/big-float/working-precision.ts';

test('1 and a number that is closer to 0 than all balls are on the right side of 1, and so is -1', () => {
  const {addOne} = createWorking(80);
  const tiny: Big = {kind: 'power', negative: false, log: {kind: 'ball', m: -1n, e: 41, r: 0n}};
  for (const [a, sign, isAbove] of [
    [tiny, 1n, true],
    [negate(tiny), 1n, false],
    [tiny, -1n, true],
    [negate(tiny), -1n, false],
  ] as const) {
    const sum = addOne(a, sign);
    if (sum.kind !== 'ball') expect.unreachable();
    else {
      const whole = sign << BigInt(-sum.e);
      // An open ball: where it begins or ends it holds nothing.
      expect(isAbove ? sum.m - sum.r >= whole : sum.m + sum.r <= whole).toBe(true);
    }
  }
});
