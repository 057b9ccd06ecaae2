import {bytesInMemory} from '../../../src/input/arrays/bytes.ts';
import {openTable} from '../../../src/input/arrays/text/table.ts';
import type {ArraysWanted, UnitNumbers} from '../../../src/input/arrays/unit-numbers.ts';
import type {InputNote} from '../../../src/input/columns.ts';

export interface ReadTable {
  readonly opened: UnitNumbers;
  /** The numbers of each unit, in the order of its samples. */
  readonly units: readonly (readonly number[])[];
  readonly notes: readonly InputNote[];
}

export const wantAll: ArraysWanted = {
  axis: undefined,
  keys: [],
  each: false,
  from: undefined,
  raw: undefined,
  step: () => {},
};

/** The numbers of each unit; blocks are taken apart as `Block` says. */
export async function unitsOf(opened: UnitNumbers): Promise<readonly (readonly number[])[]> {
  const units: number[][] = Array.from({length: opened.units}, () => []);
  for await (const {values, unit, left, run} of opened.blocks) {
    let [at, rest] = [unit, left];
    for (const value of values) {
      if (rest === 0) [at, rest] = [(at + 1) % opened.units, run];
      units[at]?.push(value);
      rest -= 1;
    }
  }
  return units;
}

/** A table of text, read whole; a name tells its format. */
export async function readTable(
  content: string | Uint8Array,
  {name = 'a.csv', ...wanted}: Partial<ArraysWanted> & {readonly name?: string} = {},
): Promise<ReadTable> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const [opened] = await openTable(bytesInMemory(bytes, name), {...wantAll, ...wanted});
  if (opened === undefined) throw new Error('there is no array');
  const units = await unitsOf(opened);
  return {opened, units, notes: opened.notes?.() ?? []};
}
