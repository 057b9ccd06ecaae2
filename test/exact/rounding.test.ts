import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dtypeNamed, formats, type NumberFormat, type Overflow, roundDouble} from '../../src/exact/number-format.ts';
import * as exact from '../../src/exact/round-exact.ts';
import {roundSum} from '../../src/exact/rounding.ts';
import {binaryFraction, nearestTo, shapes} from './rational-rounding.ts';
import {valuesOf} from './values-of.ts';

const names = formats.map(({name}) => name);
const fc16 = {numRuns: 2000};

/** An integer of many bits, often one that ends in zeros or ones: ties and their neighbours. */
const significand = fc
  .tuple(
    fc.oneof(fc.bigInt({min: 1n, max: 2n ** 64n}), fc.bigInt({min: 1n, max: 2n ** 12n})),
    fc.nat({max: 80}),
    fc.constantFrom(-1n, 0n, 1n),
    fc.boolean(),
  )
  .map(([head, zeros, beside, negative]) => {
    const size = (head << BigInt(zeros)) + beside;
    return (negative ? -size : size) || 1n;
  });
const exponent = fc.oneof(fc.integer({min: -1250, max: 1100}), fc.integer({min: -160, max: 160}));

type Round = (m: bigint, e: number, format: NumberFormat, overflow: Overflow) => number;

/** To nearest. */
const roundInteger: Round = (m, e, format, overflow) => exact.roundInteger(m, e, {format, overflow});

/** Where a rounding of m 2^e differs from the division with remainder; nothing where it does not. */
function difference(round: Round, [m, e]: readonly [bigint, number], name: string): string | undefined {
  const [got, wanted] = [round(m, e, dtypeNamed(name), 'ieee'), nearestTo(binaryFraction(m, e), name)];
  return Object.is(got, wanted) ? undefined : `${m} 2^${e} in ${name} is ${wanted}, not ${got}`;
}

function roundedTo(name: string): (m: bigint, e?: number) => number {
  return (m, e = 0) => roundInteger(m, e, dtypeNamed(name), 'ieee');
}

test('the formats are those of the standards', () => {
  const ours = formats.map((format) => [
    format.name,
    {
      precision: format.precision,
      least: format.leastExponent,
      largest: format.largest,
      beyond: format.hasInfinity ? Infinity : format.hasNaN ? NaN : format.largest,
      ...(format.hasNegativeZero ? {} : {unsignedZero: true}),
    },
  ]);
  expect(Object.fromEntries(ours)).toEqual(shapes);
});

describe.each(names)('rounding to %s', (name) => {
  test('is the nearest number, ties to even, as a division with remainder finds it', () => {
    fc.assert(
      fc.property(significand, exponent, (m, e) => difference(roundInteger, [m, e], name) === undefined),
      fc16,
    );
  });

  test('of two doubles, of which one is the sum rounded to nearest, is that of their exact sum', () => {
    const {precision} = shapes[name] as {precision: number}; // of each format
    // A tie of the format, or a double beside one.
    const size = fc.bigInt({min: 2n ** BigInt(precision), max: 2n ** BigInt(precision + 1) - 1n});
    const nearTie = fc
      .tuple(size, fc.constantFrom(-1n, 0n, 1n))
      .map(([head, beside]) => (head << BigInt(Math.max(0, 52 - precision))) + beside);
    const share = fc.oneof(fc.constantFrom(0, 2 ** -60, 2 ** -53), fc.double({min: 0, max: 2 ** -53, noNaN: true}));
    fc.assert(
      fc.property(nearTie, exponent, share, fc.constantFrom(-1, 1), (m, e, size, side) => {
        const hi = roundInteger(m, e, dtypeNamed('float64'), 'ieee');
        const lo = side * size * hi;
        // Far from the least doubles, so that the smaller one is normal too.
        fc.pre(Number.isFinite(hi) && Math.abs(hi) > 1e-200 && hi + lo === hi);
        const parts = [partsOf(hi), lo === 0 ? ([0n, 0] as const) : partsOf(lo)];
        const least = Math.min(...parts.map((part) => part[1]));
        const sum = parts.reduce((before, [n, place]) => before + (n << BigInt(place - least)), 0n);
        const rounding = {format: dtypeNamed(name), overflow: 'ieee'} as const;
        return Object.is(roundSum(hi, lo, rounding), nearestTo(binaryFraction(sum, least), name));
      }),
      fc16,
    );
  });

  test('of a double is the same rounding', () => {
    const same = (x: number) => {
      if (x === 0 || !Number.isFinite(x)) return true;
      const [m, e] = partsOf(x);
      return Object.is(roundDouble(x, dtypeNamed(name), 'ieee'), roundInteger(m, e, dtypeNamed(name), 'ieee'));
    };
    fc.assert(fc.property(fc.double({noNaN: true}), same), fc16);
    const small = fc.tuple(fc.double({min: -1, max: 1, noNaN: true}), fc.integer({min: -30, max: 20}));
    fc.assert(
      fc.property(small, ([x, power]) => same(x * 2 ** power)),
      fc16,
    );
  });
});

describe.each(formats.filter(({bits}) => bits <= 16).map((format) => [format.name, format] as const))(
  'between all neighbours of %s',
  (_, format) => {
    const sizes = [...valuesOf(format)].filter((value) => (value > 0 || Object.is(value, 0)) && value < Infinity);

    test('the midpoint goes to the even one, a little more or less to the nearer', () => {
      const wrong = sizes.flatMap((low, i) => {
        const high = sizes[i + 1];
        if (high === undefined) return [];
        const [m, e] = partsOf((low + high) / 2);
        // Evenness by the place in the list, which starts at 0.
        const even = i % 2 === 0 ? low : high;
        const round = (beside: bigint) => roundInteger((m << 70n) + beside, e - 70, format, 'ieee');
        const right = round(0n) === even && round(-1n) === low && round(1n) === high;
        return right ? [] : [`${low} ${high}`];
      });
      expect(sizes.length).toBeGreaterThan(format.bits === 4 ? 7 : 100);
      expect(wrong).toEqual([]);
    });
  },
);

/** The exact value of a double as m 2^e. */
function partsOf(x: number): readonly [bigint, number] {
  let [m, e] = [x, 0];
  while (!Number.isInteger(m)) {
    m *= 2;
    e -= 1;
  }
  return [BigInt(m), e];
}

describe('at the ends of a format', () => {
  test.each([
    ['float16', 65519n, 65504],
    ['float16', 65520n, Infinity],
    ['bfloat16', (511n << 119n) - 1n, 255 * 2 ** 120],
    ['bfloat16', 511n << 119n, Infinity],
    ['float8_e4m3fn', 463n, 448],
    ['float8_e4m3fn', 464n, 448],
    ['float8_e4m3fn', 465n, NaN],
    ['float8_e5m2', 61439n, 57344],
    ['float8_e5m2', 61440n, Infinity],
    ['float8_e5m2', -61440n, -Infinity],
    ['float8_e4m3fnuz', 247n, 240],
    ['float8_e4m3fnuz', 248n, NaN],
    ['float8_e5m2fnuz', 61439n, 57344],
    ['float8_e5m2fnuz', 61440n, NaN],
    ['float4_e2m1fn', 7n, 6],
    ['float4_e2m1fn', -(10n ** 400n), -6],
    ['tf32', (4095n << 116n) - 1n, 2047 * 2 ** 117],
    ['tf32', 4095n << 116n, Infinity],
  ])('%s takes %i to %d', (name, m, wanted) => {
    expect(roundedTo(name)(m)).toBe(wanted);
  });

  test.each([
    ['float16', -25, 0],
    ['float16', -24, 2 ** -24],
    ['bfloat16', -134, 0],
    ['bfloat16', -133, 2 ** -133],
    ['float8_e4m3fn', -10, 0],
    ['float8_e4m3fn', -9, 2 ** -9],
    ['float8_e5m2', -17, 0],
    ['float8_e5m2', -16, 2 ** -16],
    ['float8_e4m3fnuz', -11, 0],
    ['float8_e4m3fnuz', -10, 2 ** -10],
    ['float8_e5m2fnuz', -18, 0],
    ['float8_e5m2fnuz', -17, 2 ** -17],
    ['float4_e2m1fn', -2, 0],
    ['float4_e2m1fn', -1, 0.5],
    ['tf32', -137, 0],
    ['tf32', -136, 2 ** -136],
    ['float32', -150, 0],
    ['float32', -149, 2 ** -149],
    ['float64', -1075, 0],
    ['float64', -1074, 5e-324],
  ])('%s takes 2^%i to %d: half of the least subnormal is a tie with 0', (name, e, wanted) => {
    expect(roundedTo(name)(1n, e)).toBe(wanted);
    // A little more than half is the least subnormal.
    expect(roundedTo(name)((1n << 90n) + 1n, e - 90)).toBe(wanted === 0 ? 2 ** (e + 1) : wanted);
  });

  test.each(names)('in %s an underflow keeps its sign, if zeros have one', (name) => {
    expect(roundedTo(name)(-1n, -1300)).toBe(name.endsWith('fnuz') ? 0 : -0);
    expect(roundDouble(-(2 ** -1000) * 2 ** -74, dtypeNamed(name), 'ieee')).toBe(
      name.endsWith('fnuz') ? 0 : name === 'float64' ? -5e-324 : -0,
    );
    expect(roundDouble(-0, dtypeNamed(name), 'ieee')).toBe(name.endsWith('fnuz') ? 0 : -0);
    expect(roundedTo(name)(1n, -1300)).toBe(0);
  });

  test.each(formats.map((format) => [format.name, format] as const))(
    '%s saturates where that is asked for',
    (_, format) => {
      for (const [m, e] of [
        [3n, 1030],
        [1n, 5000],
      ] as const) {
        expect(roundInteger(m, e, format, 'saturate')).toBe(format.largest);
        expect(roundInteger(-m, e, format, 'saturate')).toBe(-format.largest);
      }
      expect(roundDouble(-Infinity, format, 'saturate')).toBe(-format.largest);
    },
  );
});

describe('a planted error is reported:', () => {
  const cases = (round: Round): number =>
    fc
      .sample(fc.tuple(significand, exponent, fc.constantFrom(...names)), {numRuns: 2000, seed: 1})
      .filter(([m, e, name]) => difference(round, [m, e], name) !== undefined).length;

  test('none, as the control', () => {
    expect(cases(roundInteger)).toBe(0);
  });

  test.each<[string, Round]>([
    ['a rounding towards zero', (m, e, format, overflow) => roundInteger((m >> 1n) << 1n || 1n, e, format, overflow)],
    [
      'by way of a double',
      (m, e, format, overflow) =>
        roundDouble(roundInteger(m, e, formats[0] as NumberFormat, overflow), format, overflow),
    ],
    [
      'no subnormals',
      (m, e, format, overflow) => {
        const value = roundInteger(m, e, format, overflow);
        return Math.abs(value) < 2 ** (format.leastExponent + format.precision - 1) ? value * 0 : value;
      },
    ],
    ['an underflow without its sign', (m, e, format, overflow) => roundInteger(m, e, format, overflow) || 0],
    ['saturation', (m, e, format) => roundInteger(m, e, format, 'saturate')],
  ])('%s', (_, spoiled) => {
    expect(cases(spoiled)).toBeGreaterThan(0);
  });
});
