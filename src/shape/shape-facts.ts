/** The shape of an activation as plain facts, for a card and for programs. */

import type {Monotonicity, OutputSign, Shape, Smoothness} from './shape.ts';
import type {Symmetry} from './symmetry.ts';

/** The course of f, over the real line or, where it oscillates for ever, over a part of it. */
export interface ShapeFacts {
  /** The part of the real line; all of it where null. */
  readonly over: readonly [from: number, to: number] | null;
  readonly monotonicity: Monotonicity;
  readonly smoothness: Smoothness;
  readonly outputSign: OutputSign;
  readonly symmetry: Symmetry;
  /** Those that f takes, ascending; a plateau reaches from one double to another. */
  readonly extrema: readonly {
    readonly kind: 'minimum' | 'maximum';
    readonly from: number;
    readonly to: number;
    readonly value: number;
  }[];
  /** The largest |f′|; at an infinite place a limit. */
  readonly steepest: {readonly gradient: number; readonly x: number};
  /**
   * Whether the search covered all of it; docs/formulas.md names what is taken for true without a proof. If not, there may
   * be more extrema, a wider range and a steeper slope.
   */
  readonly certain: boolean;
}

/** The extrema that f takes, without the limits at its jumps. */
export function takenOf({extrema}: Pick<Shape, 'extrema'>): Shape['extrema'] {
  return extrema.filter(({isLimit}) => !isLimit);
}

/** What of a shape is a fact about f, without the means by which it was found. */
export function shapeFacts(shape: Shape): ShapeFacts {
  const {span, steepest, monotonicity, smoothness, sign, symmetry, certain} = shape;
  return {
    over: Number.isFinite(span.from) || Number.isFinite(span.to) ? [span.from, span.to] : null,
    monotonicity,
    smoothness,
    outputSign: sign,
    symmetry,
    extrema: takenOf(shape).map(({kind, from, to, value}) => ({kind, from, to, value})),
    steepest: {gradient: steepest.value, x: steepest.x},
    certain,
  };
}
