/** Regions among the numbers of a format, whose ends are such numbers. */

import {nextDouble} from '../exact/doubles.ts';
import {numbersAround} from '../exact/neighbours.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import type {Region} from './region.ts';

/**
 * The same regions among the numbers of a format: an end is the last of them inside, or an open one itself. One without
 * any is left out. A number alone at which f′ is exactly 0 does not underflow: it belongs to the region beside it.
 */
export function regionsInFormat(
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
    low.closed ? low.x : numbersAround(nextDouble(low.x), format).above,
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
  return left.toClosed && right.fromClosed && numbersAround(nextDouble(left.to), format).above === right.from;
}
