/** The library: the evaluator of the command line without the terminal. Importing it does nothing else. */

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
} from './analysis/functions.ts';
export type {Region, RegionKind} from './analysis/region.ts';
export type {Regions} from './analysis/regions.ts';
export type {Card, Choice, FrameworkFact, Kink, ParameterFact, Point} from './analysis/report.ts';
export {ActError, type ErrorCode} from './errors.ts';
