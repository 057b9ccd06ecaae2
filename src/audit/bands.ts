/** The zones of an activation as bands: every double belongs to one, which a few comparisons tell. */

import {nextDouble} from '../exact/doubles.ts';
import type {Interval} from './zeros.ts';
import {holds, type ZoneKind, type Zones} from './zones.ts';

/** Neighbouring half-open intervals that cover the doubles: band i begins at `edges[i - 1]` and ends before `edges[i]`. */
export interface Bands {
  readonly edges: Float64Array;
  /** The kind of each band; there is one more than there are edges. */
  readonly kinds: readonly (ZoneKind | 'healthy')[];
  /** Whether the output is exactly 0 there. */
  readonly isZero: readonly boolean[];
}

/** The bands of the zones and the zeros together. */
export function bandsOf({zones, zeros}: Pick<Zones, 'zones' | 'zeros'>): Bands {
  const cuts = [...zones, ...zeros].flatMap((interval) => [firstIn(interval), firstAfter(interval)]);
  const edges = [...new Set(cuts)].filter(Number.isFinite).sort((a, b) => a - b);
  const starts = [-Number.MAX_VALUE, ...edges];
  return {
    edges: Float64Array.from(edges),
    kinds: starts.map((x) => zones.find((zone) => holds(zone, x))?.kind ?? 'healthy'),
    isZero: starts.map((x) => zeros.some((zero) => holds(zero, x))),
  };
}

function firstIn({from, fromClosed}: Interval): number {
  return fromClosed ? from : nextDouble(from);
}

function firstAfter({to, toClosed}: Interval): number {
  if (!toClosed) return to;
  return to === Number.MAX_VALUE ? Number.POSITIVE_INFINITY : nextDouble(to);
}
