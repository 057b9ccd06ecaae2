/** NumPy's .npy: a text that says type and shape, and the numbers, the last byte of each first. */

import {arraysOf} from '../../report/arrays.ts';
import type {Table} from '../../report/table.ts';
import {append, type Bytes, noBytes, taken} from '../bytes/bytes.ts';
import {storedAs, storedRows} from '../bytes/stored-numbers.ts';
import type {RowFormat} from '../row-stream.ts';

/** A row for each array; a single array has one dimension. */
export function npyArrays(table: Table): RowFormat {
  const {names, length, column} = arraysOf(table);
  const {kind, size} = storedAs(column);
  const type = `${size === 1 ? '|' : '<'}${letters[kind]}${size}`;
  const shape = names.length === 1 ? `(${length},)` : `(${names.length}, ${length})`;
  return {head: header(type, shape), rows: storedRows(column), tail: ''};
}

/** NumPy's letters of types. */
const letters = {float: 'f', pattern: 'u', unsigned: 'u', signed: 'i'} as const;

/** Version 1.0; the numbers begin at a multiple of 64 bytes. */
function header(type: string, shape: string): Uint8Array {
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64 - 10;
  const bytes: Bytes = noBytes(256);
  bytes.memory.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length % 256, length >> 8]); // \x93NUMPY
  bytes.length = 10;
  append(bytes, `${text.padEnd(length - 1)}\n`);
  return taken(bytes);
}
