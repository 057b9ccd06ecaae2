/** A table of named columns, whose rows come lazily in chunks. */

import type {Stretch} from '../exact/every-number.ts';
import type {NumberFormat} from '../exact/number-format.ts';

/** One value of a table: an absent value is null, never 0 or an empty string. */
export type Cell = number | string | boolean | null;

/** A column of a table, and how its values are written. */
export interface Column {
  readonly name: string;
  /** Numbers are aligned on the right and, for people, rounded; in a column of cells the type of each cell decides. */
  readonly kind: 'number' | 'text' | 'cells';
  /** The number format of the column; float64 if absent. Machines get the fewest digits that tell its numbers apart. */
  readonly format?: NumberFormat;
  /** The type of the integers that the numbers are, where these are codes and not numbers of a format. */
  readonly integer?: {readonly name: string; readonly bits: number; readonly isSigned: boolean};
  /** How numbers are written instead of as decimals: hexadecimal floats (`0x1.8p+1`) or bit patterns (`0x4200`). */
  readonly notation?: 'hexadecimal' | 'bits';
}

/** Some rows of a table, stored by column: `columns[j][i]` is row i of column j. All columns have `length` rows. */
export interface Chunk {
  readonly length: number;
  readonly columns: readonly (Float64Array | readonly Cell[])[];
}

/** Rows that come in groups: some for each of a number of points. */
export interface RowsByPoint {
  readonly points: number;
  readonly rowsOfPoint: number;
  /** The rows of some of the points. */
  readonly chunks: (stretch: Stretch) => AsyncIterable<Chunk>;
}

/** Rows that follow one another, as bytes. */
export interface WrittenRows {
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** What is to be known of arrays of one type and length. */
export interface Arrays {
  /** The names of the arrays in order. */
  readonly names: readonly string[];
  /** How many numbers each of them has. */
  readonly length: number;
  /** How the numbers of all of them are written. */
  readonly column: Column;
  /** The labels of the activations, with which most names begin. */
  readonly labels: readonly string[];
  /** If the numbers belong to inputs whose bit patterns follow one another: the first of these patterns. */
  readonly firstPattern: number | undefined;
  /** Name and version of the program. */
  readonly program: string;
  /** The command line from which they can be made anew, in words. */
  readonly commandLine: readonly string[];
  /** How they were made, in lines: formulas, rounding. */
  readonly about: readonly string[];
}

/** A table. */
export interface Table {
  readonly columns: readonly Column[];
  /** How many rows there are, if that is known before they are made. */
  readonly length?: number | undefined;
  /** Whether the rows follow those of another table, so that no header stands above them. */
  readonly isContinued?: boolean;
  /** Starts the rows from the beginning; a table read from a pipe can be started only once. */
  readonly chunks: () => Iterable<Chunk> | AsyncIterable<Chunk>;
  /** The same rows from any place on; absent where they can only be made from the first one on. */
  readonly byPoint?: RowsByPoint;
  /** All rows as bytes of the format that the call asks for, where several threads write them: instead of `chunks`. */
  readonly written?: () => AsyncIterable<WrittenRows>;
  /** If the rows are the numbers of arrays, one array after another: what these are. */
  readonly arrays?: Arrays;
  /** Lines below the table for people: units, the definition in use, how the numbers were computed. */
  readonly notes?: readonly string[];
}
