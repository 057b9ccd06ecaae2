import {describe, expect, test} from 'vitest';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {selected} from '../random/formulas.ts';
import {found, told} from './told.ts';

describe('the kinds, by name', () => {
  test.each([
    ['sigmoid', 'saturated (-Infinity, -4.584863339122355]; saturated [4.584863339122355, Infinity)'],
    ['tanh', 'saturated (-Infinity, -2.9932228461263812]; saturated [2.9932228461263812, Infinity)'],
    ['relu', 'dead (-Infinity, 0]'],
    ['relu6', 'dead (-Infinity, 0]; dead [6, Infinity)'],
    ['hardtanh', 'dead (-Infinity, -1]; dead [1, Infinity)'],
    ['hardsigmoid', 'dead (-Infinity, -3]; dead [3, Infinity)'],
    ['hardswish', 'dead (-Infinity, -3]; weak [-1.5299999999999998, -1.4700000000000002]'],
    ['gelu', 'saturated (-Infinity, -3.0674272039089003]; weak [-0.7754719024484459, -0.7290798339189215]'],
    ['silu', 'saturated (-Infinity, -6.2613888488199665]; weak [-1.325879855579082, -1.2338979768643048]'],
    ['mish', 'saturated (-Infinity, -6.263968785699261]; weak [-1.231024840697212, -1.1559962858941728]'],
    ['leaky_relu:slope=0.001', 'weak (-Infinity, 0]'],
    ['softplus', 'saturated (-Infinity, -4.595119850134591]'],
    ['elu', 'saturated (-Infinity, -4.605170185988092]'],
    ['selu', 'saturated (-Infinity, -5.169403491531345]'],
    // At exactly -3 the branch with slope 0 is left, at exactly 3 that with slope 1 entered.
    ['=x < -3 ? 0 : x > 3 ? x : x/2', 'dead (-Infinity, -3)'],
    ['linear', ''],
    // f grows without bound where its gradient is small.
    ['nlrelu:beta=0.005', 'dead (-Infinity, 0]; weak (0, Infinity)'],
    ['=0.005*softplus(x)', 'weak (-Infinity, Infinity)'],
    ['=tanh(sinh(x))', 'saturated (-Infinity, -2.009315843893305]; saturated [2.009315843893305, Infinity)'],
    ['=Phi(exp(x))', 'saturated (-Infinity, -3.685917295939726]; saturated [1.1328670500076221, Infinity)'],
    // Where there is no value there is no gradient that could be 0.
    ['=0/0', ''],
    ['=x < 0 ? 0/0 : 0*x', 'dead [0, Infinity)'],
    ['step', 'dead (-Infinity, Infinity)'],
    ['=atan(1/x)', 'saturated (-Infinity, -9.949874371066201]; saturated [9.949874371066201, Infinity)'],
    [
      '=log(1 + x^2)',
      'weak (-Infinity, -199.99499987499377]; weak [-0.00500012500625039, 0.00500012500625039]; weak [199.99499987499377, Infinity)',
    ],
    ['=x^100', 'weak [-0.9111627561154891, 0.9111627561154891]'],
  ])('%s: %s', (name, expected) => {
    expect(told(name)).toBe(expected);
  });

  test('a single point with f′ = 0 belongs to what is around it', () => {
    expect(told('=x^2')).toBe('weak (-0.005, 0.005)');
    expect(told('=x^3', {threshold: 3})).toBe('weak (-1, 1)');
    expect(told('abs')).toBe('');
  });

  test('a range cuts regions off, and is closed', () => {
    expect(told('tanh', {range: [-4, 3]})).toBe(
      'saturated [-4, -2.9932228461263812]; saturated [2.9932228461263812, 3]',
    );
    expect(told('relu', {range: [0, 1]})).toBe('dead [0, 0]');
    expect(told('relu', {range: [1, 2]})).toBe('');
  });
});

describe('the threshold', () => {
  test('0: only what is exactly dead is left, and with a format what underflows', () => {
    expect(told('sigmoid', {threshold: 0})).toBe('');
    expect(told('=x^2', {threshold: 0})).toBe('');
    expect(told('hardswish', {threshold: 0})).toBe('dead (-Infinity, -3]');
    expect(told('tanh', {threshold: 0, format: dtypeNamed('float16')})).toBe(
      'underflow (-Infinity, -9.359375]; underflow [9.359375, Infinity)',
    );
  });

  test('1e-300: sigmoid is saturated from ln 10^300 = 690.77552789821370520... on', () => {
    const [left, right] = found('sigmoid', {threshold: 1e-300});
    expect(left?.to).toBe(-690.7755278982138);
    expect(right?.from).toBe(690.7755278982138);
  });

  test('10: everything is weak, or saturated as far as a tail with a limit reaches', () => {
    expect(told('linear', {threshold: 10})).toBe('weak (-Infinity, Infinity)');
    expect(told('sigmoid', {threshold: 10})).toBe('saturated (-Infinity, Infinity)');
    expect(told('relu', {threshold: 10})).toBe('dead (-Infinity, 0]; weak (0, Infinity)');
  });
});

test('a difference that is constant is dead everywhere, and what has no gradient at 0 is not dead there', () => {
  const regions = (formula: string) =>
    regionsOf(selected(formula), {threshold: 0.01}).regions.map(({kind, from, to}) => [kind, from, to]);
  expect(regions('cosh(x)^2-sinh(x)^2')).toEqual([['dead', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]]);
  expect(regions('exp(log(x))')).toEqual([]);
  expect(regions('x/log(x)').filter(([kind]) => kind === 'dead')).toEqual([]);
});
