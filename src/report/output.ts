/**
 * The output of a command before it is drawn: a table of named columns whose rows come lazily in chunks, and perhaps a
 * view that people read instead.
 */

import type {SpaceLine} from '../activations/selection.ts';
import type {Card} from '../card/card-facts.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import type {Mark} from '../regions/region.ts';
import type {Band} from '../sampling/envelope.ts';
import type {Trace} from '../sampling/trace.ts';
import type {Cell, Column, Table} from './table.ts';

/** An unbroken part of a curve, and a jump of it. */
export type Piece = Trace['pieces'][number];
export type Jump = Trace['jumps'][number];

/** How curves are drawn: in dots of Braille, in lines of box-drawing characters, or in 7-bit characters. */
export type Marks = 'braille' | 'line' | 'ascii';

/** A curve sampled at the columns of a figure; NaN is a gap, infinities leave the frame. */
export interface Curve {
  readonly label: string;
  /** One value per sample of the figure's x. */
  readonly y: Float64Array;
  /** Its least and largest values in each column of the plot area. */
  readonly band?: Pick<Band, 'low' | 'high' | 'waves'> | undefined;
  /** Its extremes, where these are of interest. */
  readonly extremes?: readonly Extreme[] | undefined;
  /** Its unbroken pieces and its jumps; if absent, lines join the samples. */
  readonly trace?: Trace | undefined;
}

/** A point of a curve; its place is a share of the axis. */
export interface Extreme {
  readonly share: number;
  readonly value: number;
}

/** Something that the title of a panel says of one of its curves, or of all. */
export interface PanelNote {
  readonly label: string | undefined;
  readonly text: string;
  /** Whether it is about the extremes that are marked in the panel. */
  readonly isOfExtremes?: boolean;
}

/** One frame of a figure: curves over the shared x axis. */
export interface Panel {
  /** What shows it alone, where there is no room for all. */
  readonly shownBy?: Quantity;
  readonly title: string;
  readonly notes?: readonly PanelNote[];
  readonly curves: readonly Curve[];
}

/** One line under the axis: a mark for each sample of x. */
export interface Strip {
  readonly label: string;
  readonly marks: readonly Mark[];
  /** The values there. */
  readonly y?: Float64Array;
  /** The exact intervals within the axis, ascending; undefined where they are not known. */
  readonly intervals?: readonly {readonly kind: Mark; readonly from: number; readonly to: number}[] | undefined;
}

/** Panels, one above the other, and strips below them. */
export interface Figure {
  readonly title?: string;
  /** Sample positions, ascending or descending, evenly spaced, one for each column of the plot area. */
  readonly x: Float64Array;
  readonly panels: readonly Panel[];
  readonly strips: readonly Strip[];
  /** Lines below the strips, such as the threshold in use. */
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

/** How values are spread over a y axis. */
export type Spread =
  | {readonly kind: 'linear'}
  /** By powers of ten; what is 0 or below has no place. */
  | {readonly kind: 'log'}
  /** By powers of ten beyond a threshold on either side of 0, evenly within it. */
  | {readonly kind: 'symlog'; readonly threshold: number};

export const linear: Spread = {kind: 'linear'};

/** How a figure is drawn; undefined where the user does not say. */
export interface Frame {
  readonly spread: Spread;
  /** How curves are drawn; undefined for the usual way. */
  readonly marks: Marks | undefined;
  /** The columns of the whole drawing. */
  readonly columns: number | undefined;
  /** The rows of a panel. */
  readonly height: number | undefined;
  /** The ends of the y axis. */
  readonly ymin: number | undefined;
  readonly ymax: number | undefined;
}

/** A curve of a subject: the text that names it, with parameters that are not in it. */
export interface SubjectCurve {
  readonly text: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** What a figure shows, in words and numbers alone: a page draws it anew. */
export interface Subject {
  readonly curves: readonly SubjectCurve[];
  /** `-6:6` */
  readonly range: string;
  /** The samples that the user asked for. */
  readonly points: number | undefined;
  readonly line: SpaceLine | undefined;
  readonly show: readonly Quantity[];
  readonly threshold: number;
  readonly hasRegions: boolean;
  /** The number format; undefined for float64. */
  readonly dtype: string | undefined;
  /** The number format in which gradients may underflow. */
  readonly underflow: string | undefined;
  readonly saturate: boolean;
  readonly parametersInDtype: boolean;
  readonly title: string | undefined;
}

/** How numbers of a format stand in a sentence for people: rounded, unless different ones then look the same. */
export type Written = (values: readonly number[], format?: NumberFormat) => readonly string[];

/** A row of a table for people: its name, and a cell for each column. */
export interface NamedRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** An answer in a sentence or a few, and below them the rows that are worth a look, and notes. */
export interface AnswerWithRows {
  readonly verdict: (written: Written) => readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly NamedRow[];
  readonly notes: readonly string[];
}

/** A figure of several activations: a cell for each. */
export interface ComparedFigure extends NamedRow {
  /** Which cells are the best; none where no direction is better, or where it is not known. */
  readonly best: readonly boolean[];
}

/** What is told of pairs, as cells of columns. */
interface PairRows {
  readonly columns: readonly Column[];
  readonly pairs: readonly {readonly of: readonly [number, number]; readonly cells: readonly Cell[]}[];
}

/** A comparison for people. Activations are known by their index. */
export interface SideBySide {
  /** What decides, in sentences. */
  readonly verdict: readonly string[];
  readonly labels: readonly string[];
  readonly figures: readonly ComparedFigure[];
  /** The largest differences of pairs within the groups. */
  readonly differences: PairRows;
  /** Of pairs whose values differ infinitely, those of the gradients that are finite. */
  readonly slopes: PairRows;
  /** Groups, any two of which differ infinitely; none if there is but one. */
  readonly apart: readonly (readonly number[])[];
  readonly notes: readonly string[];
}

/** Shares from 0 to 1 along the units of a layer, a row for each kind of zone. */
export interface UnitImage {
  readonly title: string;
  readonly rows: readonly {readonly kind: Mark; readonly shares: Float64Array}[];
}

/** A part of a document for people. */
export type DocumentPart =
  /** What decides, with its rows and notes. */
  | {readonly kind: 'answer'; readonly answer: AnswerWithRows}
  /** What decides. */
  | {readonly kind: 'sentences'; readonly sentences: readonly string[]}
  | {
      readonly kind: 'rows';
      readonly title?: string;
      readonly columns: readonly Column[];
      readonly rows: readonly NamedRow[];
      /** Whether the names are phrases, which go on in the next line where the name of a thing would be shortened. */
      readonly namesArePhrases?: boolean;
      /** All rows, where these are some of them: a page has room for more. */
      readonly allRows?: () => readonly NamedRow[];
      /** What is said below those that are some. */
      readonly note?: string;
    }
  | {readonly kind: 'figure'; readonly figure: Figure}
  | {readonly kind: 'image'; readonly image: UnitImage}
  | {readonly kind: 'notes'; readonly notes: readonly string[]};

/** A form of the output that in some formats reads better than rows. */
export type View =
  /** A figure, and perhaps the essentials of cards below it. */
  | {
      readonly kind: 'figure';
      readonly figure: Figure;
      readonly frame: Frame;
      readonly subject: Subject;
      readonly cards?: readonly Card[];
    }
  | {readonly kind: 'cards'; readonly cards: readonly Card[]}
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'catalogue'; readonly entries: readonly CatalogueEntry[]}
  /** The regions, each as one interval. */
  | {readonly kind: 'intervals'; readonly table: Table}
  | {readonly kind: 'verdict'; readonly answer: AnswerWithRows}
  /** Sentences, tables and pictures below each other, made only where they are shown: machines get the rows. */
  | {readonly kind: 'document'; readonly title: string; readonly parts: () => readonly DocumentPart[]}
  /** The figures of a comparison, and below them a row for each pair, as tables for documents. */
  | {readonly kind: 'comparison'; readonly sideBySide: SideBySide; readonly tables: readonly Table[]};

/** All that a command shows. */
export interface Output {
  readonly table: Table;
  readonly view?: View;
}
