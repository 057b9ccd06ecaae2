import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {dtypeNamed, formats} from '../../src/exact/number-format.ts';
import {entries, hashed, hashesOf, labelOf, pointsIn, selected} from './several.ts';

// Both formats of 8 bits and the two that are used most on every run; all six: `npm run test:exhaustive`.
const everything = process.env.MODE === 'exhaustive';
const hashedFormats = Object.keys(entries[0]?.formats ?? {});
const usual = formats.filter(
  ({name}) => hashedFormats.includes(name) && (everything || /^float8|^float32$|^bfloat16$/.test(name)),
);

test('every activation of several numbers has its hashes', () => {
  const names = allActivations().flatMap(({name, inputs, counts}) => (inputs || counts ? [name] : []));
  expect([...new Set(entries.map(({activation}) => activation))].sort()).toEqual(names.sort());
});

describe.each(usual.map(({name}) => name))('at 5,000 points of %s', (format) => {
  test.each(entries.map((entry) => [labelOf(entry), entry] as const))(
    '%s and its gradients are correctly rounded',
    {timeout: 120_000},
    (label, entry) => {
      expect(hashesOf(selected(label), format, entry.most)).toEqual(entry.formats[format]);
    },
  );
});

/** The exact value of a formula at x, in a format. */
function exactly(formula: string, x: number, format: string): number {
  const {value, inputs, parameters} = selected(formula);
  const rounding = {format: dtypeNamed(format), overflow: 'ieee'} as const;
  return exactEvaluator({roots: [value], inputs, parameters}, rounding)([x])[0] as number;
}

test('a number halfway between the largest one and the infinity is the infinity, on either side of 0', () => {
  expect(exactly('=log1p(exp(1.5*x))', 40960, 'float8_e5m2')).toBe(Infinity);
  expect(exactly('=-log1p(exp(1.5*x))', 40960, 'float8_e5m2')).toBe(-Infinity);
});

test('a quotient that underflows keeps its sign, also by a large number', () => {
  expect(exactly('=-(exp(-6064*x)*2)/(1+exp(80*x))', 1, 'float64')).toBe(-0);
  expect(exactly('=(exp(-6064*x)*2)/(1+exp(80*x))', 1, 'float64')).toBe(0);
});

describe('a planted error is reported:', () => {
  const format = 'float8_e4m3fn';
  const expected = entries.find((entry) => labelOf(entry) === 'swiglu_clamped')?.formats[format];

  test('an offset that is lost', () => {
    const {value, x, u} = hashesOf(selected('swiglu_clamped:offset=0'), format);
    expect([value === expected?.value, x === expected?.x, u === expected?.u]).toEqual([false, false, true]);
  });

  test('a gradient by u that is that by x', () => {
    const selection = selected('swiglu_clamped');
    const columns = pointsIn(format, 2);
    const zero = new Float64Array(5000);
    const {u} = hashed(selection, {columns, results: [zero, zero, zero], format});
    expect(u).not.toBe(expected?.u);
  });
});
