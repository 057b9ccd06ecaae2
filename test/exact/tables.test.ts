import {expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import * as tables from '../../src/exact/double-double/tables.ts';
import {evaluator} from '../../src/formula/arithmetic.ts';
import {parseFormula} from '../../src/formula/parse.ts';
import {createTrees} from '../../src/formula/tree.ts';
import {integer} from './enclosures.ts';

// Balls of 400 bits, which digits.test.ts compares with mpmath.
const arithmetic = createBigArithmetic({precision: 400, last: false});

/** The distance of a sum of doubles from what a formula says, in parts of 2^-bits of its size. */
function errorOf(parts: readonly number[], formula: string, bits: number): number {
  const trees = createTrees();
  const roots = [parseFormula(formula, {trees})];
  const [value] = evaluator({roots, inputs: [], parameters: new Map()}, arithmetic)([]);
  if (value?.kind !== 'ball') throw new Error(`${formula} is no number`);
  const unit = BigInt(-1074 - value.e);
  const distance = (parts.reduce((sum, part) => sum + integer(part), 0n) << unit) - value.m;
  return Number((distance << BigInt(bits)) / (value.m >> 20n)) / 2 ** 20;
}

const pairs = (table: readonly number[]) =>
  Array.from({length: table.length / 2}, (_, i) => table.slice(2 * i, 2 * i + 2));
const factorial = (n: number): string => ['1', ...Array.from({length: n}, (_, i) => i + 1)].join('*');

const {pi, e, sqrtHalf, inverseSqrtTwoPi, twoOverSqrtPi, sixth} = tables;
test.each<[string, readonly (readonly number[])[], (i: number) => string]>([
  ['pi', [pi], () => 'pi'],
  ['e', [e], () => 'e'],
  ['sqrtHalf', [sqrtHalf], () => 'sqrt(1/2)'],
  ['inverseSqrtTwoPi', [inverseSqrtTwoPi], () => '1/sqrt(2*pi)'],
  ['twoOverSqrtPi', [twoOverSqrtPi], () => '2/sqrt(pi)'],
  ['sixth', [sixth], () => '1/6'],
  ['powersOfTwo', pairs(tables.powersOfTwo).slice(1), (j) => `exp(log(2)*${j + 1}/128)`],
  ['sines', pairs(tables.sines).slice(1), (j) => `sin(pi*${j + 1}/64)`],
  ['erfSeries', pairs(tables.erfSeries), (n) => `2/sqrt(pi)*(-1)^${n}/(${factorial(n)}*${2 * n + 1})`],
  ['erfcxAtQuarters', pairs(tables.erfcxAtQuarters), (j) => `exp((${j + 2}/4)^2)*erfc(${j + 2}/4)`],
])('each pair of %s is within 2^-106 of its number', (_name, table, formula) => {
  const errors = table.map((parts, i) => Math.abs(errorOf(parts, formula(i), 106)));
  expect(errors.filter((error) => !(error <= 1))).toEqual([]);
});

test('the tables begin with their exact numbers and have one pair for each index', () => {
  expect([tables.powersOfTwo.length, tables.sines.length, tables.erfSeries.length]).toEqual([256, 66, 34]);
  expect(tables.erfcxAtQuarters).toHaveLength(150);
  expect([tables.powersOfTwo.slice(0, 2), tables.sines.slice(0, 2)]).toEqual([[1, 0], [0, 0]]); // biome-ignore format: one line
});

test('a reduction takes multiples of the leading parts without rounding: these have 37 and 27 bits', () => {
  expect(Math.abs(errorOf(tables.ln2Over128, 'log(2)/128', 90))).toBeLessThan(1);
  expect(Math.abs(errorOf(tables.piOver64, 'pi/64', 107))).toBeLessThan(1);
  const lengthOf = (x: number) => integer(x).toString(2).replace(/0*$/, '').length;
  expect(lengthOf(tables.ln2Over128[0])).toBeLessThanOrEqual(36);
  expect(tables.piOver64.slice(0, 2).every((part) => lengthOf(part) <= 27)).toBe(true);
});
