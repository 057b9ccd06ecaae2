import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {activationNamed} from '../../src/activations/registry.ts';
import {fromRecord} from '../../src/activations/selection.ts';
import {createEvaluate, exactDoubles} from '../../src/evaluation/evaluate.ts';
import {nextDouble} from '../../src/exact/doubles.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {dtypeNamed, formats, type Rounding} from '../../src/exact/number-format.ts';
import {roundExact, roundInteger} from '../../src/exact/round-exact.ts';
import {type Hashes, hashedSelection, hashesOf} from './exhaustive.ts';
import {binaryFraction, towardZero} from './rational-rounding.ts';

const truncating = (name: string): Rounding => ({format: dtypeNamed(name), overflow: 'ieee', direction: 'toZero'});

describe.each(formats.map(({name}) => name))('toward 0 in %s', (name) => {
  test('an exact number becomes what a division without its remainder leaves', () => {
    const significand = fc
      .tuple(fc.bigInt({min: 1n, max: 2n ** 64n}), fc.nat({max: 80}), fc.constantFrom(-1n, 0n, 1n), fc.boolean())
      .map(([head, zeros, beside, negative]) => ((head << BigInt(zeros)) + beside || 1n) * (negative ? -1n : 1n));
    const exponent = fc.oneof(fc.integer({min: -1250, max: 1100}), fc.integer({min: -160, max: 160}));
    const isRight = (m: bigint, e: number) =>
      Object.is(roundInteger(m, e, truncating(name)), towardZero(binaryFraction(m, e), name));
    fc.assert(fc.property(significand, exponent, isRight), {numRuns: 2000});
  });

  test('of a double is the same', () => {
    const isRight = (x: number) => {
      if (x === 0) return true;
      // As a double has at least this exponent, scaling by it twice is exact.
      const whole = BigInt(x * 2 ** 537 * (Math.abs(x) < 2 ** -480 ? 2 ** 537 : 1));
      const e = Math.abs(x) < 2 ** -480 ? -1074 : -537;
      return Object.is(roundExact(x, truncating(name)), towardZero(binaryFraction(whole, e), name));
    };
    const small = fc.tuple(fc.double({min: -1, max: 1, noNaN: true}), fc.integer({min: -30, max: 20}));
    fc.assert(
      fc.property(small, ([x, power]) => isRight(x * 2 ** power)),
      {numRuns: 2000},
    );
  });

  test('a finite number that is too large is the largest one, also where an overflow is NaN', () => {
    const {format} = truncating(name);
    expect(roundInteger(3n, 1030, truncating(name))).toBe(format.largest);
    expect(roundInteger(-1n, 5000, truncating(name))).toBe(-format.largest);
    expect(roundExact(Number.MAX_VALUE, truncating(name))).toBe(format.largest);
    const beyond = format.hasInfinity ? Infinity : format.hasNaN ? NaN : format.largest;
    expect(roundExact(-Infinity, truncating(name))).toBe(-beyond);
    expect(roundExact(Infinity, {...truncating(name), overflow: 'saturate'})).toBe(format.largest);
  });
});

function truncated(formula: string, name: string): (x: number) => number {
  const selection = fromRecord(activationNamed('linear'), new Map(), formula);
  const evaluate = exactEvaluator({roots: [selection.value], inputs: ['x'], parameters: new Map()}, truncating(name));
  return (x) => evaluate([x])[0] ?? Number.NaN;
}

// A number of the format is a step of the staircase: what is one exactly must not fall to the one below.
test.each<[string, string, number, number]>([
  ['max(0, x)', 'float64', 0.1, 0.1],
  ['0.5*x', 'float64', 0.1, 0.05],
  ['x*x', 'float64', 3, 9],
  ['x*x', 'float64', 2 ** 26 + 1, 2 ** 52 + 2 ** 27 + 1],
  ['x*x', 'float64', 2 ** 27 + 1, 2 ** 54 + 2 ** 28],
  ['-x*x', 'float64', 2 ** 27 + 1, -(2 ** 54) - 2 ** 28],
  ['x*x', 'float16', 11, 121],
  ['x*x', 'float16', 1 + 2 ** -10, 1 + 2 ** -9],
  ['x/3', 'float64', 3, 1],
  ['x/3', 'float64', 1, 0.3333333333333333],
  ['x/3', 'float64', 2, 0.6666666666666666],
  ['x/5', 'float64', 1, 0.19999999999999998],
  ['x/7', 'float16', 21, 3],
  ['sqrt(x)', 'float64', 9, 3],
  ['x*(x + 3)/6', 'float16', 3, 3],
  ['x + (exp(1) - e)', 'float64', 1, 1],
  ['x + (exp(1) - e)', 'float16', -1, -1],
  ['-x + (exp(1) - e)', 'bfloat16', 2, -2],
  ['exp(log(x))', 'float64', 5, 5],
  ['exp(x)', 'float16', 1000, 65504],
  ['exp(x)', 'float64', 1000, Number.MAX_VALUE],
  ['-exp(exp(x))', 'float64', 1000, -Number.MAX_VALUE],
  ['exp(x)', 'float8_e4m3fn', 7, 448],
  ['exp(-exp(x))', 'float64', 1000, 0],
  ['-exp(-x)', 'float64', 1000, -0],
  ['-exp(-x)', 'float8_e4m3fnuz', 1000, 0],
  ['2*x', 'float64', 1e308, Number.MAX_VALUE],
  ['x*x', 'float64', Infinity, Infinity],
  ['-x', 'float8_e4m3fn', Infinity, NaN],
  ['tanh(x)', 'float64', 30, 1 - 2 ** -53],
  ['tanh(x)', 'float64', 1e300, 1 - 2 ** -53],
  ['tanh(x)', 'float64', Infinity, 1],
  ['0*x', 'float32', -3, -0],
])('%s in %s at %d is %d', (formula, name, x, wanted) => {
  expect(truncated(formula, name)(x)).toBe(wanted);
});

test.each(['exp(-50)', 'exp(-50000)', 'exp(-1e300)'])('a hair, %s, decides on which side of a number it is', (h) => {
  for (const {name, precision, leastExponent} of formats) {
    const below = 1 - 2 ** Math.max(-precision, leastExponent);
    expect([name, truncated(`x + ${h}`, name)(1)]).toEqual([name, 1]);
    expect([name, truncated(`x - ${h}`, name)(1)]).toEqual([name, below]);
    expect([name, truncated(`-x + ${h}`, name)(1)]).toEqual([name, -below]);
    expect([name, truncated(`-x - ${h}`, name)(1)]).toEqual([name, -1]);
  }
});

test.each([50, 500, 6000, 60_000, 1e7])('two hairs decide by the larger one, at %d', (x) => {
  const below = 1 - 2 ** -53;
  expect(truncated('1 + exp(-x) - x*exp(-x)', 'float64')(x)).toBe(below);
  expect(truncated('1 - exp(-x) + x*exp(-x)', 'float64')(x)).toBe(1);
  expect(truncated('-1 - exp(-x) + x*exp(-x)', 'float64')(x)).toBe(-below);
  expect(truncated('x + exp(-x) - 2*exp(-x)', 'float64')(x)).toBe(nextDouble(x, -1n));
  expect(truncated('(1 - exp(-x))/(1 + exp(-x)) + 3*exp(-x)', 'float64')(x)).toBe(1);
});

test('toward 0 a double is the nearest one or its neighbour, and both happen', () => {
  const xs = Float64Array.from({length: 2000}, (_, i) => (i - 1000) / 129.3);
  for (const name of ['gelu', 'tanh', 'softplus', 'relu']) {
    const selection = hashedSelection(name);
    const [nearest = xs, truncated = xs] = [exactDoubles, {...exactDoubles, direction: 'toZero'} as const].map(
      (precision) => createEvaluate(selection, ['x'], precision)([xs], xs.length)[0],
    );
    const inward = (y: number) => nextDouble(y, y > 0 ? -1n : 1n);
    const wrong = xs.filter((_, i) => {
      const [n = 0, t = 0] = [nearest[i], truncated[i]];
      return !Object.is(n, t) && !Object.is(inward(n), t);
    });
    expect([name, ...wrong]).toEqual([name]);
    const moved = xs.filter((_, i) => nearest[i] !== truncated[i]).length;
    expect(name === 'relu' ? moved === 0 : moved > 500 && moved < 1500, `${name} ${moved}`).toBe(true);
  }
});

type Witness = Readonly<Record<string, Readonly<Record<string, Hashes>>>>;
const witness = JSON.parse(readFileSync(new URL('../vectors/truncated.json', import.meta.url), 'utf8')) as Witness; // as its generator writes it
const cases = Object.entries(witness).flatMap(([name, byFormat]) =>
  Object.entries(byFormat).map(([format, hashes]) => [name, format, hashes] as const),
);

test.each(cases)(
  '%s of every %s is truncated as mpmath has it, row by row and as code',
  {timeout: 120_000},
  (name, format, hashes) => {
    // biome-ignore format: one line
    const selection = hashedSelection(name);
    const precision = {...exactDoubles, ...truncating(format)};
    const evaluate = createEvaluate(selection, ['x'], precision);
    const known = new Map<number, readonly number[]>();
    hashesOf(selection, format, (x) => {
      known.set(x, []);
      return [0, 0];
    });
    // All at once, so that rows are evaluated by code; -0 is a key like 0, and asked for alone.
    const xs = Float64Array.from(known.keys());
    const [values = xs, slopes = xs] = evaluate([xs], xs.length);
    xs.forEach((x, i) => {
      known.set(x, [values[i] ?? NaN, slopes[i] ?? NaN]);
    });
    const alone = (x: number) => evaluate([Float64Array.of(x)], 1).map(([result]) => result ?? NaN);
    expect(hashesOf(selection, format, (x) => (x === 0 ? alone(x) : (known.get(x) ?? [])))).toEqual(hashes);
  },
);
