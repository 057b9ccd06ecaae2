import type {Selection} from '../../activations/selection.ts';
import type {Note} from '../../report/notes.ts';
import type {Call} from '../command.ts';
import {threshold} from '../options.ts';

/** `--threshold` is that of gradients; an activation that has a parameter of this name may have been meant. */
export function thresholdNotes(call: Call, selections: readonly Selection[]): readonly Note[] {
  const owner = selections.find(({parameters}) => parameters.has(threshold.name));
  if (owner === undefined || !call.isGiven(threshold)) return [];
  return [{code: 'thresholdOfGradients', name: owner.label, threshold: call.option(threshold)}];
}
