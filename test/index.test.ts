import {expect, test} from 'vitest';
import {ActError, activation, evaluate, regions} from '../src/index.ts';

test('an activation is a record with its exact value and gradients', () => {
  const elu = activation('elu', {alpha: 0.5});
  expect(elu).toMatchObject({label: 'elu:alpha=0.5', parameters: {alpha: 0.5}, inputs: ['x']});
  expect(elu.value(-1)).toBe(-0.31606027941427883);
  expect(elu.gradient(-1)).toBe(0.18393972058572117);
  expect(elu.gradient(-1, 'alpha')).toBe(-0.6321205588285577);
  expect(elu.card().kinks).toHaveLength(1);
});

test('over vectors points are lists, and there is a gradient by each coordinate', () => {
  const maxout = activation('maxout', {weights: '[1,2;-1,0.5]', biases: '[0;1]'});
  expect([maxout.value([1, 2]), maxout.gradient([1, 2], 'x1'), maxout.gradient([1, 2], 'x2')]).toEqual([5, 1, 2]);
  expect(() => maxout.value(1)).toThrow(ActError);
  expect(() => maxout.gradient([1, 2])).toThrow("has no variable 'x'; its gradient is with respect to x1, x2");
});

test('evaluate fills arrays, in any format', () => {
  const {value, gradient} = evaluate('tanhshrink', [18, 0.1], {dtype: 'e4m3'});
  expect([...value]).toEqual([18, 0]);
  expect(gradient).toBeInstanceOf(Float64Array);
  expect([...evaluate('=k*x', Float64Array.of(2), {parameters: {k: 3}, fast: true}).value]).toEqual([6]);
});

test('regions are intervals with exact ends', () => {
  expect(regions('relu6')).toEqual({
    certain: true,
    regions: [
      {kind: 'dead', from: -Infinity, to: 0, fromClosed: false, toClosed: true},
      {kind: 'dead', from: 6, to: Infinity, fromClosed: true, toClosed: false},
    ],
  });
  expect(regions('leaky_relu', {parameters: {slope: 0.001}}).regions).toMatchObject([{kind: 'weak', to: 0}]);
  expect(regions('sigmoid', {dtype: 'bf16', backward: 'output'}).regions.at(-1)).toMatchObject({
    kind: 'dead',
    from: 6.25,
  });
  expect(regions('sin', {range: [0, 3], threshold: 0.1})).toMatchObject({over: [0, 3], regions: [{kind: 'weak'}]});
});

test('mistakes are errors with a code', () => {
  expect(() => activation('gleu')).toThrow(expect.objectContaining({code: 'unknownActivation'}));
  expect(() => activation('relu', {alpha: 1})).toThrow(expect.objectContaining({code: 'unknownFlag'}));
  expect(() => evaluate('relu', [1], {dtype: 'f16', fast: true})).toThrow(expect.objectContaining({code: 'exclusive'}));
  expect(() => regions('relu', {threshold: -1})).toThrow(expect.objectContaining({code: 'optionValue'}));
  const untyped: unknown[] = [['1'], [1, undefined], 5, null];
  for (const given of untyped) {
    expect(() => evaluate('gelu', given as number[])).toThrow(expect.objectContaining({code: 'notNumbers'}));
  }
  expect(() => regions('relu', {range: [1, -1]})).toThrow(expect.objectContaining({code: 'optionValue'}));
});
