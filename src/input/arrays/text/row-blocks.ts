/** Numbers that come row by row, as blocks. */

import type {Block} from '../unit-numbers.ts';
import type {RowBuffer} from './byte-rows.ts';

/** About so many numbers are a block. */
const blockLength = 65_536;

/** Rows of so many units that are collected and leave as a block. */
export interface RowBlocks {
  /** Where the next row goes: there is always room for one. */
  readonly buffer: () => RowBuffer;
  /** Whether there is no room for another row. */
  readonly isFull: () => boolean;
  /** The rows so far, whose place is taken by the next ones. */
  readonly take: () => Block;
}

export function rowBlocks(units: number): RowBlocks {
  const length = units * Math.max(1, Math.floor(blockLength / units));
  const buffer: RowBuffer = {values: new Float64Array(length), filled: 0};
  return {
    buffer: () => buffer,
    isFull: () => buffer.filled === length,
    take: () => {
      const values = buffer.values.subarray(0, buffer.filled);
      buffer.filled = 0;
      return {values, unit: 0, left: 1, run: 1};
    },
  };
}
