import {describe, expect, test} from 'vitest';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {regionFinder} from '../../src/regions/region-at.ts';
import {found, selected, told} from './told.ts';

describe('in a number format', () => {
  test('float16 sigmoid underflows where the gradient rounds to 0: exp(x) <= 2^-25', () => {
    // 25 ln 2 = 17.328679..., between the numbers 17.328125 and 17.34375.
    expect(told('sigmoid', {format: dtypeNamed('float16')})).toBe(
      'underflow (-Infinity, -17.34375]; saturated [-17.328125, -4.5859375]; saturated [4.5859375, 17.328125]; underflow [17.34375, Infinity)',
    );
  });

  test('a number alone at which the gradient is 0 does not underflow: it belongs to the region beside it, or to none', () => {
    const format = dtypeNamed('float16');
    expect(told('hardswish', {format})).toBe('dead (-Infinity, -3]; weak [-1.529296875, -1.470703125]');
    expect(told('hardswish', {format, threshold: 0})).toBe('dead (-Infinity, -3]');
    expect(told('=x^2', {format: dtypeNamed('float8_e4m3fn')})).toBe('weak [-0.00390625, 0.00390625]');
    // 0 alone, with a region on one side of it only: 0.0049972... = 1310/2^18 is the last number below 0.005.
    expect(told('=x < 0 ? x : x^2', {format})).toBe(`weak [0, ${1310 / 2 ** 18}]`);
    expect(told('=x > 0 ? x : x^2', {format})).toBe(`weak [${-1310 / 2 ** 18}, 0]`);
    expect(told('=x^3', {format, threshold: 0})).toBe('underflow [-0.00009965896606445312, 0.00009965896606445312]');
    const find = (threshold: number) => regionFinder(selected('=cos(x)'), {threshold, format});
    expect([find(0.01)(0), find(0)(0), find(0.01)(1)]).toEqual(['weak', undefined, undefined]);
  });

  test('an end that is moved to 0 is 0, not -0', () => {
    const format = dtypeNamed('float16');
    for (const bound of ['1e-10', '1e-300']) {
      expect(found(`=x > -${bound} ? 0.001*x : x`, {format})).toMatchObject([{from: 0, fromClosed: true}]);
      expect(found(`=x < ${bound} ? 0.001*x : x`, {format})).toMatchObject([{to: 0, toClosed: true}]);
    }
  });

  test('float64: exp underflows at half of the least double, 1075 ln 2', () => {
    expect(found('exponential', {format: dtypeNamed('float64')})[0]).toMatchObject({
      kind: 'underflow',
      to: -745.1332191019412,
    });
  });

  test('the gradient that frameworks take from the rounded output: bfloat16 sigmoid is dead from 6.25, truly 0.0019', () => {
    const format = dtypeNamed('bfloat16');
    expect(found('sigmoid', {format, backward: 'output'}).at(-1)).toMatchObject({
      kind: 'dead',
      from: 6.25,
      to: Infinity,
    });
    expect(told('sigmoid', {format})).toContain('saturated [4.59375, 92.5]; underflow [93, Infinity)');
    // By mpmath, number by number. At 0 the gradient is 0.25, and from there to 0.086 it is rounded to it.
    expect(told('sigmoid', {format, backward: 'output', threshold: 0.25})).toBe(
      'dead (-Infinity, -93]; saturated [-92.5, -0.09033203125]; saturated [0.08642578125, 6.21875]; dead [6.25, Infinity)',
    );
    expect(told('sigmoid', {format, backward: 'output', threshold: 10})).toBe(
      'dead (-Infinity, -93]; saturated [-92.5, 6.21875]; dead [6.25, Infinity)',
    );
    expect(() => found('gelu', {format, backward: 'output'})).toThrow(
      'leave out backward, which is for sigmoid and tanh',
    );
  });
});
