import {describe, expect, test} from 'vitest';
import {regionAt} from '../../src/regions/region.ts';
import {faultsOf} from './region-faults.ts';
import {found, selected, told} from './told.ts';

describe('nothing narrow is missed', () => {
  /** f′ at evenly spaced points: what a classification by sampling sees. */
  const spike = '=x + (x > 1234.5678 and x <= 1234.567800001 ? 1234.5678 - x : 0)';
  const dip = '=x - 1.0001*(sqrt(pi)/2)*erf((x-3)*1e6)/1e6';

  test('a dead interval of width 1e-9 at 1234.5678, which a thousand samples do not see', () => {
    const regions = found(spike);
    expect(regions).toEqual([{kind: 'dead', from: 1234.5678, to: 1234.567800001, fromClosed: false, toClosed: true}]);
    const samples = Array.from({length: 1001}, (_, i) => 1234 + i / 1000);
    expect(samples.every((x) => regionAt(regions, x) === undefined)).toBe(true);
    expect(faultsOf(selected(spike), [], {threshold: 0.01})).toEqual([]);
  });

  test('a smooth dip of f′ to -0.0001 of width 1e-6: below 0.01 where exp(-t²) > 0.99/1.0001', () => {
    const regions = found(dip);
    const reach = Math.sqrt(Math.log(1.0001 / 0.99)) * 1e-6;
    expect(regions).toMatchObject([{kind: 'weak', fromClosed: true, toClosed: true}]);
    expect(regions[0]?.from).toBeCloseTo(3 - reach, 14);
    expect(regions[0]?.to).toBeCloseTo(3 + reach, 14);
    expect(faultsOf(selected(dip), regions, {threshold: 0.01})).toEqual([]);
  });

  test.each(['expm1', 'log1p', 'sin', 'tan', 'atan', 'sinh', 'tanh', 'erf'])(
    'what is 0 where %s is 0 on a whole interval is dead there',
    (name) => {
      expect(told(`=x*${name}(max(0, x))`, {range: [-9, 0]})).toBe('dead [-9, 0]');
    },
  );

  test('a jump of f′ within an interval hides nothing, though f″ is 1 on either side of it', () => {
    // The comparison is not linear: no cut is made at 4.
    const jumping = '=x*x*x < 64 ? x*x/2 : x*x/2 - 4*x';
    expect(told(jumping)).toBe('weak (-0.01, 0.01); weak [4, 4.01]');
    expect(faultsOf(selected(jumping), found(jumping), {threshold: 0.01})).toEqual([]);
  });

  test('where f′ touches the threshold without crossing it, it is not below: |x| + 1/4 at 0', () => {
    const touching = '=abs(x)*x/2 + 0.25*x';
    expect(told(touching, {threshold: 0.25})).toBe('');
    expect(told(touching, {threshold: 0.25 + 2 ** -54})).toBe(`weak (${-(2 ** -54)}, ${2 ** -54})`);
  });
});
