/**
 * The library: the evaluator of the command line without the terminal. Importing it does nothing else, and a bundler
 * takes of it only what is used.
 */

export type {Packing} from './activations/packings.ts';
export type {
  Card,
  FastFacts,
  FrameworkFact,
  InputFact,
  Limits,
  ParameterFact,
  RegionFacts,
} from './card/card-facts.ts';
export type {Cost, Parity, Shares} from './compare/comparison.ts';
export type {Difference} from './compare/differences.ts';
export {ActError, type ErrorCode} from './errors/errors.ts';
export {activation} from './library/activation.ts';
export type {ActivationFunction, Named, Parameters, Place} from './library/activation-function.ts';
export {card} from './library/card.ts';
export {
  type ComparedActivation,
  type ComparedPair,
  type CompareOptions,
  type Comparison,
  compare,
} from './library/compare.ts';
export {
  type Evaluated,
  type EvaluatedByInput,
  type EvaluateOptions,
  evaluate,
  type InputColumns,
} from './library/evaluate.ts';
export {type RegionOptions, regions} from './library/regions.ts';
export type {SearchOptions} from './library/search-options.ts';
export type {Moments} from './moments/moments.ts';
export type {Regions, UnknownInterval} from './regions/find-regions.ts';
export type {Region, RegionKind} from './regions/region.ts';
export type {Choice, Kink, Point} from './shape/joints/kinks.ts';
export type {Level} from './shape/largest.ts';
export type {Monotonicity, OutputSign, Smoothness} from './shape/shape.ts';
export type {ShapeFacts} from './shape/shape-facts.ts';
export type {Symmetry} from './shape/symmetry.ts';
