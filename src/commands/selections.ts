import {type Selection, select} from '../activations/selection.ts';
import type {Call} from './command.ts';

/** The activations that a call names, with the parameters that its flags set; the last of two equal flags counts. */
export function selectionsOf(call: Call): readonly Selection[] {
  const flags = new Map(call.parameters.map(({name, text}) => [name, text]));
  return select(call.arguments, flags, [...call.options, {name: 'help'}]);
}
