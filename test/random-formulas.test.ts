import {describe, expect, test} from 'vitest';
import {select} from '../src/activations/select.ts';
import type {Selection} from '../src/activations/selection.ts';
import {compareActivations} from '../src/compare/comparison.ts';
import {ActError} from '../src/errors/errors.ts';
import {dtypeNamed} from '../src/exact/number-format.ts';
import {momentsOf} from '../src/moments/moments.ts';
import {type RegionRequest, type Regions, regionsOf} from '../src/regions/find-regions.ts';
import {kinksOf} from '../src/shape/joints/kinks.ts';
import {type Shape, shapeOf} from '../src/shape/shape.ts';
import {randomFormulas, selected} from './random/formulas.ts';
import {limitFaults} from './random/limit-faults.ts';
import {regionFaults} from './random/region-faults.ts';
import {shapeFaults} from './random/shape-faults.ts';

// `vitest run --mode exhaustive test/random-formulas.test.ts` takes an hour. On every run: fewer, searched less long.
const everything = process.env.MODE === 'exhaustive';
const formulas = everything ? randomFormulas(2000, 1) : randomFormulas(60, 2);
const patience = everything ? 1 : 0.02;

const normal = {mean: 0, std: 1};
const threshold = 0.01;
const impatient = (text: string): Selection => ({...selected(text), patience});

/** Places near which regions may be narrow. */
const turnsOf = ({extrema, joints}: Shape): readonly number[] => [
  ...extrema.map(({from}) => from),
  ...joints.map(({x}) => x),
];

test.each(formulas)('what is told of %s is true', {timeout: 600_000}, (text) => {
  const selection = impatient(text);
  const shape = shapeOf(selection);
  expect(shapeFaults(selection, shape, kinksOf(selection))).toEqual([]);
  for (const request of [{threshold}, {threshold, format: dtypeNamed('float16')}]) {
    expect(regionFaults(selection, regionsOf(selection, request), request, turnsOf(shape))).toEqual([]);
  }
  expect(limitFaults(selection)).toEqual([]);
});

test('moments and comparisons of random formulas are told, or refused in words', {timeout: 3_600_000}, () => {
  const relu = select(['relu'], new Map());
  const refused = formulas.filter((text, i) => {
    if (!everything && i % 4 > 0) return false;
    const selections = [impatient(text), ...relu];
    try {
      momentsOf(impatient(text), normal);
      compareActivations({
        selections,
        normal,
        threshold,
        range: undefined,
        format: undefined,
        now: undefined,
        order: 1,
      });
      return false;
    } catch (error) {
      if (error instanceof ActError) return true;
      throw error;
    }
  });
  expect(refused).toEqual([]);
});

describe('a planted fault is seen:', () => {
  const selection = selected('max(x * exp(-x^2), -0.25) + max(0, x - 3)');
  const shape = shapeOf(selection);
  const kinks = kinksOf(selection);
  const request: RegionRequest = {threshold: 0.1};
  const regions = regionsOf(selection, request);
  const faults = (changed: Partial<Shape>) => shapeFaults(selection, {...shape, ...changed}, kinks);
  const regionFaultsOf = (changed: Partial<Regions>) =>
    regionFaults(selection, {...regions, ...changed}, request, turnsOf(shape));

  test('none in what is told', () => {
    expect([shape.certain, shape.extrema.length, regions.certain, regions.regions.length]).toEqual([true, 3, true, 4]);
    expect([...faults({}), ...regionFaultsOf({})]).toEqual([]);
  });

  test('an extremum is left out', () => {
    shape.extrema.forEach((_, left) => {
      expect(faults({extrema: shape.extrema.filter((_, i) => i !== left)})).not.toEqual([]);
    });
  });

  test('an extremum is moved, or has another value', () => {
    shape.extrema.forEach((_, changed) => {
      const change = (by: (x: number) => object) =>
        shape.extrema.map((each, i) => (i === changed ? {...each, ...by(each.from)} : each));
      expect(faults({extrema: change((from) => ({from: from + 1e-6, to: from + 1e-6}))})).not.toEqual([]);
      expect(faults({extrema: change(() => ({value: 0.123}))})).not.toEqual([]);
    });
  });

  test('it is told as increasing, and as never falling', () => {
    expect(faults({monotonicity: 'increasing', falls: false})).not.toEqual([]);
    const sigmoid = selected('sigmoid(x)');
    const wrong = {monotonicity: 'decreasing', rises: false, falls: true} as const;
    expect(shapeFaults(sigmoid, {...shapeOf(sigmoid), ...wrong})).not.toEqual([]);
  });

  test('a steepest slope, a range or a sign that is too narrow', () => {
    expect(faults({steepest: {...shape.steepest, value: shape.steepest.value * (1 - 2 ** -40)}})).not.toEqual([]);
    expect(faults({infimum: {...shape.infimum, value: shape.infimum.value + 1e-6}})).not.toEqual([]);
    expect(faults({sign: 'negative'})).not.toEqual([]);
  });

  test('a joint is left out, or told as smoother than it is', () => {
    expect(faults({joints: shape.joints.slice(1)})).not.toEqual([]);
    expect(faults({smoothness: 'smooth'})).not.toEqual([]);
  });

  test('an end of a region is one double off, or a region is left out', () => {
    regions.regions.forEach((_, changed) => {
      const [kept, moved] = [
        regions.regions.filter((_, i) => i !== changed),
        regions.regions.map((each, i) =>
          i !== changed
            ? each
            : Number.isFinite(each.to)
              ? {...each, to: each.to - 2 ** -40}
              : {...each, from: each.from + 2 ** -40},
        ),
      ];
      expect(regionFaultsOf({regions: kept})).not.toEqual([]);
      expect(regionFaultsOf({regions: moved})).not.toEqual([]);
    });
  });

  test('a shape that is not certain is not doubted', () => {
    const wrong = {extrema: [], isComplete: false, certain: false, smoothness: 'not known'} as const;
    expect(faults(wrong)).toEqual([]);
  });
});
