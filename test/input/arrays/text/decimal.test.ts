import {expect, test} from 'vitest';
import {random} from '../../mutant.ts';
import {readTable} from '../read-table.ts';

/** What the table reader makes of texts, one a row between two others, so that the bytes around them vary. */
async function read(texts: readonly string[]): Promise<readonly number[]> {
  const {units} = await readTable(`a,b\n${texts.map((text, i) => `${i % 7},${text}\n`).join('')}`, {keys: ['b']});
  return units[0] ?? [];
}

async function expectNumbers(texts: readonly string[]): Promise<void> {
  const numbers = await read(texts);
  expect(numbers.length).toBe(texts.length);
  const wrong = texts.filter((text, i) => !Object.is(numbers[i], Number(text)));
  expect(wrong).toEqual([]);
}

const next = random(7);
const below = (limit: number) => Math.floor(next() * limit);
const digits = (count: number) => Array.from({length: count}, () => below(10)).join('');
const times = (count: number, make: (i: number) => string) => Array.from({length: count}, (_, i) => make(i));
const double = () => new Float64Array(Uint32Array.of(below(2 ** 32), below(2 ** 32)).buffer)[0] as number; // one of 8 bytes
const some = (make: () => number): number => {
  const value = make();
  return Number.isFinite(value) ? value : some(make);
};

test.each([
  ['shortest doubles of any size', () => times(50_000, () => String(some(double)))],
  ['shortest doubles around 1', () => times(50_000, () => String((next() - 0.5) * 10 ** below(9)))],
  ['shortest floats', () => times(30_000, () => String(Math.fround((next() - 0.5) * 10 ** (below(20) - 10))))],
  ['19 digits, as numpy.savetxt writes them', () => times(50_000, () => ((next() - 0.5) * 8).toExponential(18))],
  ['17 to 25 digits', () => times(50_000, () => `${below(2) ? '-' : ''}${digits(1 + below(3))}.${digits(16 + below(8))}`)],
  ['many digits before the point', () => times(20_000, () => `${digits(1 + below(30))}${below(2) ? '.' : ''}${digits(below(4))}e${below(40) - 20}`)],
  ['few digits and large exponents', () => times(30_000, () => `${digits(1 + below(4))}.${digits(below(22))}e${below(600) - 300}`)],
  ['subnormals', () => times(20_000, () => String(below(2 ** 32) * Number.MIN_VALUE * 2 ** below(20)))],
])('the double of a decimal is that of Number: %s', async (_, make) => expectNumbers(make())); // biome-ignore format: a table

test('a decimal at, just above and just below the middle of two doubles is the double of Number', async () => {
  const texts = times(40_000, (i) => {
    const middle = 2n * (BigInt(below(2 ** 21)) * 2n ** 32n + BigInt(below(2 ** 32)) + 2n ** 53n) + 1n;
    const moved = (middle << BigInt(below(30))) + BigInt((i % 3) - 1);
    const places = below(18);
    const written = moved.toString().padStart(places + 1, '0');
    return i % 2 === 0 ? written : `${written.slice(0, -places - 1)}.${written.slice(-places - 1)}e${places + 1}`;
  });
  await expectNumbers(texts);
});

test('a decimal may have a sign, no digit on one side of its point, zeros before it, and an exponent of either case', async () => {
  await expectNumbers(
    '0 -0 +0 0.0 -0.000 1. .5 -.5 +.5e1 00012.50 0.00000000000000000000000000000001 1E5 1e+5 1e-5 -1.e2 9007199254740993 9007199254740992.5 123456789012 0e999 1e-400 -1e-400 5e-324 2.4703282292062327e-324 1.7976931348623157e308 0.1234567890123456789012345678901234567890 1e0000000005'.split(
      ' ',
    ),
  );
});
