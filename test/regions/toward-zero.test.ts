import {describe, expect, test} from 'vitest';
import {createEvaluate, exactDoubles} from '../../src/evaluation/evaluate.ts';
import {ascendingNumbers, numberCount} from '../../src/exact/every-number.ts';
import {dtypeNamed, float64} from '../../src/exact/number-format.ts';
import {regionAt} from '../../src/regions/region.ts';
import {found, selected, told} from './told.ts';

const truncated = {direction: 'toZero'} as const;

describe('gradients that are cut off toward 0', () => {
  test('underflow below the least number, and rounded ones up to half of it, which is included', () => {
    const format = dtypeNamed('float16');
    const everywhere = 'underflow (-Infinity, Infinity)';
    for (const [slope, cut, rounded] of [
      [24, '', ''],
      [24.5, everywhere, ''],
      [25, everywhere, everywhere],
    ] as const) {
      expect(told(`=2^-${slope}*x`, {format, threshold: 0, ...truncated})).toBe(cut);
      expect(told(`=2^-${slope}*x`, {format, threshold: 0})).toBe(rounded);
    }
  });

  test('in float64: exp underflows below the least double, 1074 ln 2', () => {
    // ln 2 · 1074 = 744.44007192138..., by mpmath.
    expect(found('exponential', {format: float64, ...truncated})[0]).toMatchObject({
      kind: 'underflow',
      to: -744.4400719213813,
    });
  });

  test('an output that is cut off never reaches 1: the gradient y(1 - y) does not die on the right', () => {
    const format = dtypeNamed('bfloat16');
    expect(told('sigmoid', {format, backward: 'output', threshold: 0, ...truncated})).toMatch(
      /^dead \(-Infinity, -\d+(\.\d+)?\]$/,
    );
  });

  test.each(['tanh', 'sigmoid', '=exp(-x^2)', '=x^3', 'softsign', 'gelu', 'silu'])(
    '%s in float16: a number underflows where its truncated gradient is 0 and its exact one is not',
    (name) => {
      const format = dtypeNamed('float16');
      const selection = selected(name);
      const x = ascendingNumbers(format, {from: 0, to: numberCount(format)}).filter(Number.isFinite);
      const regions = found(name, {format, threshold: 0, ...truncated});
      const [, cut = new Float64Array()] = createEvaluate(selection, ['x'], {...exactDoubles, format, ...truncated})(
        [x],
        x.length,
      );
      const [, exact = new Float64Array()] = createEvaluate(selection, ['x'], exactDoubles)([x], x.length);
      const wrong = [...x].filter((place, i) => {
        const told = regionAt(regions, place) === 'underflow';
        return told !== (cut[i] === 0 && exact[i] !== 0) && exact[i] !== 0;
      });
      expect(wrong).toEqual([]);
      expect(regions.some(({kind}) => kind === 'underflow')).toBe(true);
    },
  );
});
