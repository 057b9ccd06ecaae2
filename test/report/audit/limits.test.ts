import {expect, test} from 'vitest';
import {type Limit, limitResults, limitSentence} from '../../../src/report/audit/limits.ts';
import {audited, layerOf, samples} from '../../audit/layers.ts';

/** A layer of which so many units are dead. */
const withDead = (dead: number, of: number) => audited(layerOf(samples(of, (u) => u).map((u) => [u < dead ? -1 : 1])));

const share = (most: number): Limit => ({of: 'dead', most, isShare: true, text: `${most}%`});
const count = (most: number): Limit => ({of: 'dead', most, isShare: false, text: String(most)});

async function isExceeded(limit: Limit, dead: number, of: number) {
  const [result] = limitResults([await withDead(dead, of)], [limit]);
  return result?.isExceeded;
}

test('a share is kept exactly at its border, whatever the decimals of the percentage', async () => {
  for (const percent of [1, 7, 10, 14, 28, 29, 55, 56, 57, 58, 99])
    expect([percent, await isExceeded(share(percent), percent, 100), await isExceeded(share(percent), percent + 1, 100)]).toEqual([percent, false, true]); // biome-ignore format: one line
  expect(await isExceeded(share(0.1), 1, 1000)).toBe(false);
  expect(await isExceeded(share(0.1), 1, 999)).toBe(true);
  expect(await isExceeded(share(12.5), 1, 8)).toBe(false);
  expect(await isExceeded(share(100), 8, 8)).toBe(false);
  expect(await isExceeded(share(0), 0, 8)).toBe(false);
  expect(await isExceeded(share(0), 1, 8)).toBe(true);
});

test('a count is kept exactly at its border', async () => {
  for (const [most, dead, exceeded] of [
    [3, 3, false],
    [3, 4, true],
    [0, 0, false],
    [0, 1, true],
  ] as const)
    expect(await isExceeded(count(most), dead, 10)).toBe(exceeded);
});

test('a limit of NaN is about numbers, and the same for all activations', async () => {
  const set = await audited(layerOf([[1, Number.NaN, 3, 4]]), ['relu', 'tanh']);
  const results = limitResults([set], [{of: 'nan', most: 0, isShare: false, text: '0'}]);
  expect(results.map((each) => limitSentence(each))).toEqual(['--max-nan 0: exceeded by 1 (1 of 4 numbers is NaN)']);
});

test('what is said: by how much a limit is exceeded, of which data set and activation', async () => {
  const [a, b] = [await withDead(3, 8), await withDead(1, 8)];
  const say = (sets: Parameters<typeof limitResults>[0], limit: Limit) =>
    limitResults(sets, [limit]).map((each) => limitSentence(each));
  expect(say([a], share(10))).toEqual([
    '--max-dead 10%: exceeded by 27.5 percentage points (3 of 8 units are dead, 37.5 %)',
  ]);
  expect(say([a], count(3))).toEqual(['--max-dead 3: kept (3 of 8 units are dead)']);
  const named = [
    {...a, name: 'a.npy'},
    {...b, name: 'b.npy'},
  ];
  expect(say(named, count(2))).toEqual([
    'a.npy: --max-dead 2: exceeded by 1 (3 of 8 units are dead)',
    'b.npy: --max-dead 2: kept (1 of 8 units is dead)',
  ]);
});

test('where it was not searched whether numbers are dead or saturated, a unit of them passes no limit', async () => {
  const set = await audited(
    layerOf([
      [20, 30],
      [1, 20],
      [1, 2],
    ]),
    ['sin'],
  );
  const [dead, saturated] = limitResults([set], [count(0), {...count(0), of: 'saturated'}]);
  expect([dead?.count, dead?.unknown, saturated?.count]).toEqual([1, 1, 1]);
});

test('a unit without a finite number passes no limit of dead units', async () => {
  const set = await audited(
    layerOf([
      [Number.NaN, Number.NaN],
      [1, 2],
      [-1, -2],
    ]),
  );
  const [result] = limitResults([set], [count(1)]);
  expect(result && limitSentence(result)).toBe(
    '--max-dead 1: exceeded by 1 (2 of 3 units are dead, or may be (1 of them))',
  );
});
