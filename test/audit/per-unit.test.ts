import {expect, test} from 'vitest';
import {perUnit} from '../../src/audit/per-unit.ts';

/** So many units, each asked for twice in a row of all and once by itself; how often one was made. */
function timesMade(length: number): number {
  let made = 0;
  const units = perUnit(length, (unit) => {
    made += 1;
    return {unit};
  });
  for (let round = 0; round < 2; round += 1) expect([...units].findIndex(({unit}, i) => unit !== i)).toBe(-1);
  expect([units.length, units.at(length - 1), units.at(length)]).toEqual([length, {unit: length - 1}, undefined]);
  return made;
}

test('figures are made once for each of some thousand units, and for more of them each time they are asked for', () => {
  expect(timesMade(4096)).toBe(4096);
  expect(timesMade(4097)).toBe(2 * 4097 + 1);
});
