/** Every value of a format of 16 or 8 bits through an evaluator, hashed as test/vectors/exhaustive.py hashes it. */

import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {defaultsOf} from '../../src/activations/parameters.ts';
import {activationNamed} from '../../src/activations/registry.ts';
import {fromRecord, gradientOf, type Selection} from '../../src/activations/selection.ts';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import {fromNumber} from '../../src/exact/big-float/big-float.ts';
import {evaluator} from '../../src/formula/arithmetic.ts';
import {shapes} from './rational-rounding.ts';
import {type Answer, exactAnswer} from './vectors.ts';

export interface Hashes {
  readonly count: number;
  readonly value: string;
  readonly gradient: string;
}

interface Entry {
  readonly parameters: Readonly<Record<string, number>>;
  readonly formats: Readonly<Record<string, Hashes>>;
}

const file = new URL('../vectors/exhaustive.json', import.meta.url);
const entries = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Entry>>; // as the generator writes it

export const exhaustiveNames: readonly string[] = Object.keys(entries);

export function expectedHashes(name: string, format: string): Hashes | undefined {
  return entries[name]?.formats[format];
}

/** The activation with the parameters that were hashed, by its own formula or a spoiled one. */
export function hashedSelection(name: string, formula?: string): Selection {
  const record = activationNamed(name);
  const parameters = {...defaultsOf(record), ...entries[name]?.parameters};
  return fromRecord(record, new Map(Object.entries(parameters)), formula);
}

interface Patterns {
  /** Bytes of a pattern. */
  readonly width: number;
  /** The pattern of the sign. */
  readonly sign: number;
  /** The numbers from 0 up, infinity included where there is one; the place of a number is its pattern. */
  readonly sizes: readonly number[];
  readonly nan: number;
  readonly hasNegativeZero: boolean;
}

function patternsOf(format: string): Patterns {
  const shape = shapes[format];
  if (shape === undefined) throw new Error(`no format ${format}`);
  const {precision, least, largest, beyond, unsignedZero} = shape;
  const sizes: number[] = [];
  const fraction = 2 ** (precision - 1);
  for (let pattern = 0; sizes.at(-1) !== largest; pattern += 1) {
    const field = Math.floor(pattern / fraction);
    const rest = pattern % fraction;
    sizes.push(field === 0 ? rest * 2 ** least : (fraction + rest) * 2 ** (least + field - 1));
  }
  if (beyond === Infinity) sizes.push(Infinity);
  // The quiet NaN: the first bit of the fraction; without infinities the one pattern left, be it that of -0.
  const nan = beyond === Infinity ? sizes.length - 1 + fraction / 2 : sizes.length;
  const sign = format === 'float4_e2m1fn' ? 0x8 : format.startsWith('float8') ? 0x80 : 0x8000;
  return {width: sign === 0x8000 ? 2 : 1, sign, sizes, nan, hasNegativeZero: unsignedZero === undefined};
}

/** The hashes of the answers to every number of the format, NaN aside; an exact zero counts as positive. */
export function hashesOf(selection: Selection, format: string, answer: Answer): Hashes {
  const {width, sign, sizes, nan, hasNegativeZero} = patternsOf(format);
  const places = new Map(sizes.map((size, pattern) => [size, pattern]));
  const negative = sizes.map((size) => -size).reverse();
  const xs = [...(hasNegativeZero ? negative : negative.slice(0, -1)), ...sizes];
  const zeros = exactZeros(selection);
  const bytes = [0, 1].map(() => Buffer.alloc(width * xs.length));
  xs.forEach((x, row) => {
    const results = answer(x);
    const free = results.some((result) => Object.is(result, -0)) ? zeros(x) : [];
    bytes.forEach((buffer, i) => {
      const result = free[i] === true ? 0 : (results[i] ?? NaN);
      const place = places.get(Math.abs(result)) ?? nan;
      const isNegative = result < 0 || Object.is(result, -0);
      buffer.writeUIntLE(isNegative ? place + sign : place, row * width, width);
    });
  });
  const [value = '', gradient = ''] = bytes.map((buffer) => createHash('sha256').update(buffer).digest('hex'));
  return {count: xs.length, value, gradient};
}

/**
 * Whether value and gradient are exactly 0, which a rounding to -0 does not tell. A limit is, if the function is 0 from
 * the largest double on.
 */
function exactZeros(selection: Selection): (x: number) => readonly boolean[] {
  const {value, inputs, parameters} = selection;
  const roots = [value, gradientOf(selection, 'x')];
  const evaluate = evaluator({roots, inputs, parameters}, createBigArithmetic({precision: 140, last: false}));
  const within = (x: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));
  return (x) => evaluate([fromNumber(within(x))]).map(({kind}) => kind === 'zero');
}

/** The hashes of the exact evaluator. */
export function exactHashes(selection: Selection, format: string): Hashes {
  return hashesOf(selection, format, exactAnswer(selection, ['x'], format));
}
