/**
 * What a command shows, before anyone draws it: a table of named columns whose rows come lazily in chunks, and perhaps a
 * view that people read instead.
 */

import type {Card} from '../card/card-facts.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import type {Mark} from '../regions/region.ts';

/** One value of a table: absent values are null, never 0 or an empty string. */
export type Cell = number | string | boolean | null;

export interface Column {
  readonly name: string;
  /** Numbers are aligned on the right and, for people, rounded; a column of cells decides by each cell's own type. */
  readonly kind: 'number' | 'text' | 'cells';
  /** The format whose values the numbers are; float64 where absent. Machines read the fewest digits that tell them apart. */
  readonly format?: NumberFormat;
  /** Numbers in another writing than decimals: hexadecimal floats (`0x1.8p+1`) or bit patterns (`0x4200`). */
  readonly notation?: 'hexadecimal' | 'bits';
}

/** Some rows of a table, stored by column: `columns[j][i]` is row i of column j. All columns have `length` rows. */
export interface Chunk {
  readonly length: number;
  readonly columns: readonly (Float64Array | readonly Cell[])[];
}

export interface Table {
  readonly columns: readonly Column[];
  /** Starts the rows from the beginning; a table read from a pipe can be started only once. */
  readonly chunks: () => Iterable<Chunk> | AsyncIterable<Chunk>;
  /** Said above the human table: units, the definition in use, how the numbers were computed. */
  readonly notes?: readonly string[];
}

/** A curve sampled at the columns of a figure; NaN is a gap, infinities leave the frame. */
export interface Curve {
  readonly label: string;
  /** One value per sample of the figure's x. */
  readonly y: Float64Array;
}

/** One frame of a figure: curves over the shared x axis. */
export interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
}

/** One line under the axis: a mark for each sample of x. */
export interface Strip {
  readonly label: string;
  readonly marks: readonly Mark[];
}

export interface Figure {
  /** Sample positions, ascending, evenly spaced, one for each column of the plot area. */
  readonly x: Float64Array;
  readonly panels: readonly Panel[];
  readonly strips: readonly Strip[];
  /** Said below the strips, such as the threshold in use. */
  readonly notes: readonly string[];
}

/** One activation of the list. */
export interface CatalogueEntry {
  readonly name: string;
  readonly formula: string;
  readonly parameters: string;
  readonly range: string;
  readonly family: string;
}

/** How a figure is to be framed, as far as the user says. */
export interface Frame {
  /** Rows of each panel, at most. */
  readonly height: number | undefined;
  /** The ends of the y axis. */
  readonly ymin: number | undefined;
  readonly ymax: number | undefined;
}

/** What reads better than rows, in some of the formats. */
export type View =
  | {readonly kind: 'figure'; readonly figure: Figure; readonly frame: Frame}
  | {readonly kind: 'card'; readonly card: Card}
  | {readonly kind: 'catalogue'; readonly entries: readonly CatalogueEntry[]}
  /** The regions, each as one interval. */
  | {readonly kind: 'intervals'; readonly table: Table}
  /** The figures of a comparison, and below them a row for each pair. */
  | {readonly kind: 'comparison'; readonly tables: readonly Table[]};

export interface Output {
  readonly table: Table;
  readonly view?: View;
}
