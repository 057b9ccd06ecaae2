/** The samples among which features of a function are sought, before any is made exact. */

import type {Joint} from '../shape/joints/joints.ts';
import type {Span} from '../shape/span.ts';

/** Made when it is first asked for: what is computed while a module loads, a bundler keeps, used or not. */
let grid: Float64Array | undefined;

/** Places 1/128 apart up to 20, a quarter of an octave up to 2^20, an octave further out; and some tiny ones. */
function createGrid(): Float64Array {
  const near = Array.from({length: 128 * 20}, (_, i) => i / 128);
  const middle = Array.from({length: 4 * 60}, (_, i) => 2 ** (-40 + i / 4));
  const far = Array.from({length: 1004}, (_, i) => 2 ** (20 + i));
  const tiny = [2 ** -1074, 2 ** -1022, 2 ** -600, 2 ** -300, 2 ** -100];
  const sizes = Float64Array.of(...near, ...middle, ...far, ...tiny, Number.MAX_VALUE);
  return joined(
    sizes.map((size) => 0 - size),
    sizes,
  );
}

/** Samples from one end of a span to the other, ascending, closest together near 0 and near the joints. */
export function searchGrid({from, to}: Span, joints: readonly Joint[]): Float64Array {
  // More joints than these are close enough together to serve as the samples themselves.
  const finer = joints.length > 24 ? [] : Array.from({length: 20}, (_, k) => 2 ** (-8 - 2 * k));
  const places = joints.flatMap(({x, below, above}) => [below, x, above, ...finer.flatMap((d) => [x - d, x + d])]);
  const more = [...places, from, to].filter(Number.isFinite).map((x) => x + 0); // no -0
  grid ??= createGrid();
  return joined(grid, Float64Array.from(more)).filter((x) => from <= x && x <= to);
}

/** The numbers of both, ascending, each once. */
function joined(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  all.sort();
  return all.filter((x, i) => x !== all[i - 1]);
}

/** How many crests are looked at closely. */
const mostCrests = 3;

/** The indices of the largest samples that no neighbour exceeds, the largest first. */
export function crestsOf(sizes: Float64Array): readonly number[] {
  const crests: number[] = [];
  for (let i = 0; i < sizes.length; i += 1) {
    const size = sizes[i] as number; // i is below the length
    if (!(size > 0) || (sizes[i - 1] ?? 0) > size || (sizes[i + 1] ?? 0) > size) continue;
    // The first of equal neighbours stands for all.
    if (size === sizes[i - 1]) continue;
    const place = crests.findIndex((other) => (sizes[other] as number) < size); // an index of a sample
    crests.splice(place < 0 ? crests.length : place, 0, i);
    if (crests.length > mostCrests) crests.pop();
  }
  return crests;
}
