import {describe, expect, test} from 'vitest';
import {dtypeNamed, float64, formats, type NumberFormat, roundDouble} from '../../../src/exact/number-format.ts';
import {longestNumber, shortestBytes} from '../../../src/render/bytes/number-bytes.ts';
import {createShortest} from '../../../src/render/shortest.ts';
import {valuesOf} from '../../exact/values-of.ts';
import {hardDoubles, landmarks, randomDoubles} from './doubles.ts';

/** The text of `String`, but for -0. */
const ownText = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

const [guard, decoder] = [33, new TextDecoder()];

/** A writer of texts that also sees whether bytes before them are touched, or more than there is room for. */
function writerOf(format: NumberFormat, textOf: (value: number) => string): (value: number) => string {
  const write = shortestBytes(format, textOf);
  const bytes = new Uint8Array(3 * longestNumber).fill(guard);
  const last = 2 * longestNumber;
  return (value) => {
    const end = write(bytes, longestNumber, value);
    if (bytes[longestNumber - 1] !== guard || bytes[last] !== guard) throw new Error(`${value} needs more room`);
    return decoder.decode(bytes.subarray(longestNumber, end));
  };
}

/** The values whose text is not that of the witness, with both texts. */
function wrong(values: Iterable<number>, write: (value: number) => string, witness: (value: number) => string) {
  const found = [];
  for (const value of values) {
    const [text, wanted] = [write(value), witness(value)];
    if (text !== wanted && found.push({value, text, wanted}) === 10) break;
  }
  return found;
}

describe('the bytes of a double are the text that JavaScript gives it', () => {
  const write = writerOf(float64, ownText);

  test('of -0, NaN and infinities, those of the program', () => {
    expect([0, -0, NaN, Infinity, -Infinity].map(write)).toEqual(['0', '-0', 'NaN', 'Infinity', '-Infinity']);
  });

  test('powers of two and of ten, their neighbours, subnormal numbers and the largest', () => {
    const values = landmarks();
    expect(values.length).toBeGreaterThan(30_000);
    expect(wrong(values, write, ownText)).toEqual([]);
  });

  test('those nearest to the border between two decimals, for every exponent', () => {
    const values = hardDoubles();
    expect(values.length).toBeGreaterThan(100_000);
    expect(wrong(values, write, ownText)).toEqual([]);
  });

  test.each(Object.entries(randomDoubles(3)))('30,000 %s', (_, next) => {
    expect(wrong(Array.from({length: 30_000}, next), write, ownText)).toEqual([]);
  });
});

test.each(['any bits', 'results of a function', 'grids', 'products around 1', 'integers'])(
  'few texts are made for %s',
  (kind) => {
    let count = 0;
    const write = writerOf(float64, (value) => {
      count += 1;
      return ownText(value);
    });
    const next = randomDoubles(5)[kind] ?? (() => Number.NaN);
    for (let i = 0; i < 20_000; i++) write(next());
    // NaN, subnormal numbers and integers of 17 digits and more are among any bits.
    expect(count).toBeLessThan(kind === 'integers' ? 3000 : 700);
  },
);

test('a text that is made otherwise stands where digits are not written', () => {
  const write = writerOf(float64, (value) => `"${value}"`);
  expect([NaN, -Infinity, 2.5, -1.5e300].map(write)).toEqual(['"NaN"', '"-Infinity"', '2.5', '-1.5e+300']);
});

describe.each(formats.filter(({bits}) => bits <= 16).map((format) => [format.name, format] as const))('%s', (_, format) => {
  test('every number has its shortest text', () => {
    const witness = createShortest(format);
    const values = [...valuesOf(format), Number.NaN];
    expect(wrong(values, writerOf(format, createShortest(format)), witness)).toEqual([]);
  });
}); // biome-ignore format: a test for each

describe('float32', () => {
  const float32 = dtypeNamed('float32');
  const witness = createShortest(float32);
  const write = writerOf(float32, createShortest(float32));
  const rounded = (values: readonly number[]) => values.map((value) => roundDouble(value, float32, 'ieee'));

  test('powers of two and of ten, their neighbours, subnormal numbers and the largest have their shortest text', () => {
    const powers = Array.from({length: 277}, (_, i) => 2 ** (i - 149)).flatMap((value) => [
      value * (1 - 2 ** -24),
      value,
      value * (1 + 2 ** -23),
    ]);
    expect(wrong(rounded([...powers, ...landmarks()]), write, witness)).toEqual([]);
  });

  test.each(Object.entries(randomDoubles(4)))('20,000 %s have their shortest text', (_, next) => {
    expect(wrong(rounded(Array.from({length: 20_000}, next)), write, witness)).toEqual([]);
  });

  test('any bits have their shortest text', () => {
    const floats = new Float32Array(Uint32Array.from({length: 50_000}, (_, i) => Math.imul(i, 2654435761)).buffer);
    expect(wrong(floats, write, witness)).toEqual([]);
  });
});
