import {expect, test} from 'vitest';
import {failingQuery, type Limit} from '../../src/sql/failing-query.ts';
import type {Source} from '../../src/sql/source.ts';
import {heldOf, type Numbers} from './data.ts';
import {duckdbWith, type Engine, sqliteWith} from './engines.ts';

const wide = (count: number): Source => ({kind: 'wide', table: ['wide'], columns: names(count)});
const names = (count: number) => Array.from({length: count}, (_, i) => `u${i}`);
const dead: Numbers = [-1, -2, null];
const alive: Numbers = [-1, 2, 3];
const engines: readonly (readonly ['duckdb' | 'sqlite', (units: readonly Numbers[]) => Promise<Engine>])[] = [
  ['duckdb', (units) => duckdbWith(units, names(units.length))],
  ['sqlite', (units) => sqliteWith(units, names(units.length))],
];

async function failing(units: readonly Numbers[], limits: readonly Limit[], activation = 'relu') {
  const found = await Promise.all(
    engines.map(async ([dialect, make]) => {
      const asked = {...heldOf(activation), dialect, source: wide(units.length)};
      const rows = await (await make(units)).query(failingQuery(asked, limits).join('\n'));
      return rows.map(({unit, failure}) => `${unit}: ${failure}`).sort();
    }),
  );
  expect(found[1]).toEqual(found[0]);
  return found[0];
}

const deadLimit = (most: number, isShare = true): Limit => ({of: 'dead', most, isShare});

test('dead units are rows only if their share of the layer exceeds the limit', async () => {
  const units = [dead, dead, alive, alive, alive];
  expect(await failing(units, [deadLimit(39)])).toEqual(['u0: dead', 'u1: dead']);
  expect(await failing(units, [deadLimit(40)])).toEqual([]);
  expect(await failing(units, [deadLimit(1, false)])).toEqual(['u0: dead', 'u1: dead']);
  expect(await failing(units, [deadLimit(2, false)])).toEqual([]);
});

test('29 of 100 do not exceed 29 %, although 0.29 * 100 is less than 29 in doubles', async () => {
  expect(29).toBeGreaterThan(0.29 * 100);
  const units = Array.from({length: 100}, (_, i) => (i < 29 ? dead : alive));
  expect(await failing(units, [deadLimit(29)])).toEqual([]);
  expect(await failing(units, [deadLimit(28)])).toHaveLength(29);
});

test('a unit is saturated if more than half of its finite numbers are', async () => {
  const half: Numbers = [9, -9, 0, 0, null, Number.POSITIVE_INFINITY];
  const more: Numbers = [9, -9, 9, 0, 0, null];
  const limit: Limit = {of: 'saturated', most: 40, isShare: true};
  expect(await failing([half, more], [limit], 'sigmoid')).toEqual(['u1: saturated']);
  expect(await failing([half, more], [{...limit, most: 50}], 'sigmoid')).toEqual([]);
});

test('NaN and NULL are counted over the layer, and the units that hold them are rows', async () => {
  const units: readonly Numbers[] = [
    [1, null, 2],
    [Number.NaN, 1, Number.NaN],
    [1, 2, 3],
    [Number.POSITIVE_INFINITY, 1, 2],
  ];
  const limit = (most: number, isShare = false): Limit => ({of: 'nan', most, isShare});
  expect(await failing(units, [limit(0)])).toEqual(['u0: nan', 'u1: nan']);
  expect(await failing(units, [limit(2)])).toHaveLength(2);
  expect(await failing(units, [limit(3)])).toEqual([]);
  expect(await failing(units, [limit(25, true)])).toEqual([]);
  expect(await failing(units, [limit(24, true)])).toHaveLength(2);
});

test('a unit that breaks two limits says both; one without a finite number may be dead, and is no pass', async () => {
  const none: Numbers = [null, Number.NaN, Number.POSITIVE_INFINITY];
  const limits = [deadLimit(0), {of: 'nan', most: 0, isShare: false} as const];
  expect(await failing([dead, none, [-1, -1, -1], alive], limits)).toEqual([
    'u0: nan, dead',
    'u1: nan, dead',
    'u2: dead',
  ]);
});

test('a unit without a finite number passes no limit of saturated units either', async () => {
  const none: Numbers = [null, Number.NaN];
  const limit = {of: 'saturated', most: 0, isShare: false} as const;
  expect(await failing([none, alive], [limit])).toEqual(['u0: saturated']);
});

test('a table without rows is no pass', async () => {
  expect(await failing([[], []], [deadLimit(50)])).toEqual(['null: no numbers']);
});

test('in a number format units whose gradient underflows are dead too', async () => {
  const units: readonly Numbers[] = [
    [-800, -900],
    [-800, 1],
  ];
  const asked = {dialect: 'duckdb' as const, source: wide(2)};
  const engine = await duckdbWith(units, names(2));
  const rows = (dtype?: string) =>
    engine.query(failingQuery({...heldOf('elu', dtype), ...asked}, [deadLimit(0)]).join('\n'));
  expect((await rows('float32')).map(({unit}) => unit)).toEqual(['u0']);
  expect(await rows()).toEqual([]);
});

test('lists that are NULL or empty are NaN of no unit, not units that are alive', async () => {
  const engine = await duckdbWith([dead, dead], names(2));
  await engine.query('INSERT INTO lists VALUES (NULL), ([])');
  const source: Source = {kind: 'list', table: ['lists'], list: 'h'};
  const asked = {...heldOf('relu'), dialect: 'duckdb' as const, source};
  expect(await engine.query(failingQuery(asked, [deadLimit(99)]).join('\n'))).toHaveLength(2);
  const rows = await engine.query(failingQuery(asked, [{of: 'nan', most: 3, isShare: false}]).join('\n'));
  expect(rows.map(({unit, nan}) => [unit, nan])).toContainEqual([null, 2]);
});
