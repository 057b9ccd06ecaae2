import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Inputs} from '../../src/sampling/grid.ts';
import {listInputs, pointInputs, rangeInputs} from '../../src/sampling/grid.ts';
import {parseAt, parseRange} from '../../src/sampling/range.ts';

function all(inputs: Inputs): number[] {
  const values = [...inputs.chunks()].flatMap((chunk) => [...chunk]);
  expect(values).toHaveLength(inputs.count);
  return values;
}

describe('a range with a step', () => {
  test.each([
    ['-1:1:0.5', [-1, -0.5, 0, 0.5, 1]],
    ['0:1:0.3', [0, 0.3, 0.6, 0.9]],
    ['0.1:0.4:0.1', [0.1, 0.2, 0.3, 0.4]],
    ['1:-1:-0.5', [1, 0.5, 0, -0.5, -1]],
    ['5:5:1', [5]],
    ['1e-3:4e-3:1e-3', [0.001, 0.002, 0.003, 0.004]],
    ['1e300:3e300:1e300', [1e300, 2e300, 3e300]],
    ['0:2e-323:5e-324', [0, 5e-324, 1e-323, 1.5e-323, 2e-323]],
    ['0x0p0:0x1p-1:0x1p-2', [0, 0.25, 0.5]],
    [' -.5 : +.5 : .5 ', [-0.5, 0, 0.5]],
    ['-2:2', [-2, -1, 0, 1, 2]],
    ['2:-2', [2, 1, 0, -1, -2]],
    // Exponents whose digits would fill the memory.
    ['0:1e-999999999:1', [0]],
    ['0e999999999:1:1', [0, 1]],
  ])('%s', (text, values) => {
    expect(all(rangeInputs(parseRange(text)))).toEqual(values);
  });

  test('every point of -1:1:0.1 is what a person would write, and its zero has no sign', () => {
    const texts = all(rangeInputs(parseRange('-1:1:0.1'))).map(String);
    expect(texts.join(' ')).toBe(
      '-1 -0.9 -0.8 -0.7 -0.6 -0.5 -0.4 -0.3 -0.2 -0.1 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1',
    );
    expect(all(rangeInputs(parseRange('-1:1:0.1')))[10]).toBe(0);
  });

  test('another default step serves where the range has none', () => {
    expect(all(rangeInputs(parseRange('0:0.3'), 0.1))).toEqual([0, 0.1, 0.2, 0.3]);
    expect(all(rangeInputs(parseRange('0.30:0'), 0.1))).toEqual([0.3, 0.2, 0.1, 0]);
    expect(all(rangeInputs(parseRange('0:1:0.5'), 0.1))).toEqual([0, 0.5, 1]);
  });

  test('point i is the double nearest to from + i·step, exactly, for any decimals', () => {
    const decimal = fc.tuple(fc.bigInt({min: -(10n ** 20n), max: 10n ** 20n}), fc.integer({min: 0, max: 25}));
    fc.assert(
      fc.property(decimal, fc.bigInt({min: 1n, max: 10n ** 12n}), fc.nat(300), ([from, places], step, gaps) => {
        const to = from + step * BigInt(gaps);
        const values = all(rangeInputs(parseRange(`${from}e-${places}:${to}e-${places}:${step}e-${places}`)));
        // Adding 0 takes the sign from a zero: Number('0e-3') has none either.
        const expected = Array.from({length: gaps + 1}, (_, i) => Number(`${from + step * BigInt(i)}e-${places}`) + 0);
        expect(values).toEqual(expected);
      }),
    );
  });

  test('a billion points are neither stored nor computed before they are asked for', () => {
    const inputs = rangeInputs(parseRange('0:1e9:1'));
    expect(inputs.count).toBe(1_000_000_001);
    const iterator = inputs.chunks()[Symbol.iterator]();
    expect(iterator.next().value).toHaveLength(64);
    expect(iterator.next().value).toHaveLength(4096);
    expect(iterator.next().value?.[0]).toBe(4160);
  });

  test('a slice holds the same points; only where all begin is the first chunk short', () => {
    const inputs = rangeInputs(parseRange('0:1e9:1'));
    const lengths = (from: number) => [...inputs.slice({from, to: from + 9000}).chunks()].map(({length}) => length);
    expect(lengths(0)).toEqual([64, 4096, 4096, 744]);
    expect(lengths(1)).toEqual([4096, 4096, 808]);
    const inner = inputs.slice({from: 500, to: 600}).slice({from: 10, to: 12});
    expect(all(inner)).toEqual([510, 511]);
  });

  test.each([
    ['5', "'5'; write from:to or from:to:step, such as -6:6:0.5"],
    ['1:2:3:4', 'from:to or from:to:step'],
    ['a:1', "'a' is not a number"],
    [':1', "'' is not a number"],
    ['0:1:0', 'the step is 0'],
    ['0:1:-0.0', 'the step is 0'],
    ['0:1:-0.1', 'the step -0.1 leads away from 1'],
    ['1:0:0.1', 'the step 0.1 leads away from 0'],
    ['-inf:1', "'-inf' is not finite"],
    ['0:1e999', "'1e999' is not finite"],
    ['0:nan', "'nan' is not finite"],
  ])('%s is an error', (text, message) => {
    expect(() => parseRange(text)).toThrow(message);
  });

  test('more points than can be counted are an error', () => {
    expect(() => rangeInputs(parseRange('0:1e300:1e-300'))).toThrow(
      /^invalid range '0:1e300:1e-300': it has more points than can be counted/,
    );
  });
});

describe('a number of points', () => {
  test.each([
    ['-6:6', 13, [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6]],
    ['0:1', 1, [0]],
    ['0:1', 2, [0, 1]],
    ['1:-1', 5, [1, 0.5, 0, -0.5, -1]],
    ['0:1', 4, [0, 1 / 3, 2 / 3, 1]],
    ['3:3', 2, [3, 3]],
    ['-1.7e308:1.7e308', 3, [-1.7e308, 0, 1.7e308]],
  ])('%s with %i', (text, count, values) => {
    expect(all(pointInputs(parseRange(text), count))).toEqual(values);
  });

  test('21 points over -1:1 are the decimals of -1:1:0.1', () => {
    expect(all(pointInputs(parseRange('-1:1'), 21))).toEqual(all(rangeInputs(parseRange('-1:1:0.1'))));
  });

  test('both ends are included exactly, whatever their digits', () => {
    const finite = fc.double({noNaN: true, noDefaultInfinity: true});
    fc.assert(
      fc.property(finite, finite, fc.integer({min: 2, max: 50}), (from, to, count) => {
        const values = all(pointInputs(parseRange(`${from}:${to}`), count));
        expect([values[0], values.at(-1)]).toEqual([from + 0, to + 0]);
      }),
    );
  });
});

describe('a list of points', () => {
  test('keeps the order, the sign of zero, infinities and NaN', () => {
    expect(all(listInputs(parseAt('1, -0,nan,-inf,0x1p-1').rows[0] as Float64Array))).toEqual([
      1,
      -0,
      NaN,
      -Infinity,
      0.5,
    ]);
  });

  test.each([
    ['', "''"],
    ['1,,2', "''"],
    ['1,x', "'x'"],
  ])('%j is an error that shows the part', (text, part) => {
    expect(() => parseAt(text)).toThrow(`invalid points '${text}': ${part} is not a number`);
  });
});
