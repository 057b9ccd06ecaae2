import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {activationNamed} from '../../src/activations/registry.ts';
import {gradientOf} from '../../src/activations/selection.ts';
import {differentiate} from '../../src/formula/differentiate.ts';
import {printFormula} from '../../src/formula/print.ts';
import {vectorNames, vectorsOf} from '../exact/vectors.ts';
import {
  at,
  differences,
  endMistakes,
  exactly,
  hostilePoints,
  limitMistakes,
  rangeMistakes,
  slopeMistakes,
  smoothPoints,
  treeOf,
} from './laws.ts';

const settings = vectorNames().flatMap((name) =>
  vectorsOf(name).map(({parameters}, i) => ({
    name,
    parameters,
    label: `${name} ${JSON.stringify(parameters)}`,
    first: i === 0,
  })),
);
// Their ranges are another one for parameters of another sign; a record states that of its defaults.
const rangeOfDefaults: ReadonlySet<string> = new Set(['acon_c', 'prelu', 'soft_exponential']);

describe.each(settings)('$label', ({name, parameters, first}) => {
  const {record, selection} = at(name, parameters);
  const {derivative = '', stable, stableDerivative, textbook, range} = record;

  test('the stated derivative is the derived one to the last digit, at kinks too', () => {
    const stated = treeOf(selection, derivative);
    expect(differences(selection, [gradientOf(selection, 'x'), stated], hostilePoints(selection))).toEqual([]);
  });

  test.each(Object.entries(record.otherDerivatives ?? {}))('so is the one by %s', (input, text) => {
    const pair = [gradientOf(selection, input), treeOf(selection, text)] as const;
    expect(differences(selection, pair, hostilePoints(selection))).toEqual([]);
  });

  const {value} = selection;
  const forms = [
    {form: 'stable', text: stable, same: value},
    {form: 'textbook', text: textbook, same: value},
    {form: 'stable derivative', text: stableDerivative, same: gradientOf(selection, 'x')},
  ];
  for (const {form, text, same} of forms) {
    if (text === undefined) continue;
    test(`the ${form} is the same function away from kinks`, () => {
      expect(differences(selection, [same, treeOf(selection, text)], smoothPoints(selection))).toEqual([]);
    });
  }

  test('its derivative, stable and textbook forms print as they parse', () => {
    const texts = [record.formula, derivative, stable, stableDerivative, textbook].filter((text) => text !== undefined);
    const trees = texts.map((text) => treeOf(selection, text));
    expect(trees.map((tree) => treeOf(selection, printFormula(tree)) === tree)).toEqual(trees.map(() => true));
  });

  test('its derivatives, printed and read again, are the same numbers', () => {
    const slope = gradientOf(selection, 'x');
    for (const tree of [slope, differentiate(selection.trees, slope, 'x')]) {
      const again = treeOf(selection, printFormula(tree));
      expect(printFormula(again)).toBe(printFormula(tree));
      expect(differences(selection, [tree, again], [-2.3, -0.4, 0.7, 5.1])).toEqual([]);
    }
  });

  test('the slopes beside a kink are those of the values there', () => {
    expect(slopeMistakes(selection)).toEqual([]);
  });

  test('the limits at infinity are where the function is by 1e300', () => {
    expect(limitMistakes(selection)).toEqual([]);
  });

  test('NaN makes NaN of value and gradient', () => {
    expect(exactly(selection, [selection.value, gradientOf(selection, 'x')])(NaN)).toEqual([NaN, NaN]);
  });

  // Of a function of several numbers the range is that of all its slices.
  if (record.inputs === undefined && (first || !rangeOfDefaults.has(name))) {
    test('its values stay in the stated range and come near its ends', () => {
      expect(rangeMistakes(selection, range)).toEqual([]);
    });
  }
});

interface Ends {
  readonly activation: string;
  readonly infimum: string;
  readonly supremum: string;
}
const found: readonly Ends[] = JSON.parse(readFileSync('test/vectors/extrema.json', 'utf8'));

const ofOne = found.filter(({activation}) => activationNamed(activation).inputs === undefined);

test.each(ofOne)('the range of $activation ends where mpmath found its ends, to the last double', (ends) => {
  const {record, selection} = at(ends.activation, {});
  expect(endMistakes(selection, record.range, [ends.infimum, ends.supremum])).toEqual([]);
});

describe('a planted error is reported:', () => {
  test('a derivative that takes the other side of a kink', () => {
    const {selection} = at('relu', {});
    const stated = treeOf(selection, 'x >= 0 ? 1 : 0');
    expect(differences(selection, [gradientOf(selection, 'x'), stated], hostilePoints(selection))).toHaveLength(1);
  });

  test('a derivative that is right but for its last digits', () => {
    const {selection} = at('sigmoid', {});
    const stated = treeOf(selection, 'sigmoid(x) * sigmoid(-x) * 1.0000000000000002');
    expect(differences(selection, [gradientOf(selection, 'x'), stated], hostilePoints(selection))).not.toEqual([]);
  });

  test('a derivative made of the output, as MXNet has it for selu', () => {
    const {selection} = at('selu', {alpha: 1.6732632423543772, scale: 1.0507009873554805});
    const stated = treeOf(selection, 'x > 0 ? scale : scale * (alpha + scale * alpha * expm1(x))');
    expect(differences(selection, [gradientOf(selection, 'x'), stated], hostilePoints(selection))).not.toEqual([]);
  });

  test('a textbook form of another function', () => {
    const {selection} = at('gelu', {});
    const other = treeOf(selection, '0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))');
    expect(differences(selection, [selection.value, other], smoothPoints(selection))).not.toEqual([]);
  });

  test.each([
    ['a range too narrow', 'sigmoid', '(0.1, 1)'],
    ['a range too wide', 'tanh', '(-2, 1)'],
    ['a minimum with a wrong digit', 'gelu', '[-0.16997120747980366, Infinity)'],
    ['an end that is not reached', 'relu6', '[0, Infinity)'],
  ])('%s', (_, name, range) => {
    expect(rangeMistakes(at(name, {}).selection, range)).not.toEqual([]);
  });

  test('an infimum that is not quite the end of the range', () => {
    const {selection} = at('logish', {}, {formula: 'x * tanh(log1p(sigmoid(x)))'}); // smish
    const infimum = '-0.249993663660129483';
    expect(rangeMistakes(selection, '[-0.25, Infinity)')).toEqual([]); // too near to be seen
    expect(endMistakes(selection, '[-0.25, Infinity)', [infimum, 'Infinity'])).toHaveLength(1);
    expect(endMistakes(selection, '[-0.24999366366012948, Infinity)', [infimum, 'Infinity'])).toEqual([]);
  });
});
