/** Every activation as a function of one number: of those that take several a slice. */

import type {Activation} from '../../src/activations/activation.ts';
import {activationNamed, allActivations} from '../../src/activations/registry.ts';

/** A text that names the activation, with all inputs but the first fixed: `swiglu:u=0.5`, which is what the vectors have. */
export function slice({name, inputs, counts}: Pick<Activation, 'name' | 'inputs' | 'counts'>): string {
  if (counts !== undefined) return `${name}:size=2,x2=0.5`;
  const fixed = Object.keys(inputs ?? {}).slice(1);
  return fixed.length === 0 ? name : `${name}:${fixed.map((each) => `${each}=0.5`).join()}`;
}

export function sliceNamed(name: string): string {
  return slice(activationNamed(name));
}

/** All of them, maxout with its default pieces. */
export const ofOneNumber: readonly string[] = allActivations().map(slice);

/** Those whose formula depends on no size. */
export const ofOneFormula: readonly string[] = allActivations()
  .filter(({expand}) => expand === undefined)
  .map(slice);
