/** Raw numbers: those of all arrays, the last byte of each first, and nothing else. */

import {arraysOf} from '../../report/arrays.ts';
import type {Table} from '../../report/table.ts';
import {storedRows} from '../bytes/stored-numbers.ts';
import type {RowFormat} from '../row-stream.ts';

/** One array after another. */
export function rawArrays(table: Table): RowFormat {
  return {head: '', rows: storedRows(arraysOf(table).column), tail: ''};
}
