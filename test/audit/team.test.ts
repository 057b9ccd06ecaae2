import {describe, expect, test} from 'vitest';
import {auditLayers, type Layer} from '../../src/audit/audit.ts';
import {type PartJob, partJobs} from '../../src/audit/part.ts';
import type {Helper} from '../../src/audit/team.ts';
import {selected} from '../regions/told.ts';
import {type Laid, seeded, slicesOf} from './slices.ts';

/** A layer as a helper is told of it. */
interface Laying {
  readonly units: readonly (readonly number[])[];
  readonly laid: Laid;
}

async function* blocksOf({units, laid}: Laying) {
  yield* slicesOf(units, laid);
}

/** A helper that gets and gives copies, later, as another thread does. */
function helper(told: PartJob['kind'][] = []): Helper {
  const work = partJobs((inFile) => blocksOf(inFile as Laying)); // told below
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask(job) {
      const copy = structuredClone(job);
      const answer = turn.then(async () => {
        told.push(copy.kind);
        return structuredClone(await work(copy));
      });
      turn = answer.catch(() => {});
      return answer;
    },
  };
}

const random = seeded(7);

/** Numbers of which some are NaN or infinite. */
function numbers(units: number, samples: number): readonly (readonly number[])[] {
  const odd = [Number.NaN, 1 / 0, -1 / 0];
  const draw = () => (random() < 0.01 ? (odd[Math.floor(3 * random())] as number) : Math.fround(12 * random() - 6));
  return Array.from({length: units}, () => Array.from({length: samples}, draw));
}

function layer(units: readonly (readonly number[])[], laid: Laid, more: Partial<Layer> = {}): Layer {
  return {
    name: 'layer',
    units: units.length,
    stored: 'float64',
    ...more,
    blocks: blocksOf({units, laid}),
  };
}

const activations = ['relu', 'tanh', '=log(x)'].map(selected);

/** What is found, of the histogram the counts that are not 0: to compare all 65,536 takes a tenth of a second. */
async function auditedBy(
  count: number,
  sets: readonly (readonly Layer[])[],
  {selections = activations, told = []}: {selections?: typeof activations; told?: PartJob['kind'][]} = {},
) {
  const helpers = Array.from({length: count}, () => helper(told));
  const audited = await auditLayers(sets, {selections, threshold: 0.01, helpers});
  return audited.map(({histogram, numbers, activations, ...rest}) => ({
    ...rest,
    numbers: [...numbers],
    activations: activations.map((each) => ({...each, units: [...each.units]})),
    histogram: [...histogram.entries()].filter(([, n]) => n > 0),
  }));
}

describe.each([1, 2])('%i helpers', (count) => {
  test.each([
    [2, 700],
    [3, 513],
    [7, 1],
    [7, 300],
    [300, 40],
  ])('the figures of %i units and %i samples are those of one thread to the last bit', async (units, samples) => {
    const all = numbers(units, samples);
    const made = (run: number, more?: Partial<Layer>) => [[layer(all, {run, lengths: [1000, units + 1, 3]}, more)]];
    const expected = await auditedBy(0, made(1));
    for (const run of [1, samples])
      for (const more of [{}, {isSlowToRead: true as const}])
        expect(await auditedBy(count, made(run, more))).toEqual(expected);
  });

  test('of one activation too, which leaves reading alone to the first thread where that takes long', async () => {
    const all = numbers(9, 600);
    for (const more of [{}, {isSlowToRead: true as const}]) {
      const made = () => [[layer(all, {run: 1, lengths: [700]}, more)]];
      const selections = [selected('relu')];
      expect(await auditedBy(count, made(), {selections})).toEqual(await auditedBy(0, made(), {selections}));
    }
  });

  test('several layers are one data set, or one after the other', async () => {
    const parts = [numbers(5, 300), numbers(5, 77), numbers(5, 300)];
    const laid = {run: 1, lengths: [64]};
    const made = () => parts.map((part, i) => layer(part, laid, {name: `part ${i}`}));
    expect(await auditedBy(count, [made()])).toEqual(await auditedBy(0, [made()]));
    const each = () => made().map((one) => [one]);
    expect(await auditedBy(count, each())).toEqual(await auditedBy(0, each()));
  });

  test('helpers read a file themselves, also one among layers that are handed over, and find the same', async () => {
    const parts = [numbers(5, 700), numbers(5, 77), numbers(5, 300)];
    for (const run of [1, undefined])
      for (const isInFile of [[true], [true, true, true], [false, true, false]]) {
        const made = () => {
          const layers = isInFile.map((inFile, i) => {
            const [units, laid] = [parts[i] ?? [], {run: run ?? parts[i]?.[0]?.length ?? 1, lengths: [640, 3]}];
            return layer(units, laid, {name: `part ${i}`, ...(inFile && {inFile: {units, laid}})});
          });
          return [layers];
        };
        const told: PartJob['kind'][] = [];
        expect(await auditedBy(count, made(), {told})).toEqual(await auditedBy(0, made()));
        expect(told.filter((kind) => kind === 'read').length).toBe(count * isInFile.filter((is) => is).length);
        expect(told.includes('add')).toBe(isInFile.includes(false));
      }
  });

  test('slices longer than what is shared at once are handed over in pieces', async () => {
    const all = numbers(3, 70_001);
    for (const run of [1, 70_001]) {
      const made = () => [[layer(all, {run, lengths: [150_001]})]];
      expect(await auditedBy(count, made())).toEqual(await auditedBy(0, made()));
    }
  });
});

test('a single unit is audited by one thread', async () => {
  const told: PartJob['kind'][] = [];
  const one = layer(numbers(1, 300), {run: 1, lengths: [100]});
  await auditLayers([[one]], {selections: activations, threshold: 0.01, helpers: [helper(told)]});
  expect(told).toEqual([]);
});

test.each(['begin', 'add', 'read', 'end', 'figures'] as const)(
  'a helper that fails to %s fails the audit',
  async (kind) => {
    const work = helper();
    const failing: Helper = {
      ask: (job) => (job.kind === kind ? Promise.reject(new Error('a helper failed')) : work.ask(job)),
    };
    const [units, laid] = [numbers(5, 300), {run: 1, lengths: [100]}];
    const layers = [layer(units, laid, kind === 'read' ? {inFile: {units, laid}} : {})];
    const request = {selections: activations, threshold: 0.01, helpers: [helper(), failing]};
    await expect(auditLayers([layers], request)).rejects.toThrow('a helper failed');
  },
);

test('a layer that breaks off fails the audit, whatever its helpers have still to do', async () => {
  const broken: Layer = {
    name: 'layer',
    units: 2,
    stored: 'float64',
    blocks: (async function* () {
      yield {values: Float64Array.of(1, 2, 3), unit: 0, left: 1, run: 1};
      throw new Error('it is cut off');
    })(),
  };
  const never: Helper = {ask: () => new Promise(() => {})};
  const request = {selections: activations, threshold: 0.01, helpers: [never]};
  await expect(auditLayers([[broken]], request)).rejects.toThrow('it is cut off');
});
