/** One region: an interval of the real line, or of the numbers of a format. */

import type {NumberFormat} from '../exact/format.ts';
import {numbersAround} from './neighbours.ts';
import {double, ordinal} from './pieces.ts';

/**
 * `dead`: f′ is exactly 0 on the whole interval. `underflow`: it is not, but its correctly rounded value in the format
 * is. `saturated`: 0 < |f′| < threshold in a tail in which f tends to a finite limit. `weak`: the same anywhere else.
 */
export type RegionKind = 'dead' | 'underflow' | 'saturated' | 'weak';

/**
 * A maximal interval. A closed end belongs to it, and the next double (or number of the format) outside does not; an
 * open end does not belong to it, but every real number just inside does.
 */
export interface Region {
  readonly kind: RegionKind;
  readonly from: number;
  readonly to: number;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
}

/** The kind of the region that holds x, if one does. */
export function regionAt(regions: readonly Region[], x: number): RegionKind | undefined {
  const holds = ({from, to, fromClosed, toClosed}: Region): boolean =>
    (fromClosed || from === Number.NEGATIVE_INFINITY ? x >= from : x > from) &&
    (toClosed || to === Number.POSITIVE_INFINITY ? x <= to : x < to);
  return regions.find(holds)?.kind;
}

/**
 * The same regions among the numbers of a format: an end is the last of them inside, or an open one itself. One without
 * any is left out. A number alone at which f′ is exactly 0 does not underflow: it belongs to the region beside it.
 */
export function snapped(
  regions: readonly Region[],
  format: NumberFormat,
  slopeSign: (x: number) => number,
): readonly Region[] {
  const found = regions.flatMap((region) => snap(region, format));
  const told = found.flatMap((region, i) => {
    if (region.kind !== 'underflow' || region.from !== region.to || slopeSign(region.from) !== 0) return [region];
    const [before, next] = [found[i - 1], found[i + 1]];
    if (before !== undefined && meet(before, region, format)) return [{...region, kind: before.kind}];
    return next !== undefined && meet(region, next, format) ? [{...region, kind: next.kind}] : [];
  });
  return joined(told, format);
}

function snap(region: Region, format: NumberFormat): readonly Region[] {
  const inside = (x: number, closed: boolean, side: 'below' | 'above'): {x: number; closed: boolean} => {
    const exact = numbersAround(x, format);
    if (!Number.isFinite(x) || exact.below === exact.above) return {x, closed};
    return {x: exact[side], closed: true};
  };
  const [low, high] = [inside(region.from, region.fromClosed, 'above'), inside(region.to, region.toClosed, 'below')];
  const [first, last] = [
    low.closed ? low.x : numbersAround(nextDouble(low.x, 1n), format).above,
    high.closed ? high.x : numbersAround(nextDouble(high.x, -1n), format).below,
  ];
  if (first > last) return [];
  return [{kind: region.kind, from: low.x, to: high.x, fromClosed: low.closed, toClosed: high.closed}];
}

/** Neighbours of one kind are one region where no number of the format lies between them. */
function joined(regions: readonly Region[], format: NumberFormat): readonly Region[] {
  const joint: Region[] = [];
  for (const region of regions) {
    const last = joint.at(-1);
    if (last !== undefined && last.kind === region.kind && meet(last, region, format))
      joint[joint.length - 1] = {...last, to: region.to, toClosed: region.toClosed};
    else joint.push(region);
  }
  return joint;
}

/** Whether no number of the format lies between two regions. */
function meet(left: Region, right: Region, format: NumberFormat): boolean {
  return left.toClosed && right.fromClosed && numbersAround(nextDouble(left.to, 1n), format).above === right.from;
}

/** The double so many steps further; of the outermost and of infinity itself. */
export function nextDouble(x: number, step: bigint): number {
  const found = Number.isFinite(x) ? double(ordinal(x) + step) : x;
  return Number.isFinite(found) ? found : x;
}

/** The part of a region within a range. */
export function clip(region: Region, [from, to]: readonly [number, number]): readonly Region[] {
  const low = region.from < from ? {from, fromClosed: true} : {};
  const high = region.to > to ? {to, toClosed: true} : {};
  const part = {...region, ...low, ...high};
  return part.from < part.to || (part.from === part.to && part.fromClosed && part.toClosed) ? [part] : [];
}
