import {describe, expect, test} from 'vitest';
import {auditLayers, type Layer} from '../../src/audit/audit.ts';
import type {Verdict} from '../../src/audit/verdicts.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {selected} from '../regions/told.ts';
import {heldBy} from './held.ts';
import {audited, layerOf, samples, spelledOut} from './layers.ts';

/** The verdicts on each unit. */
async function verdictsOn(units: readonly (readonly number[])[], name = 'relu', dtype?: string) {
  const set = await audited(layerOf(units), [name], dtype === undefined ? {} : {format: dtypeNamed(dtype)});
  return Array.from(set.activations[0]?.units ?? [], ({verdicts}) => verdicts);
}

/** A unit that fires on so many of some samples. */
const firing = (count: number, of: number, at = 1) => samples(of, (i) => (i < count ? at : -1));

test('a dead unit among 4,096 is the only one with a verdict of death', async () => {
  const units = samples(4096, (unit) => unit).map((unit) =>
    samples(8, (i) => (unit === 2718 ? -1 - i : i - 4 + unit / 1e4)),
  );
  const {activations} = await audited(layerOf(units));
  expect(activations[0]?.verdicts).toMatchObject({dead: 1, neverFires: 1});
  expect(
    [...(activations[0]?.units ?? [])].flatMap(({verdicts}, unit) => (verdicts.includes('dead') ? [unit] : [])),
  ).toEqual([2718]);
});

describe('each definition at its border', () => {
  test('dead: the gradient is 0 on every sample; a single other one is life', async () => {
    expect(await verdictsOn([samples(1000, () => 0), firing(1, 1000), samples(1000, () => 1)])).toMatchObject([
      ['dead', 'neverFires', 'rarelyFires', 'dormant'],
      ['rarelyFires', 'dormant'],
      [],
    ]);
  });

  test('never fires is about the output: relu6 beyond 6 is dead and fires', async () => {
    expect(await verdictsOn([samples(10, () => 7), samples(10, () => -7)], 'relu6')).toEqual([
      ['dead'],
      ['dead', 'neverFires', 'rarelyFires', 'dormant'],
    ]);
  });

  test('a threshold below which no gradient is 0: a sigmoid is never dead in doubles, and is in float16', async () => {
    const far = [samples(10, () => -20), samples(10, () => 1)];
    expect((await verdictsOn(far, 'sigmoid'))?.[0]).toEqual(['saturated', 'dormant']);
    // 1/(1+e^20) = 2.06e-9 rounds to 0 in float16: below 2^-25 = 2.98e-8.
    expect((await verdictsOn(far, 'sigmoid', 'float16'))?.[0]).toEqual([
      'dead',
      'neverFires',
      'rarelyFires',
      'dormant',
    ]);
  });

  test('saturated: on more than half of the samples, not on half', async () => {
    const at = (count: number, of: number) => samples(of, (i) => (i < count ? 9 : 0.5));
    for (const [count, of, isIt] of [
      [500, 1000, false],
      [501, 1000, true],
      [1, 2, false],
      [2, 3, true],
      [1, 1, true],
      [0, 1, false],
      [499, 999, false],
      [500, 999, true],
    ] as const)
      expect([count, of, (await verdictsOn([at(count, of)], 'tanh'))?.[0]?.includes('saturated')]).toEqual([
        count,
        of,
        isIt,
      ]);
  });

  test('fires rarely: in less than 1 % of the samples, not in 1 %', async () => {
    for (const of of [100, 200, 300, 700, 1000, 2900, 5700, 11_400, 12_300]) {
      const fired = await verdictsOn([firing(of / 100, of, 100), firing(of / 100 - 1, of, 100)]);
      expect(fired?.map((verdicts) => verdicts.includes('rarelyFires'))).toEqual([false, true]);
    }
    expect((await verdictsOn([firing(1, 99)]))?.[0]).not.toContain('rarelyFires');
    expect((await verdictsOn([firing(1, 101)]))?.[0]).toContain('rarelyFires');
  });

  test('dormant: mean |f| at most 0.025 of the layer, which is 1 here', async () => {
    const layer = (low: number) => [samples(4, () => low), samples(4, () => 2 - low)];
    const isDormant = async (low: number) => (await verdictsOn(layer(low)))?.map((each) => each.includes('dormant'));
    expect(await isDormant(0.025)).toEqual([true, false]);
    expect(await isDormant(0.025 + 2 ** -50)).toEqual([false, false]);
    expect(await isDormant(0.02)).toEqual([true, false]);
  });

  test('in a layer that gives only 0 every unit is dormant, and the score of none is known', async () => {
    const {activations} = await audited(layerOf([samples(5, () => -1), samples(5, () => -2)]));
    expect(activations[0]?.verdicts).toEqual({dead: 2, saturated: 0, neverFires: 2, rarelyFires: 2, dormant: 2});
    expect(Array.from(activations[0]?.units ?? [], ({score}) => score)).toEqual([Number.NaN, Number.NaN]);
  });
});

test('a unit of NaN and infinities only has no verdict: nothing is known of it', async () => {
  const odd = samples(100, (i) => [Number.NaN, -1 / 0, 1 / 0][i % 3] as number);
  for (const name of ['relu', 'sigmoid', 'elu'])
    expect((await verdictsOn([odd, samples(100, () => 1)], name))?.[0]).toEqual([]);
});

test('shares are of the finite numbers: a unit that is dead but for NaN is dead', async () => {
  const set = await audited(layerOf([samples(100, (i) => (i % 2 === 0 ? Number.NaN : -1))]));
  expect(set.activations[0]?.units.at(0)).toMatchObject({
    finite: 50,
    dead: 50,
    verdicts: expect.arrayContaining(['dead']),
  });
  expect(set.numbers.at(0)).toMatchObject({count: 100, nan: 50});
});

test('numbers are in one kind each: their counts and the healthy ones are all that are finite', async () => {
  const numbers = samples(997, (i) => (i - 498) / 37);
  for (const name of ['gelu', 'elu', 'relu6', 'tanh', 'sin', '=log(x)']) {
    const {total, activations} = await audited(layerOf([numbers]), [name], {format: dtypeNamed('float16')});
    const outputs = activations[0]?.total;
    expect(outputs?.finite).toBe(997);
    const {dead = 0, underflow = 0, saturated = 0, weak = 0, unknown = 0} = outputs ?? {};
    expect(dead + underflow + saturated + weak + unknown).toBeLessThanOrEqual(total.count);
    expect(unknown > 0).toBe(name === 'sin');
  }
});

describe('layers without numbers', () => {
  test('no samples: no verdict, and counts of 0', async () => {
    const set = await audited(layerOf([[], []]), ['relu', 'tanh']);
    expect(set.total).toMatchObject({count: 0, min: Number.NaN, mean: Number.NaN, std: Number.NaN});
    for (const {units, verdicts} of set.activations) {
      expect(verdicts).toEqual({dead: 0, saturated: 0, neverFires: 0, rarelyFires: 0, dormant: 0});
      expect(Array.from(units, (unit) => unit.verdicts)).toEqual([[], []]);
    }
  });

  test('no units', async () => {
    const set = await audited(layerOf([]));
    expect([set.units, [...set.numbers], [...(set.activations[0]?.units ?? [])], set.total.count]).toEqual([
      0,
      [],
      [],
      0,
    ]);
  });
});

describe('several files', () => {
  const some = [samples(600, (i) => Math.sin(i)), samples(600, (i) => -Math.abs(Math.cos(i)))];
  const part = (from: number, to: number) => layerOf(some.map((unit) => unit.slice(from, to)));

  test('as one data set they are what one file with all samples is, to the last bit', async () => {
    const whole = await audited(part(0, 600), ['gelu', 'relu']);
    for (const cut of [0, 1, 255, 256, 300, 600]) {
      const both = await audited([part(0, cut), part(cut, 600)], ['gelu', 'relu']);
      expect({...spelledOut(both), name: ''}).toEqual({...spelledOut(whole), name: ''});
    }
  });

  test('each for itself they are audits of their own', async () => {
    const sets = await auditLayers([[part(0, 300)], [part(300, 600)]], {
      threshold: 0.01,
      selections: [selected('relu')],
    });
    expect(sets.map(({total}) => total.count)).toEqual([600, 600]);
    expect(sets[1]?.total).toEqual((await audited(part(300, 600))).total);
  });

  test('files of another number of units, or of other names, are refused before they are read', async () => {
    await expect(audited([layerOf([[1], [2]], {name: 'a.npy'}), layerOf([[1]], {name: 'b.npy'})])).rejects.toThrow(
      'b.npy has 1 unit and a.npy has 2',
    );
    const named = (name: string, ...unitNames: readonly string[]) => layerOf([[1], [2]], {name, unitNames});
    await expect(audited([named('a.csv', 'u', 'v'), named('b.csv', 'u', 'w')])).rejects.toThrow(
      "b.csv has a unit 'w' where a.csv has 'v'",
    );
    // In whichever order.
    const both = [layerOf([[1], [2]], {name: 'a.npy'}), named('b.csv', 'u', 'v')];
    for (const layers of [both, both.toReversed()])
      await expect(audited(layers)).rejects.toThrow(
        "the units of b.csv have names ('u', ...) and those of a.npy only numbers; files of one data set name them alike; audit others with --each",
      );
  });

  test('what they are stored as is told once for each type', async () => {
    const layers = ['float32', 'float16', 'float32'].map((stored) => layerOf([[1]], {stored}));
    expect(await audited(layers)).toMatchObject({stored: 'float32, float16', name: 'layer and 2 more'});
  });
});

test('more units than are kept are refused before memory is taken', async () => {
  const many = {...layerOf([]), units: 2 ** 40};
  await expect(audited(many)).rejects.toThrow('--axis');
});

test('the total is that of all numbers together, or not known where doubles cannot hold it', async () => {
  const total = async (...units: readonly (readonly number[])[]) => (await audited(layerOf(units))).total;
  expect(await total([1, 2], [3, 4])).toMatchObject({count: 4, mean: 2.5, std: Math.sqrt(1.25), min: 1, max: 4});
  expect(await total([1, Number.NaN], [Number.NaN, 4])).toMatchObject({count: 4, nan: 2, mean: 2.5, std: 1.5});
  // Each unit alone is a constant; together their spread, 1e-200 or 1e308, has no square.
  expect((await total([1e-200, 1e-200], [3e-200, 3e-200])).std).toBeNaN();
  const wide = await total([1e308, 1e308], [-1e308, -1e308]);
  expect(wide.mean === 0 || Number.isNaN(wide.mean), String(wide.mean)).toBe(true);
  expect(wide.std).toBeNaN();
});

const verdictNames: readonly Verdict[] = ['dead', 'saturated', 'neverFires', 'rarelyFires', 'dormant'];

test('the counts of verdicts are those of the units', async () => {
  const units = samples(50, (unit) => unit).map((unit) => samples(200, (i) => Math.sin(i * unit) * 4 - unit / 9));
  const {activations} = await audited(layerOf(units), ['relu', 'tanh', 'gelu']);
  for (const {units: found, verdicts} of activations)
    for (const verdict of verdictNames)
      expect(verdicts[verdict]).toBe([...found].filter((unit) => unit.verdicts.includes(verdict)).length);
});

test('in a data set of several files the first NaN has its file, and its sample there', async () => {
  const layers = [
    layerOf([
      [1, 2],
      [3, 4],
    ]),
    layerOf([
      [5, 6, 7],
      [8, Number.NaN, 9],
    ]),
  ].map((layer, i) => ({...layer, name: `${i}.npy`}));
  const [set] = await auditLayers([layers], {selections: [selected('relu')], threshold: 0.01});
  expect(set?.odd).toEqual([{kind: 'nan', unit: 1, sample: 1, layer: '1.npy'}]);
});

test('of 100,000 units no records are held: their figures are made when they are asked for', async () => {
  const values = Float32Array.from({length: 100_000}, (_, unit) => unit - 50_000);
  const layer: Layer = {
    name: 'wide',
    units: values.length,
    stored: 'float32',
    blocks: (async function* () {
      yield {values, unit: 0, left: 1, run: 1};
    })(),
  };
  const {bytes, made} = await heldBy(() => audited(layer));
  expect([made.activations[0]?.verdicts.dead, made.numbers.at(7)?.mean]).toEqual([50_001, -49_993]);
  expect(bytes).toBeLessThan(4e6); // 40 bytes each; a record of eight doubles has 200
});
