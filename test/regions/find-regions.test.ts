import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {type Selection, select} from '../../src/activations/selection.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {type RegionRequest, regionsOf} from '../../src/regions/find-regions.ts';
import {type Region, regionAt} from '../../src/regions/region.ts';
import {regionFinder} from '../../src/regions/region-at.ts';
import {faultsOf} from './region-faults.ts';

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}

function found(text: string, request: Partial<RegionRequest> = {}): readonly Region[] {
  return regionsOf(selected(text), {threshold: 0.01, ...request}).regions;
}

/** `dead (-Infinity, 0]` */
function told(text: string, request: Partial<RegionRequest> = {}): string {
  return found(text, request)
    .map(
      ({kind, from, to, fromClosed, toClosed}) =>
        `${kind} ${fromClosed ? '[' : '('}${from}, ${to}${toClosed ? ']' : ')'}`,
    )
    .join('; ');
}

interface Reference {
  readonly activation: string;
  readonly threshold: number;
  readonly intervals: readonly (readonly [number | string, number | string, boolean, boolean])[];
}

const references: readonly Reference[] = JSON.parse(readFileSync('test/vectors/regions.json', 'utf8'));

/** Where |f′| is below the threshold, by whatever name: neighbouring regions are one interval. */
function joined(regions: readonly Region[]): readonly unknown[] {
  const intervals: [number, number, boolean, boolean][] = [];
  for (const {from, to, fromClosed, toClosed} of regions) {
    const last = intervals.at(-1);
    if (last !== undefined && last[1] === from && last[2 + 1] !== fromClosed)
      intervals[intervals.length - 1] = [last[0], to, last[2], toClosed];
    else intervals.push([from, to, fromClosed, toClosed]);
  }
  return intervals;
}

describe('against mpmath: the last double inside |f′| < threshold at each edge', () => {
  test.each(references.map((each) => [each.activation, each.threshold, each] as const))(
    '%s at %s',
    (name, threshold, {intervals}) => {
      const expected = intervals.map(([from, to, ...closed]) => [Number(from) + 0, Number(to) + 0, ...closed]);
      // A single point with f′ = 0 between steeper ones, as of |x| at 0, is no interval.
      const extended = expected.filter(([from, to]) => from !== to);
      expect(joined(found(name, {threshold}))).toEqual(extended);
    },
  );

  test('there is a reference for every activation but maxout, whose pieces are its own', () => {
    const names = new Set(references.map(({activation}) => activation));
    expect(allActivations().flatMap(({name}) => (names.has(name) || name === 'maxout' ? [] : [name]))).toEqual([]);
  });
});

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
    expect(told('=x^3', {format, threshold: 0})).toBe('underflow [-0.00009965896606445312, 0.00009965896606445312]');
    const find = (threshold: number) => regionFinder(selected('=cos(x)'), {threshold, format});
    expect([find(0.01)(0), find(0)(0), find(0.01)(1)]).toEqual(['weak', undefined, undefined]);
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
      'leave backward out, which is for sigmoid and tanh',
    );
  });
});

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

describe('functions that oscillate for ever are answered over a range', () => {
  test('by default from -6 to 6', () => {
    const {over, regions} = regionsOf(selected('sin'), {threshold: 0.01});
    expect(over).toEqual([-6, 6]);
    expect(regions).toHaveLength(4);
    expect(regionsOf(selected('sin'), {threshold: 0.01, range: [0, 100]}).regions).toHaveLength(32);
  });

  test('one that waves less and less, or not for ever, is not one of them', () => {
    expect(regionsOf(selected('=x < 10 ? x : sin(x - 10)'), {threshold: 0.01}).over).toEqual([-6, 6]);
    expect(regionsOf(selected('=sin(tanh(x))'), {threshold: 0.01}).over).toBeUndefined();
  });

  test('at a single point by a look at the doubles beside it, as the intervals have it', () => {
    const find = regionFinder(selected('sin'), {threshold: 0.01});
    const regions = found('sin', {range: [-6, 6]});
    for (const {from, to} of regions) {
      for (const x of [from, (from + to) / 2, to, from - 1e-9, to + 1e-9]) expect(find(x)).toBe(regionAt(regions, x));
    }
    expect([find(1e6 * Math.PI + Math.PI / 2), find(1e9), find(Infinity), find(Number.NaN)]).toEqual([
      'weak',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('at an infinity nothing is told, whether f′ has a limit there or not', () => {
    for (const name of ['sin', 'sinc', 'gcu']) {
      const find = regionFinder(selected(name), {threshold: 0.01});
      expect([find(Infinity), find(-Infinity), find(Number.NaN)]).toEqual([undefined, undefined, undefined]);
    }
  });

  test('a single point at which f′ is 0 belongs to the region on its left as to that on its right', () => {
    for (const [text, range, kind] of [
      ['=max(0, sin(x))', [-3, 3], 'dead'],
      ['=min(0, sin(x))', [-3, 3], 'dead'],
      ['=max(0, sin(x)^3)', [-3, 3], 'dead'],
    ] as const) {
      expect([regionFinder(selected(text), {threshold: 0.01})(0), regionAt(found(text, {range}), 0)]).toEqual([
        kind,
        kind,
      ]);
    }
  });

  test('what is not settled in time is said, and is right where it is', () => {
    const {certain, regions, unknown} = regionsOf(selected('=x == 0 ? 1 : sin(x) / x'), {threshold: 0.3});
    expect(certain).toBe(false);
    for (const {from, to} of unknown) expect(Math.max(-from, to)).toBeLessThan(0.001);
    const known = regions.filter(({from, to}) => Math.max(-from, to) > 0.001);
    expect(known.map(({from, to}) => [from, to])).toEqual([
      [-6, -3.2296505644415348],
      [-0.9951216638904804, expect.closeTo(0, 2)],
      [expect.closeTo(0, 2), 0.9951216638904804],
      [3.2296505644415348, 6],
    ]);
  });
});

const requests = [
  ['at 0.01', {threshold: 0.01}],
  ['at 0.3', {threshold: 0.3}],
  ['in float16', {threshold: 0.01, format: dtypeNamed('float16')}],
] as const;

describe.each(requests)('%s each edge is exact, and each point is in its region', (_title, request) => {
  test.each(allActivations().map(({name}) => name))('%s', (name) => {
    const selection = selected(name);
    const {regions, over, certain} = regionsOf(selection, request);
    expect(certain || name === 'sinc').toBe(true);
    expect(faultsOf(selection, regions, {...request, ...(over && {range: over})})).toEqual([]);
  });
});

describe('planted errors are found', () => {
  const relu = selected('relu');
  const request = {threshold: 0.01} as const;
  const [dead] = found('relu') as [Region];

  test('a closed end taken for open, and an open one for closed', () => {
    expect(faultsOf(relu, [{...dead, toClosed: false}], request)).toContain('open end 0 of dead is inside');
    const shrunk = selected('relu2');
    const [first, second] = found('relu2') as [Region, Region];
    expect(faultsOf(shrunk, [first, {...second, fromClosed: true}], request)).toContain(
      'closed end 0 of saturated is not inside',
    );
  });

  test('an edge one double off', () => {
    const [left, right] = found('sigmoid') as [Region, Region];
    const off = [{...left, to: -4.584863339122356}, right];
    expect(faultsOf(selected('sigmoid'), off, request)).toEqual([
      '-4.584863339122355 beyond the closed end -4.584863339122356 of saturated is inside',
    ]);
    expect(faultsOf(selected('sigmoid'), [{...left, to: -4.584863339122354}, right], request)).toEqual([
      'closed end -4.584863339122354 of saturated is not inside',
    ]);
  });

  test('a missing kink: relu6 without its upper end', () => {
    expect(faultsOf(selected('=min(6, max(0, x)) + (x >= 6 ? 0.001 * (x - 6) : 0)'), [dead], request)[0]).toMatch(
      /is told as no region, but is small/,
    );
  });
});
