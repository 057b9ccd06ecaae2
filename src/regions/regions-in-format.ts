/** Regions whose ends are numbers of a format. */

import {nextDouble} from '../exact/doubles.ts';
import {numbersAround} from '../exact/neighbours.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import type {Region} from './region.ts';

/**
 * The same regions with each end moved inwards to a number of the format; an end that is one stays, open or closed. A
 * region without any such number is left out. A single number at which f′ is exactly 0 does not underflow: it joins a
 * region beside it.
 */
export function regionsInFormat(
  regions: readonly Region[],
  format: NumberFormat,
  slopeSign: (x: number) => number,
): readonly Region[] {
  const snapped = regions.flatMap((region) => snap(region, format));
  const renamed = snapped.flatMap((region, i) => {
    if (region.kind !== 'underflow' || region.from !== region.to || slopeSign(region.from) !== 0) return [region];
    const [before, next] = [snapped[i - 1], snapped[i + 1]];
    if (before !== undefined && meet(before, region, format)) return [{...region, kind: before.kind}];
    return next !== undefined && meet(region, next, format) ? [{...region, kind: next.kind}] : [];
  });
  return joined(renamed, format);
}

/** A region with its ends moved to numbers of the format; nothing if it holds none. */
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

/** The regions, those of one kind joined where no number of the format lies between them. */
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
