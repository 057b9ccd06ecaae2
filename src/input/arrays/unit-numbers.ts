/** Numbers of a layer as they come from a file: which unit each belongs to, and which sample of it. */

import type {InputNote} from '../columns.ts';

/**
 * Consecutive numbers of a file. The first `left` belong to unit `unit`, the next `run` to the unit after it, and so on;
 * after the last unit comes the first. The numbers of a unit stand in the order of its samples, so that the same data
 * gives the same figures whatever the format, the order and the size of the blocks. The values may lie in a buffer that
 * is filled again when the next block is asked for.
 */
export interface Block {
  readonly values: Float32Array | Float64Array;
  readonly unit: number;
  readonly left: number;
  readonly run: number;
}

/** One array, or the columns of one table: some units, each with as many samples. */
export interface UnitNumbers {
  /** What messages and rows call it: the file, with the key of an array where the file has keys (`acts.npz:layer3`). */
  readonly name: string;
  readonly units: number;
  /** The names of the units: columns of a table. Absent where they have only numbers, from 0. */
  readonly unitNames?: readonly string[];
  /** How many samples each unit has, where that is known before the numbers are read. */
  readonly samples?: number;
  /** The number format of the file, such as `float32`, as reports state it; a text file holds `float64`. */
  readonly stored: string;
  /** The shape of an array of more than two axes, and which of them are the units. */
  readonly axes?: {readonly shape: readonly number[]; readonly units: number};
  /** Whether reading a number takes about as long as counting it, as from text. */
  readonly isSlowToRead?: true;
  /** How many bytes are read in all, for the progress line; undefined for a stream. */
  readonly bytes?: number;
  /**
   * The numbers; can be started only once. NaN stands for NaN and for what is missing (NULL, an empty cell).
   * @throws ActError, while they come, where the file is cut off or damaged
   */
  readonly blocks: AsyncIterable<Block>;
  /** Where the numbers are, if several threads can read them at the same time: what `readAnew` takes. */
  readonly inFile?: object;
  /** What was guessed or left out, as far as the numbers have been read. */
  readonly notes?: () => readonly InputNote[];
}

/** Which numbers of a file are wanted, as the command line says it. */
export interface ArraysWanted {
  /** The axis of the units, from 0, or from the end where negative; the last one if undefined. */
  readonly axis: number | undefined;
  /** Names of arrays or of columns; if empty, all columns, or the only array. */
  readonly keys: readonly string[];
  /** Whether a file of several arrays may give all of them, as data sets of their own. */
  readonly each: boolean;
  /** By which option a single array is named, if one alone is of use: no message then advises to take all. */
  readonly onlyOne?: '--key' | '--bias';
  /** The format of the file; if undefined, told by its first bytes, then by the ending of its name. */
  readonly from: ArrayFormat | undefined;
  /** What raw numbers are. */
  readonly raw: {readonly dtype: string; readonly shape: readonly number[] | undefined} | undefined;
  /** Options about raw numbers that were given: told as mistakes where a file is none. */
  readonly rawOptions?: readonly string[];
  /** Told how many bytes have been read so far, as often as convenient. */
  readonly step: (bytes: number) => void;
}

/** The formats that hold layers. A text format may be compressed by gzip, which its first bytes tell. */
export const arrayFormats = ['npy', 'npz', 'safetensors', 'pt', 'raw', 'csv', 'tsv', 'jsonl', 'parquet'] as const;

export type ArrayFormat = (typeof arrayFormats)[number];
