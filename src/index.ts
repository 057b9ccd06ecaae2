/** The library: the evaluator of the command line without the terminal. Importing it does nothing else. */

export type {Card, FrameworkFact, ParameterFact} from './card/card-facts.ts';
export {ActError, type ErrorCode} from './errors.ts';
export {
  type ActivationFunction,
  activation,
  type Evaluated,
  type EvaluateOptions,
  evaluate,
  type Parameters,
  type Place,
  type RegionOptions,
  regions,
} from './library/functions.ts';
export type {Regions} from './regions/find-regions.ts';
export type {Region, RegionKind} from './regions/region.ts';
export type {Choice, Kink, Point} from './shape/kinks.ts';
