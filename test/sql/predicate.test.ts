import {expect, test} from 'vitest';
import {holds} from '../../src/audit/zones.ts';
import {predicateOf} from '../../src/sql/predicate.ts';
import {intervalsOf, kindColumns} from '../../src/sql/units.ts';
import {heldOf, layerFor} from './data.ts';
import {duckdbWith, sqliteWith} from './engines.ts';

const names = ['a', 'b', 'c', 'd'];

test.each(['relu', 'sigmoid', 'gelu', 'elu', 'hardtanh'])(
  'the predicates of %s are true of the numbers of a kind alone',
  async (text) => {
    const {zones} = heldOf(text, 'float32');
    for (const type of ['DOUBLE', 'FLOAT'] as const) {
      const units = layerFor(zones, type === 'FLOAT');
      const duckdb = await duckdbWith(units, names, type);
      for (const kind of kindColumns) {
        const count = units
          .flat()
          .filter((x) => x !== null && Number.isFinite(x))
          .filter((x) => intervalsOf(zones, kind).some((interval) => holds(interval, x as number))).length; // not null, see above
        const query = (dialect: 'duckdb' | 'sqlite') =>
          `SELECT COUNT(*) AS n FROM long WHERE ${predicateOf(zones, kind, {column: 'x', dialect})}`;
        expect(await duckdb.query(query('duckdb'))).toEqual([{n: count}]);
        if (type === 'DOUBLE')
          expect(await (await sqliteWith(units, names)).query(query('sqlite'))).toEqual([{n: count}]);
      }
    }
  },
);

test('the predicate that people write counts NaN, infinities and a float beside the edge: ours does not', async () => {
  const {zones} = heldOf('sigmoid', undefined, 0.01);
  const [, edge] = zones.zones.flatMap(({from, to}) => [from, to]).filter(Number.isFinite);
  const inside = Math.fround(4.5848631858825684);
  expect(inside).toBeLessThan(edge ?? 0);
  const numbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, inside, -inside, 5, -5];
  const engine = await duckdbWith([numbers], ['a'], 'FLOAT');
  const count = async (predicate: string) =>
    (await engine.query(`SELECT COUNT(*) AS n FROM long WHERE ${predicate}`))[0]?.n;
  expect(await count(`x <= -${edge} OR x >= ${edge}`)).toBe(7);
  expect(await count(predicateOf(zones, 'saturated', {column: 'x', dialect: 'duckdb'}))).toBe(2);
});
