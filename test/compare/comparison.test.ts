import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {type CompareRequest, compareActivations} from '../../src/compare/comparison.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {probability} from '../../src/moments/normal.ts';
import {comparisonOutput} from '../../src/report/comparison.ts';
import type {Cell, Chunk} from '../../src/report/table.ts';

const base: Omit<CompareRequest, 'selections'> = {
  normal: {mean: 0, std: 1},
  range: undefined,
  threshold: 0.01,
  format: undefined,
  now: undefined,
  order: 1,
};

/** The comparison as a function from figure and label to the cell. */
function compared(texts: readonly string[], request: Partial<CompareRequest> = {}) {
  const whole = {...base, selections: select(texts, new Map()), ...request};
  const report = comparisonOutput(compareActivations(whole), whole);
  const [chunk] = report.table.chunks() as readonly Chunk[];
  const [figures = [], ...columns] = chunk?.columns ?? [];
  const labels = report.table.columns.slice(1).map(({name}) => name);
  const cell = (figure: string, label: string): Cell | undefined =>
    columns[labels.indexOf(label)]?.[[...figures].indexOf(figure)];
  return {report, figures, cell};
}

describe('shares of a normal input, from the exact intervals, against mpmath', () => {
  const {cell} = compared(['sigmoid', 'tanh', 'relu', 'gelu', 'leaky_relu:slope=0.001', 'hardshrink', 'step']);

  test.each([
    ['share_saturated', 'sigmoid', 0.000004542834671863674],
    ['share_saturated', 'tanh', 0.002760481055219223],
    ['share_saturated', 'gelu', 0.0010795502135650236],
    ['share_weak', 'gelu', 0.013945983644685718],
    ['share_weak', 'leaky_relu:slope=0.001', 0.5],
    ['share_dead', 'relu', 0.5],
    ['share_zero_output', 'relu', 0.5],
    ['share_zero_output', 'hardshrink', 0.3829249225480262],
    ['share_zero_output', 'gelu', 0],
    ['share_dead', 'step', 1],
    ['share_zero_output', 'step', 0.5],
  ])('%s of %s is %d', (figure, label, expected) => {
    expect(Math.abs((cell(figure, label) as number) - expected)).toBeLessThanOrEqual(1e-14 * expected);
  });

  test.each([
    ['=max(0,cos(x)-2)', 1], // it oscillates, as far as its form tells
    ['=hardsigmoid(1e18*(x-2))', 0.9772498680518208], // the ramp lies between two doubles
  ])('%s is 0 with a probability of %d', (text, expected) => {
    expect(compared([text]).cell('share_zero_output', text)).toBeCloseTo(expected, 14);
  });

  test('another input: half of what is left of the mean is dead', () => {
    const shifted = compared(['relu'], {normal: {mean: 1, std: 2}});
    expect(shifted.cell('share_dead', 'relu')).toBeCloseTo(0.3085375387259869, 15); // Phi(-1/2)
  });
});

describe('largest differences, against mpmath', () => {
  test.each([
    ['gelu@jax', 'gelu@torch', 'value', 0.00047323552068728427, 2.698941386377271],
    ['gelu@jax', 'gelu@torch', 'gradient', 0.0008684518349859143, 2.0186557597718373],
    ['gelu', 'quick_gelu', 'value', 0.020334872209239234, 2.27039773719661],
    ['silu', 'hardswish', 'value', 0.14227761953270035, 3],
    ['silu', 'hardswish', 'gradient', 0.4118958939848304, 3],
    ['sigmoid', 'hardsigmoid', 'value', 0.0691821517740101, 1.3169578969248168],
    ['sigmoid', 'hardsigmoid', 'gradient', 0.12149000693575454, 3],
    ['sigmoid', 'hardsigmoid_onnx', 'value', 0.07585818002124355, 2.5],
    // The difference of two infinite limits: |x| - log 2 against |x|.
    ['logcosh', 'relu', 'gradient', 1, -Infinity],
    ['logcosh', 'abs', 'value', Math.LN2, Infinity],
    ['leaky_relu@jax', 'leaky_relu@torch', 'value', 0, 0],
    ['leaky_relu@jax', 'leaky_relu@torch', 'gradient', 0.99, 0],
    ['sigmoid', 'tanh', 'gradient', 0.75, 0],
    ['relu', 'sigmoid', 'value', Infinity, Infinity],
    ['relu', 'sigmoid', 'gradient', 1, Infinity],
    ['telu', 'tanhexp', 'value', 0, 0],
    ['softplus@torch', 'softplus', 'value', 2.0611536203143734e-9, 20],
  ])('%s and %s differ in %s by %d at %d', (first, second, what, size, x) => {
    const {cell} = compared([first, second]);
    const found = cell(`${what}_difference:${first}`, second) as number;
    const place = cell(`${what}_difference_at:${first}`, second) as number;
    expect(size === 0 || !Number.isFinite(size) ? found - size || 0 : found / size - 1).toBeCloseTo(0, 13);
    expect(Number.isFinite(x) ? Math.abs(place - x) : place === x || place === -x ? 0 : 1).toBeLessThan(1e-6);
  });

  test('over a range', () => {
    const {cell} = compared(['relu', 'tanh'], {range: {from: -1, to: 2}});
    expect(cell('value_difference:relu', 'tanh')).toBe(2 - Math.tanh(2));
    expect(cell('value_difference_at:relu', 'tanh')).toBe(2);
  });

  test('without the corners of hardswish among the samples the difference at 3 would be missed: it is met exactly', () => {
    const {cell} = compared(['=silu(x-0.1)', '=hardswish(x-0.1)']);
    const size = cell('value_difference:=silu(x-0.1)', '=hardswish(x-0.1)') as number;
    expect(size / 0.14227761953270035 - 1).toBeCloseTo(0, 13);
  });

  test('where only one has a value a parity test fails, and where neither has nothing is compared', () => {
    const {cell, report} = compared(['=x', '=sqrt(x)^2']);
    expect([cell('value_difference:=x', '=sqrt(x)^2'), cell('parity:=x', '=sqrt(x)^2')]).toEqual([0, 'fails']);
    expect(report.table.notes?.join('\n')).toContain(
      '=x and =sqrt(x)^2 are equal where both have a value; only one of them has a value at x = -1: a parity test fails',
    );
    const hole = compared(['=x', '=x^2/x']);
    expect(hole.cell('parity:=x', '=x^2/x')).toBe('fails');
    const nowhere = compared(['=log(-1-x^2)', '=sqrt(-1-x^2)']);
    const figures = ['value_difference', 'gradient_difference', 'parity'];
    expect(figures.map((figure) => nowhere.cell(`${figure}:=log(-1-x^2)`, '=sqrt(-1-x^2)'))).toEqual([
      Number.NaN,
      Number.NaN,
      'not known',
    ]);
  });

  test('which parity test two ports fail', () => {
    const {cell, report} = compared(['gelu@jax', 'gelu@torch']);
    expect(cell('parity:gelu@jax', 'gelu@torch')).toBe('fails at 1e-4, passes at 1e-3');
    expect(report.table.notes?.join('\n')).toContain(
      'gelu@jax and gelu@torch differ by up to 0.000473 in value (x = ±2.7) and by up to 0.000868 in gradient ' +
        '(x = ±2.02): a parity test fails at 1e-4, passes at 1e-3',
    );
    expect(compared(['telu', 'tanhexp']).report.table.notes?.join('\n')).toContain('telu and tanhexp are equal');
  });
});

test('every pair has its place: five rows for each activation but the last', () => {
  const {figures, cell} = compared(['relu', 'elu', 'gelu']);
  expect([...figures].filter((figure) => `${figure}`.startsWith('value_difference:'))).toEqual([
    'value_difference:relu',
    'value_difference:elu',
  ]);
  expect(cell('value_difference:elu', 'relu')).toBeNull();
  expect(cell('value_difference:elu', 'elu')).toBeNull();
  expect(cell('value_difference:relu', 'elu')).toBe(1);
});

test('a function that oscillates for ever is described over -6:6, and the notes say so', () => {
  const {report, cell} = compared(['sin', 'tanh']);
  expect(report.table.notes?.join('\n')).toContain('differences, and all of sin, over -6:6');
  expect(cell('extrema', 'sin')).toBe(4);
  expect(cell('range_to_at', 'tanh')).toBe(Infinity);
  // E sin² = (1 - e^-2) / 2: expectations know no range.
  expect(cell('mean_square', 'sin')).toBeCloseTo((1 - Math.exp(-2)) / 2, 14);
  // The probability of asin(0.01) around each crest, from mpmath.
  expect(cell('share_weak', 'sin')).toBeCloseTo(0.004647517628131558, 15);
});

test('the share of underflow is there when a format is: sigmoid in float16 beyond 17.33', () => {
  const format = dtypeNamed('float16');
  const wide = {mean: 0, std: 10};
  const {cell} = compared(['sigmoid'], {format, normal: wide});
  expect(cell('share_underflow', 'sigmoid')).toBeCloseTo(2 * probability(17.34375, Infinity, wide), 4);
  expect(compared(['sigmoid']).figures).not.toContain('share_underflow');
});

test('the cost is measured by the clock that is given, against relu', () => {
  let time = 0;
  const {cell} = compared(['relu', 'tanh'], {
    now: () => {
      time += 0.5;
      return time;
    },
  });
  // Half a millisecond for 4 times 4096 inputs.
  expect(cell('measured_cost_ns', 'tanh')).toBe(30.5);
  expect(cell('measured_cost_in_relus', 'relu')).toBe(1);
});

test('relu costs exactly 1 relu, whatever the clock says and however often it is named', () => {
  let [time, step] = [0, 1]; // each step is longer than the one before
  const {cell} = compared(['tanh', 'relu', 'relu@torch'], {
    now: () => {
      step += 0.125;
      time += step;
      return time;
    },
  });
  expect(cell('measured_cost_in_relus', 'relu')).toBe(1);
  expect(cell('measured_cost_in_relus', 'relu@torch')).toBe(1);
  expect(cell('measured_cost_ns', 'relu')).toBe(cell('measured_cost_ns', 'relu@torch'));
  expect(cell('measured_cost_in_relus', 'tanh')).toBeGreaterThan(1);
});

test('at a pole of one of two functions both differences are without bound', () => {
  const {pairs} = compareActivations({...base, selections: select(['=x', '=1/abs(x-0.1)'], new Map())});
  expect(pairs).toMatchObject([
    {value: {size: Infinity, x: 0.1, mirrored: false}, gradient: {size: Infinity, x: 0.1, mirrored: false}},
  ]);
});

test('where no difference was found and not all places were compared, nothing is called equal', () => {
  const selections = select(['softmax:size=2,x2=0', 'sigmoid'], new Map());
  const {pairs} = compareActivations({...base, selections});
  expect(pairs).toMatchObject([{value: {size: 0}, gradient: {size: 0}, certain: false}]);
  const {report, cell} = compared(['softmax:size=2,x2=0', 'sigmoid']);
  const notes = report.table.notes?.join('\n');
  expect(notes).toContain(
    'no difference of softmax:size=2,x2=0 and sigmoid was found, and not all places were compared',
  );
  expect(notes).not.toContain('equal');
  expect(cell('parity:softmax:size=2,x2=0', 'sigmoid')).toBe('not known');
});

test('the same steps have the same slopes, also where a rounded sum lies on the wrong side of a jump', () => {
  const {cell} = compared(['=round(x)', '=floor(x+0.5)']);
  for (const figure of ['mean_square_gradient', 'backward_gain', 'output_mean', 'share_dead'])
    expect(cell(figure, '=floor(x+0.5)')).toBe(cell(figure, '=round(x)'));
  expect(cell('mean_square_gradient', '=floor(x+0.5)')).toBe(0);
});
