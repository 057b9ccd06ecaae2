/** Where the gradient of an activation is dead or small. */

import {requireSearchable} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {type Regions, regionsOf} from '../regions/find-regions.ts';
import {type Named, type Parameters, selectionOf} from './activation-function.ts';
import {kinds} from './options.ts';
import {checkedOptions, type SearchOptions} from './search-options.ts';

/** Which gradients `regions` looks for. With a `dtype` its numbers are the ends of regions. */
export interface RegionOptions extends SearchOptions {
  /** For an activation that is named by a text. */
  readonly parameters?: Parameters;
  /** `output`: the gradient that frameworks compute from the rounded output of sigmoid and tanh. */
  readonly backward?: 'output';
  /** Gradients are cut off toward 0 in the dtype instead of rounded: what is below its least number underflows. */
  readonly truncate?: boolean;
}

/**
 * The intervals in which the gradient of a function of one number is dead, underflows, is saturated or weak, ascending;
 * their ends are exact.
 * @throws ActError as `activation` does, for a function of several numbers, an unknown option or dtype, an option of
 *   another kind, and for `backward: 'output'` where no framework does so
 */
export function regions(activation: Named, options: RegionOptions = {}): Regions {
  const {threshold, range, format} = checkedOptions(options, {
    parameters: kinds.parameters,
    backward: kinds.output,
    truncate: kinds.truth,
  });
  if (options.truncate && format === undefined) throw actError('needs', 'truncate', 'dtype');
  const selection = {...selectionOf(activation, options.parameters), patience: options.patience ?? 1};
  requireSearchable([selection]);
  return regionsOf(selection, {
    threshold,
    ...(format && {format}),
    ...(options.truncate && {direction: 'toZero'}),
    ...(range && {range}),
    ...(options.backward && {backward: options.backward}),
  });
}
