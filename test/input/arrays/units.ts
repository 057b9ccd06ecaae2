import {readFileSync} from 'node:fs';
import {openArrays} from '../../../src/input/arrays/open-arrays.ts';
import type {ArraysWanted, UnitNumbers} from '../../../src/input/arrays/unit-numbers.ts';

/** What the libraries say of the arrays of test/vectors/arrays. */
export interface Expected {
  readonly stored: string;
  readonly shape: readonly number[];
  /** In C's order, as Python prints them. */
  readonly values: readonly string[];
}

export const folder = 'test/vectors/arrays';

export const expected: Readonly<Record<string, Readonly<Record<string, Expected>>>> = JSON.parse(
  readFileSync(`${folder}/expected.json`, 'utf8'),
);

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Bytes in pieces of so many. */
async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.slice(i, i + size);
}

export const wantAll: ArraysWanted = {
  axis: undefined,
  keys: [],
  each: true,
  from: undefined,
  raw: undefined,
  step: () => {},
};

/** The arrays of a file, opened with these wishes. */
export function open(path: string, wanted: Partial<ArraysWanted> = {}): Promise<readonly UnitNumbers[]> {
  return openArrays(path, nothing(), {...wantAll, ...wanted});
}

/** The same of bytes on standard input. */
export function openPiped(
  bytes: Uint8Array,
  wanted: Partial<ArraysWanted> = {},
  size?: number,
): Promise<readonly UnitNumbers[]> {
  return openArrays('-', pieces(bytes, size), {...wantAll, ...wanted});
}

/** The numbers of each unit, sorted from blocks as their comments say. */
export async function unitsOf({units, blocks}: UnitNumbers): Promise<readonly (readonly number[])[]> {
  const sorted: number[][] = Array.from({length: units}, () => []);
  for await (const {values, unit, left, run} of blocks) {
    let [at, until] = [unit, left];
    for (const value of values) {
      if (until === 0) [at, until] = [(at + 1) % units, run];
      sorted[at]?.push(value);
      until -= 1;
    }
  }
  return sorted;
}

/** The numbers of each unit of an array in C's order: `numpy.moveaxis(array, axis, 0).reshape(units, -1)`. */
export function movedAxis({shape, values}: Expected, axis: number): readonly (readonly number[])[] {
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
  const units: number[][] = Array.from({length: shape[axis] ?? 1}, () => []);
  for (const [i, text] of values.entries())
    units[Math.floor(i / inner) % units.length]?.push(Number(text.replace('inf', 'Infinity')));
  return units;
}
