import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {gradientOf, requireSearchable} from '../../src/activations/selection.ts';
import {cardOf} from '../../src/card/card.ts';
import {createEvaluate} from '../../src/evaluation/evaluate.ts';
import {float64} from '../../src/exact/number-format.ts';
import {printedSize, printFormula} from '../../src/formula/print.ts';
import {heightOf, nodesBelow} from '../../src/formula/tree.ts';

const joined = (count: number, part: (i: number) => string, between: string) =>
  Array.from({length: count}, (_, i) => part(i)).join(between);

function selected(formula: string) {
  const [selection] = select([`long=${formula}`], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}

/** Value and gradient at a point, exact or in plain doubles. */
function at(formula: string, x: number, fast = false): readonly number[] {
  const selection = selected(formula);
  const evaluate = createEvaluate(selection, ['x'], {
    format: float64,
    fast,
    overflow: 'ieee',
    parametersInFormat: false,
  });
  return evaluate([Float64Array.of(x)], 1).map((column) => column[0] ?? Number.NaN);
}

const long: readonly (readonly [title: string, formula: string, x: number, value: number, gradient: number])[] = [
  ['2,000 equal terms', joined(2000, () => 'x', '+'), 0.1, 200, 2000],
  ['20,000 equal terms', joined(20_000, () => 'x', '+'), 0.5, 10_000, 20_000],
  ['2,000 different terms, added', joined(2000, (i) => `${i}*x`, '+'), 1, 1_999_000, 1_999_000],
  ['2,000 terms, subtracted', joined(2000, (i) => `${i}*x`, '-'), 1, -1_999_000, -1_999_000],
  [
    '2,000 terms that cancel but for the last bit',
    `${joined(1000, (i) => `x^2 - ${i} + ${i} - x^2`, '+')}+x`,
    0.1,
    0.1,
    1,
  ],
  ['800 factors', joined(800, () => 'x', '*'), 1, 1, 800],
  [
    '800 factors that overflow and return',
    `${joined(400, () => '1e300', '*') + joined(400, () => '/1e300', '')}*x`,
    3,
    3,
    1,
  ],
  ['800 divisors', `x${joined(800, () => '/2', '')}`, 2 ** 400, 2 ** -400, 2 ** -800],
  ['max of 20,000 arguments', `max(x,${joined(19_999, (i) => `${i + 1}`, ',')})`, 30_000, 30_000, 1],
  ['min of 2,000 arguments', `min(${joined(2000, (i) => `${i}-x`, ',')})`, 7, -7, -1],
  ['5,000 comparisons joined by and', `${joined(5000, (i) => `x>${i}`, ' and ')} ? x : 0`, 4999, 0, 0],
  ['5,000 comparisons joined by or', `${joined(5000, (i) => `x==${i}`, ' or ')} ? x : 0`, 4999, 4999, 1],
  ['180 choices inside each other', `${joined(180, (i) => `x>${200 - i} ? ${i}*x : `, '')}x`, 100.5, 10_050, 100],
  ['190 functions inside each other', `${'sin('.repeat(190)}x${')'.repeat(190)}`, 0, 0, 1],
];

test.each(long)('%s are evaluated', (_title, formula, x, value, gradient) => {
  expect(at(formula, x)).toEqual([value, gradient]);
});

test.each(long)('%s are evaluated in plain doubles', (title, formula, x, value) => {
  if (title.includes('overflow')) return; // as it would in any order of doubles
  expect(at(formula, x, true)[0]).toBeCloseTo(value, 6);
});

test('zeros keep their signs in a long sum and a long product', () => {
  const zeros = joined(200, () => 'x', '+');
  expect(at(zeros, -0)[0]).toBe(-0);
  expect(at(`${zeros}-${zeros}`, -0)[0]).toBe(at('x+x-x', -0)[0]);
  expect(at(`x${joined(99, () => '*1/-1', '')}`, 0)[0]).toBe(-0);
});

test('of equal arguments of a long max the first is taken, and its gradient', () => {
  expect(at(`max(2*x,${joined(300, () => 'x', ',')})`, 0)).toEqual([0, 2]);
});

test('a formula of 64 operands keeps its tree, and a longer one has a small height', () => {
  expect(printFormula(selected(joined(64, (i) => `x^${i + 2}`, '+')).value)).toBe(
    joined(64, (i) => `x^${i + 2}`, ' + '),
  );
  expect(heightOf(selected(joined(20_000, (i) => `${i}`, '+')).value)).toBeLessThan(80);
});

test.each([
  [
    '100,000 terms',
    joined(100_000, () => 'x', '+'),
    'longer than 50000 numbers, names and symbols; write a shorter one',
  ],
  [
    '5,000 parentheses',
    `${'('.repeat(5000)}x${')'.repeat(5000)}`,
    'nested more than 200 levels deep; write it with fewer levels',
  ],
  ['5,000 signs', `${'-'.repeat(5000)}x`, 'nested more than 200 levels deep; write it with fewer levels'],
  ['5,000 choices', `${'x>0?1:'.repeat(5000)}0`, 'nested more than 200 levels deep; write it with fewer levels'],
  ['5,000 powers', joined(5000, () => 'x', '^'), 'nested more than 200 levels deep; write it with fewer levels'],
  [
    'sums inside each other',
    `${'('.repeat(190)}x${`${'+x'.repeat(60)})`.repeat(190)}`,
    'operations nested more than 800 deep; write it with fewer levels',
  ],
])('%s are refused in a sentence', (_title, formula, problem) => {
  expect(() => selected(formula)).toThrow(`invalid formula: ${problem}`);
});

test('what is searched for kinks has a limit, and the label in its sentence is short', () => {
  const terms = joined(2000, (i) => `sin(${i}*x)`, '+');
  const [selection] = select([`=${terms}`], new Map());
  expect(() => cardOf(selection as NonNullable<typeof selection>)).toThrow(
    /^'=sin\(0\*x\)\+.{10,60}' has 8000 different numbers, names and operations, too many .* 1000 or fewer/,
  );
  expect(() => requireSearchable([selected(joined(2000, () => 'x', '+'))])).not.toThrow();
});

test('a derivative that shares more than can be written is not written', () => {
  const selection = selected(joined(800, () => 'x', '*'));
  const gradient = gradientOf(selection, 'x');
  expect(printedSize(gradient)).toBeGreaterThan(10_000);
  expect(nodesBelow([gradient]).length).toBeLessThan(200);
  expect(cardOf(selection).derivative).toBeNull();
});
