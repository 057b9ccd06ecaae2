/** The facts on the card of an activation, before they are worded. */

import type {Packing} from '../activations/packings.ts';
import type {RegionKind} from '../regions/region.ts';
import type {Kink, Point} from '../shape/joints/kinks.ts';
import type {ShapeFacts} from '../shape/shape-facts.ts';

/** A parameter and the value that the card is made for. */
export interface ParameterFact {
  readonly name: string;
  /** A number, or the text of a matrix: `[1;-1]`. */
  readonly value: number | string;
  readonly default: number | string | null;
  /** In interval notation; null for all real numbers. */
  readonly domain: string | null;
  readonly aliases: readonly string[];
  readonly meaning: string | null;
}

/** One of several inputs. */
export interface InputFact {
  readonly name: string;
  readonly meaning: string | null;
}

/** The activation in one framework. */
export interface FrameworkFact {
  readonly framework: string;
  /** The spelling that selects the framework's version: `gelu@jax`. */
  readonly preset: string;
  /** As it is written there: `nn.LeakyReLU`. */
  readonly names: readonly string[];
  /** Defaults that differ from the record's. */
  readonly defaults: Readonly<Record<string, number>>;
  /** The framework's own formula, if it differs. */
  readonly formula: string | null;
  /** The activation that the framework means by the name, if it is another. */
  readonly means: string | null;
  /** One sentence on the difference. */
  readonly note: string | null;
}

/** Where the gradient of an activation is dead, saturated or weak, at one threshold. */
export interface RegionFacts {
  /** |f′| below it is saturated or weak. */
  readonly threshold: number;
  /** The range that was searched if the function oscillates for ever; null for the whole real line. */
  readonly over: readonly [from: number, to: number] | null;
  /** False where the search was given up before every interval was settled. */
  readonly certain: boolean;

  /** Ascending; `unknown` where the search was given up. */
  readonly intervals: readonly {
    readonly region: RegionKind | 'unknown';
    readonly from: number;
    readonly to: number;
    readonly fromClosed: boolean;
    readonly toClosed: boolean;
  }[];
}

/** Ulps of the value and of the gradient: for |x| <= 10, and over all other doubles. */
export interface FastFacts {
  readonly ordinary: readonly [value: number, gradient: number];
  readonly extreme: readonly [value: number, gradient: number];
}

/** The most numbers, names and operators of a derivative that is written out. */
export const longestDerivative = 10_000;

/** Value and gradient at -Infinity and at Infinity. */
export interface Limits {
  readonly left: Point;
  readonly right: Point;
  /** Whether NaN means that there is no limit; else one may exist that is not known. */
  readonly certain: boolean;
}

/** Everything known about one activation; null where something does not apply. */
export interface Card {
  /** The shortest text that names it: `elu:alpha=0.5`. */
  readonly label: string;
  /** The name of its record; null for a formula of the user's. */
  readonly name: string | null;
  readonly family: string | null;
  readonly aliases: readonly string[];
  readonly formula: string;
  /** The same function as textbooks write it. */
  readonly textbook: string | null;
  /** Of a function of several numbers, in order; not there for others. */
  readonly inputs?: readonly InputFact[];
  /** A formula; over vectors one for each coordinate, a line each. Null if it is too long to be written. */
  readonly derivative: string | null;
  readonly parameters: readonly ParameterFact[];
  /** The values that f takes, at these parameters, in interval notation. */
  readonly range: string | null;
  /** At -Infinity and Infinity. As the next ones, null for a function of several numbers. */
  readonly limits: Limits | null;
  /** At 0. */
  readonly origin: Point | null;
  /** Ascending. */
  readonly kinks: readonly Kink[] | null;
  readonly shape: ShapeFacts | null;
  readonly regions: RegionFacts | null;
  /** 1/sqrt(E f²) and 1/sqrt(E f′²) for x ~ N(0, 1). If not certain, a narrow extremum may have been missed. */
  readonly gains: {readonly forward: number; readonly backward: number; readonly certain: boolean} | null;
  /** The errors of plain doubles, which are measured at the default parameters only. */
  readonly fast: FastFacts | null;
  readonly frameworks: readonly FrameworkFact[];
  /** Of a gated unit: where libraries and models keep its two halves; not there for others. */
  readonly packings?: readonly Packing[];
  readonly paper: {readonly by: string; readonly title: string; readonly link: string | null} | null;
  /** The name of a record that is the same function under another name. */
  readonly sameAs: string | null;
  readonly note: string | null;
}
