/** The interval over which expectations are integrated, and those that do not converge. */

import type {Normal} from './normal.ts';

/** Beyond, the density underflows: an expectation that lives there counts as infinite. */
const furthest = 38.5;
/** Integrands below this share of their peak are left out. */
const negligible = 1e-22;
/** How far apart the integrands are sampled, in standard deviations. */
const step = 1 / 8;

/** The interval over which to integrate. */
export interface Reach {
  readonly from: number;
  readonly to: number;
  /** The values of E f, E f² and E f′² that do not converge; undefined for those that do. */
  readonly limits: readonly (number | undefined)[];
}

/** Points evenly over everything that counts, ascending. */
export function pointsOfReach({mean, std}: Normal): Float64Array {
  return Float64Array.from({length: 2 * (furthest / step) + 1}, (_, i) => mean + std * (i * step - furthest));
}

/**
 * The interval in which an integrand is not negligible: a function that grows shifts the mass away from the mean. Features
 * are places where an integrand may be large between the points.
 */
export function reachOf(
  weighted: (xs: Float64Array) => readonly Float64Array[],
  features: Float64Array,
  normal: Normal,
): Reach {
  const {mean, std} = normal;
  const points = pointsOfReach(normal);
  const atFeatures = weighted(features);
  // At least as far as the density itself, which is the integrand of E (f - E f)² where f is 0.
  let [from, to] = [-10.5, 10.5];
  const limits = weighted(points).map((integrand, k) => {
    const special = atFeatures[k] as Float64Array; // of the same integrand
    const largest = Math.max(largestOf(integrand), largestOf(special));
    const counts = (value: number) => !(Math.abs(value) <= negligible * largest);
    const places = [
      ...[...integrand].flatMap((value, i) => (counts(value) ? [i * step - furthest] : [])),
      ...[...special].flatMap((value, i) => (counts(value) ? [((features[i] as number) - mean) / std] : [])), // a feature each
    ];
    if (places.length === 0) return undefined;
    from = Math.min(from, Math.min(...places) - step);
    to = Math.max(to, Math.max(...places) + step);
    return divergence(integrand, largest);
  });
  return {from: mean + std * Math.max(from, -furthest), to: mean + std * Math.min(to, furthest), limits};
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Number.isFinite(value) ? Math.abs(value) : 0), 0);
}

/** Undefined for an integrand that fades at both ends; else its infinite integral, or NaN if that cannot be told. */
function divergence(integrand: Float64Array, largest: number): number | undefined {
  const tails = [
    [integrand.at(0), integrand.at(16)],
    [integrand.at(-1), integrand.at(-17)],
  ].flatMap(([outer = Number.NaN, inner = Number.NaN]) => {
    if (Math.abs(outer) <= 1e-14 * largest) return [];
    return Math.abs(outer) >= Math.abs(inner) ? [outer * Number.POSITIVE_INFINITY] : [Number.NaN];
  });
  return tails.length === 0 ? undefined : tails.reduce((sum, tail) => sum + tail);
}
