/**
 * Steps of f that a quadrature would miss. Between two extrema f is monotone: nothing is hidden there but a step, and f′
 * at the nodes of a cell then falls short of the change of f from one end of the cell to the other.
 */

import type {Evaluate} from '../evaluation/evaluate.ts';
import {nextDouble} from '../exact/doubles.ts';
import type {Joint} from '../shape/joints/joints.ts';
import {type Cell, type Misses, rule} from './quadrature.ts';

export interface StepsRequest {
  readonly evaluate: Evaluate;
  readonly joints: readonly Joint[];
  /** The largest |f′|. */
  readonly steepest: number;
  /** The density of the input. */
  readonly densityAt: (xs: Float64Array) => Float64Array;
}

/** A step may change E f′² by this share. */
const share = 1e-11;

/** The steps missed, times the density; the integrands are those of E f, E f² and E f′², and f′ itself comes after them. */
export function stepsMissed({evaluate, joints, steepest, densityAt}: StepsRequest): Misses {
  const jointAt = new Map(joints.map((joint) => [joint.x, joint]));
  const valuesAt = (xs: Float64Array): Float64Array => evaluate([xs], xs.length)[0] as Float64Array; // f comes first
  /** f at one end of each cell: beside a joint, or a place without a finite value, at the next double inside. */
  const valuesAtEnds = (cells: readonly Cell[], end: 'from' | 'to'): Float64Array => {
    const [side, step] = end === 'from' ? (['above', 1n] as const) : (['below', -1n] as const);
    const values = valuesAt(Float64Array.from(cells, (cell) => jointAt.get(cell[end])?.[side] ?? cell[end]));
    return values.map((value, i) => {
      if (Number.isFinite(value)) return value;
      return valuesAt(Float64Array.of(nextDouble(cells[i]?.[end] as number, step)))[0] as number; // one for each cell
    });
  };
  const weights = Float64Array.from(rule(), ({kronrod}) => kronrod);
  const missesOf: Misses['missesOf'] = (cells, samples) => {
    const slopes = samples[3] as Float64Array; // after three integrands
    const [first, last] = [valuesAtEnds(cells, 'from'), valuesAtEnds(cells, 'to')];
    const densities = densityAt(Float64Array.from(cells, ({from, to}) => from + (to - from) / 2));
    return cells.map(({from, to}, i) => {
      const [a, b] = [first[i] as number, last[i] as number]; // a value for each cell
      let [change, largest] = [0, 0];
      for (let j = 0; j < 21; j += 1) {
        const slope = slopes[21 * i + j] as number; // 21 slopes for each cell
        change += ((to - from) / 2) * (weights[j] as number) * slope; // as many weights
        largest = Math.max(largest, Math.abs(slope));
      }
      const size = Math.max(Math.abs(from), Math.abs(to));
      // That of f, and that of the places where f and f′ are sampled.
      const rounding = 2 ** -46 * (Math.abs(a) + Math.abs(b)) + 2 ** -50 * largest * size;
      const step = Math.max(0, Math.abs(b - a - change) - rounding);
      // NaN where f has no value: there is nothing to miss.
      return step * (densities[i] as number) || 0; // a density for each cell
    });
  };
  return {
    integrands: 3,
    missesOf,
    allowed: (integrals) => stepChanging(integrals[2]?.value ?? 0, {share, steepest}), // that of E f′²
  };
}

/**
 * How large a step, times the density, has to be to change E f′² by a share of it: a step of size h has the part h sup|f′|
 * of it at most. Where f′ is unbounded, a share of the size of f′.
 */
export function stepChanging(
  gradientSquare: number,
  {share, steepest}: {readonly share: number; readonly steepest: number},
): number {
  const isBounded = Number.isFinite(steepest) && steepest > 0;
  return share * (isBounded ? gradientSquare / steepest : Math.sqrt(gradientSquare));
}
