/**
 * What a command found, before anyone words or draws it. A report is data: a table of named columns whose rows come
 * lazily in chunks, perhaps a figure, and a verdict.
 */

import type {NumberFormat} from '../exact/format.ts';

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

/** What a column of a strip stands for; `none` is a healthy gradient. */
export type Mark = 'none' | 'weak' | 'saturated' | 'underflow' | 'dead';

/** From the worst on. */
export const marksFromWorst: readonly Mark[] = ['dead', 'underflow', 'saturated', 'weak', 'none'];

/** The worse of two marks. */
export function worse(a: Mark, b: Mark): Mark {
  return marksFromWorst.indexOf(a) < marksFromWorst.indexOf(b) ? a : b;
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

/** Whether a limit that the user set was exceeded: exit code 0 or 1. */
export type Verdict = 'done' | 'exceeded';

export interface Report {
  readonly table: Table;
  readonly verdict: Verdict;
}

/** A value and the gradient there. */
export interface Point {
  readonly value: number;
  readonly gradient: number;
}

/** A gradient at a kink, and who hands it out. */
export interface Choice {
  readonly gradient: number;
  readonly frameworks: readonly string[];
}

/** A corner or a jump: what the function tends to on either side, and what it is there. */
export interface Kink {
  readonly x: number;
  readonly left: Point;
  readonly at: Point;
  readonly right: Point;
  readonly choices: readonly Choice[];
}

/** A parameter at the value that the card is about. */
export interface ParameterFact {
  readonly name: string;
  /** A matrix is its text: `[1;-1]`. */
  readonly value: number | string;
  readonly default: number | string | null;
  /** In interval notation; all real numbers where null. */
  readonly domain: string | null;
  readonly aliases: readonly string[];
  readonly meaning: string | null;
}

/** How one framework has the activation. */
export interface FrameworkFact {
  readonly framework: string;
  /** What can be typed for its version of the activation: `gelu@jax`. */
  readonly preset: string;
  readonly names: readonly string[];
  /** Defaults that differ. */
  readonly defaults: Readonly<Record<string, number>>;
  /** Its own formula, where it differs. */
  readonly formula: string | null;
  /** The activation that it means by the name, where that is another. */
  readonly means: string | null;
  readonly note: string | null;
}

/** Where the gradient of an activation is dead, saturated or weak, at one threshold. */
export interface RegionFacts {
  readonly threshold: number;
  /** What was searched, where the whole real line has no end of them. */
  readonly over: readonly [from: number, to: number] | null;
  readonly certain: boolean;
  readonly intervals: readonly {
    readonly region: Mark;
    readonly from: number;
    readonly to: number;
    readonly fromClosed: boolean;
    readonly toClosed: boolean;
  }[];
}

/** The course of f, over the real line or, where it oscillates for ever, over a part of it. */
export interface ShapeFacts {
  readonly over: readonly [from: number, to: number] | null;
  readonly monotonicity: string;
  /** `jumps`, `C0` (corners), `C1` and so on, or `smooth`. */
  readonly smoothness: string;
  readonly outputSign: string;
  readonly symmetry: string;
  readonly extrema: readonly {
    readonly kind: string;
    readonly from: number;
    readonly to: number;
    readonly value: number;
  }[];
  /** The largest |f′|; at an infinite place a limit. */
  readonly steepest: {readonly gradient: number; readonly x: number};
}

/** Ulps of the value and of the gradient: for |x| <= 10, and over all other doubles. */
export interface FastFacts {
  readonly ordinary: readonly [value: number, gradient: number];
  readonly extreme: readonly [value: number, gradient: number];
}

/** Everything known of one activation; what does not apply is null. */
export interface Card {
  readonly label: string;
  readonly name: string | null;
  readonly family: string | null;
  readonly aliases: readonly string[];
  readonly formula: string;
  /** The same function as textbooks write it. */
  readonly textbook: string | null;
  readonly derivative: string;
  readonly parameters: readonly ParameterFact[];
  /** The values that f takes, at these parameters. */
  readonly range: string | null;
  /** Null for a function of several numbers. */
  readonly limits: {readonly left: Point; readonly right: Point} | null;
  /** At 0, or the origin. */
  readonly origin: Point | null;
  readonly kinks: readonly Kink[] | null;
  readonly shape: ShapeFacts | null;
  readonly regions: RegionFacts | null;
  /** 1/sqrt(E f²) and 1/sqrt(E f′²) for x ~ N(0, 1). */
  readonly gains: {readonly forward: number; readonly backward: number} | null;
  /** How far plain doubles are from the exact numbers at most, in ulps; measured at the default parameters only. */
  readonly fast: FastFacts | null;
  readonly frameworks: readonly FrameworkFact[];
  readonly paper: {readonly by: string; readonly title: string; readonly link: string | null} | null;
  readonly sameAs: string | null;
  readonly note: string | null;
}
