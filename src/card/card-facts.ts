/** The facts on the card of an activation, before they are worded. */

import type {RegionKind} from '../regions/region.ts';
import type {Kink, Point} from '../shape/kinks.ts';
import type {Monotonicity, OutputSign, Smoothness, Symmetry} from '../shape/shape.ts';

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

/** The activation in one framework. */
export interface FrameworkFact {
  readonly framework: string;
  /** The spelling that selects the framework's version: `gelu@jax`. */
  readonly preset: string;
  readonly names: readonly string[];
  /** Defaults that differ from the record's. */
  readonly defaults: Readonly<Record<string, number>>;
  /** The framework's own formula, if it differs. */
  readonly formula: string | null;
  /** The activation that the framework means by the name, if it is another. */
  readonly means: string | null;
  readonly note: string | null;
}

/** Where the gradient of an activation is dead, saturated or weak, at one threshold. */
export interface RegionFacts {
  readonly threshold: number;
  /** The range that was searched if the function oscillates for ever; null for the whole real line. */
  readonly over: readonly [from: number, to: number] | null;
  readonly certain: boolean;
  readonly intervals: readonly {
    readonly region: RegionKind;
    readonly from: number;
    readonly to: number;
    readonly fromClosed: boolean;
    readonly toClosed: boolean;
  }[];
}

/** The course of f. */
export interface ShapeFacts {
  /** The range that is described if the function oscillates for ever; null for the whole real line. */
  readonly over: readonly [from: number, to: number] | null;
  readonly monotonicity: Monotonicity;
  readonly smoothness: Smoothness;
  readonly outputSign: OutputSign;
  readonly symmetry: Symmetry;
  readonly extrema: readonly {
    readonly kind: 'minimum' | 'maximum';
    readonly from: number;
    readonly to: number;
    readonly value: number;
  }[];
  /** The largest |f′|; at an infinite x a limit. */
  readonly steepest: {readonly gradient: number; readonly x: number};
}

/** The largest errors of value and gradient in ulps: for |x| <= 10, and over all other doubles. */
export interface FastFacts {
  readonly ordinary: readonly [value: number, gradient: number];
  readonly extreme: readonly [value: number, gradient: number];
}

/** Everything known about one activation; null where something does not apply. */
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
  /** At x = 0; null for a function of several numbers. */
  readonly origin: Point | null;
  readonly kinks: readonly Kink[] | null;
  readonly shape: ShapeFacts | null;
  readonly regions: RegionFacts | null;
  /** 1/sqrt(E f²) and 1/sqrt(E f′²) for x ~ N(0, 1). */
  readonly gains: {readonly forward: number; readonly backward: number} | null;
  /** The errors of plain doubles, which are measured at the default parameters only. */
  readonly fast: FastFacts | null;
  readonly frameworks: readonly FrameworkFact[];
  readonly paper: {readonly by: string; readonly title: string; readonly link: string | null} | null;
  readonly sameAs: string | null;
  readonly note: string | null;
}
