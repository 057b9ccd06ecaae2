/** What a card says of an activation: facts, before anyone words them. */

import type {RegionKind} from '../regions/region.ts';
import type {Kink, Point} from '../shape/kinks.ts';
import type {ShapeFacts} from '../shape/shape-facts.ts';

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
    readonly region: RegionKind;
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
