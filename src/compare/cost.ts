/** The measured cost of an activation: no two runs agree to the last digit. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {compile} from '../formula/compile.ts';

const count = 4096;
const rounds = 9;

/**
 * Nanoseconds for one value and its gradient in plain doubles: for each selection the least of several runs over inputs
 * between -4 and 4. `now` is a clock in milliseconds. The selections take turns, so that a busy moment hits them all.
 */
export function costsOf(selections: readonly Selection[], now: () => number): readonly number[] {
  // Not in order, so that branches are as hard to predict as with real inputs.
  const inputs = Float64Array.from({length: count}, (_, i) => ((i * 2654435761) % 4096) / 512 - 4);
  const outputs = [new Float64Array(count), new Float64Array(count)];
  const fills = selections.map((selection) => {
    const {doubles, parameters} = selection;
    const roots = [doubles.value ?? selection.value, doubles.gradient ?? gradientOf(selection, 'x')];
    return compile({roots, inputs: selection.inputs, parameters});
  });
  const least = fills.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round += 1) {
    fills.forEach((fill, k) => {
      const start = now();
      for (let i = 0; i < 4; i += 1) fill([inputs], outputs, count, () => {});
      least[k] = Math.min(least[k] as number, ((now() - start) * 1e6) / (4 * count)); // one for each selection
    });
  }
  return least;
}
