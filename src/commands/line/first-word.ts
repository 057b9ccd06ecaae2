/** A word where a command is expected that is none: an activation, or a mistake. */

import {allActivations, findActivation} from '../../activations/registry.ts';
import {formulaIn} from '../../activations/user-formula.ts';
import {commandLineError} from '../../errors/errors.ts';
import {nearest} from '../../formula/spelling.ts';

/** Whether a word is meant as an activation; whether its preset, settings or formula are right is seen later. */
export function namesActivation(word: string): boolean {
  return formulaIn(word) !== undefined || /[:@]/.test(word) || findActivation(word) !== undefined;
}

/** The error for a word that is neither a command nor an activation. */
export function unknownWord(word: string, commands: readonly string[]): Error {
  const activations = allActivations().flatMap(({name, aliases = []}) => [name, ...aliases]);
  return commandLineError('unknownWord', word, nearest(word, [...commands, ...activations]));
}
