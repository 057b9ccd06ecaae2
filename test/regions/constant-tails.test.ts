import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {createEvaluate} from '../../src/evaluation/evaluate.ts';
import {formats, type NumberFormat, roundDouble} from '../../src/exact/number-format.ts';
import {constantTails} from '../../src/regions/constant-tails.ts';
import {ofOneFormula} from '../activations/of-one-number.ts';
import {valuesOf} from '../exact/values-of.ts';

const formatNamed = (name: string) => formats.find((format) => format.name === name) as NumberFormat;
const precisionIn = (name: string) =>
  ({format: formatNamed(name), overflow: 'ieee', fast: false, parametersInFormat: false}) as const;
const selectionOf = (name: string) => {
  const [selection] = select([name], new Map());
  if (selection === undefined) throw new Error(name);
  return selection;
};
/** Values and gradients one row after the other, each by the whole ladder. */
function exactAt(name: string, dtype: string, xs: readonly number[]): readonly (readonly (number | undefined)[])[] {
  const evaluate = createEvaluate(selectionOf(name), ['x'], precisionIn(dtype));
  return xs.map((x) => evaluate([Float64Array.of(x)], 1).map(([result]) => result));
}

const names = ofOneFormula;
const numbers = {
  float16: valuesOf(formatNamed('float16')).filter((_, i) => i % 97 === 0),
  float8_e5m2: valuesOf(formatNamed('float8_e5m2')),
  float8_e5m2fnuz: valuesOf(formatNamed('float8_e5m2fnuz')),
};

describe.each(Object.entries(numbers))('in %s', (dtype, all) => {
  const whole = valuesOf(formatNamed(dtype));
  const {largest} = formatNamed(dtype);
  test.each(names)('every number in a tail of %s has its results, and the next number outside has others', (name) => {
    for (const {from, to, results} of constantTails(selectionOf(name), precisionIn(dtype))) {
      const inside = [from, to, ...all.filter((x) => x >= from && x <= to)];
      expect(
        exactAt(name, dtype, inside).filter((found) => !found.every((result, i) => Object.is(result, results[i]))),
      ).toEqual([]);
      const next = from === -largest ? whole.find((x) => x > to) : whole.findLast((x) => x < from);
      expect(exactAt(name, dtype, [next ?? Number.NaN])[0]).not.toEqual(results);
    }
  });
});

test('the tails of silu and of sigmoid are known in all formats that hold them', () => {
  const ends = (name: string, dtype: string) =>
    constantTails(selectionOf(name), precisionIn(dtype)).map(({from, to}) => [from, to].map((x) => Math.round(x)));
  expect(ends('silu', 'float64')).toEqual([[-Number.MAX_VALUE, -752]]);
  expect(ends('silu', 'float16')).toEqual([[-65504, -20]]);
  const largest = roundDouble(1e300, formatNamed('float32'), 'saturate');
  expect(ends('sigmoid', 'float32')).toEqual([
    [-largest, -104],
    [104, largest],
  ]);
});

test('what turns for ever, and what has no limit that is reached, has no such tails', () => {
  expect(['sin', 'snake', 'relu'].flatMap((name) => constantTails(selectionOf(name), precisionIn('float64')))).toEqual(
    [],
  );
});

test('the tails of values and gradients serve values alone', () => {
  const tails = () => [{from: -1e9, to: -1000, results: [42, 0]}];
  const evaluate = createEvaluate(selectionOf('sigmoid'), [], {...precisionIn('float32'), tails});
  const last = Array.from({length: 20_001}, () => evaluate([Float64Array.of(-2000)], 1)[0]?.[0]).at(-1);
  expect(last).toBe(42);
});
