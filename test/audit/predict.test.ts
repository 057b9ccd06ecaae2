import {expect, test} from 'vitest';
import {predictedShares, unitWeights} from '../../src/audit/predict.ts';
import {zonesOf} from '../../src/audit/zones.ts';
import {selected} from '../regions/told.ts';
import {layerOf} from './layers.ts';

test('the spread of a unit is the norm of its weights, and its mean the bias', async () => {
  const weights = layerOf([
    [3, 4],
    [1, 1],
    [0, 0],
  ]);
  const units = await unitWeights(weights, layerOf([[0.5, -2, 7]]));
  expect(units.map(({mean}) => mean)).toEqual([0.5, -2, 7]);
  expect(units[0]?.std).toBeCloseTo(5, 14);
  expect(units[1]?.std).toBeCloseTo(Math.SQRT2, 14);
  expect(units[2]?.std).toBe(0);
});

test('shares are probabilities of N(b, |w|^2): those of ReLU are the normal distribution function at -b/|w|', () => {
  const relu = zonesOf(selected('relu'), {threshold: 0.01});
  // scipy.stats.norm.cdf
  expect(predictedShares({mean: 0, std: 3}, relu).dead).toBeCloseTo(0.5, 14);
  expect(predictedShares({mean: -3, std: 3}, relu).dead).toBeCloseTo(0.8413447460685429, 14);
  expect(predictedShares({mean: 2, std: 1}, relu).dead).toBeCloseTo(0.022750131948179195, 14);
});

test('a unit without weights always has its bias as its pre-activation', () => {
  const tanh = zonesOf(selected('tanh'), {threshold: 0.01});
  expect(predictedShares({mean: 5, std: 0}, tanh)).toMatchObject({saturated: 1, dead: 0, zero: 0});
  expect(predictedShares({mean: 0, std: 0}, tanh)).toMatchObject({saturated: 0, zero: 1});
});

test.each([
  ['NaN', [[1, Number.NaN]], [[0]], /NaN/],
  ['an infinity', [[1, 1 / 0]], [[0]], /infinite/],
  ['a weight whose square overflows', [[1e170]], [[0]], /leaves the doubles/],
  ['a weight whose square underflows', [[1e-170]], [[0]], /leaves the doubles/],
  ['too few biases', [[1], [2]], [[0]], /a bias for each unit/],
  ['NaN among the biases', [[1]], [[Number.NaN]], /NaN/],
] as const)('%s is refused', async (_, weights, biases, message) => {
  await expect(unitWeights(layerOf(weights), layerOf(biases))).rejects.toThrow(message);
});
