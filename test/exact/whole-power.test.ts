import {expect, test} from 'vitest';
import {mostDoublings, wholePower} from '../../src/exact/whole-power.ts';

test('each power of the table is that of JavaScript', () => {
  const exponents = Array.from({length: 2 * mostDoublings + 1}, (_, i) => i - mostDoublings);
  expect(exponents.filter((k) => wholePower(k) !== 2 ** k)).toEqual([]);
});
