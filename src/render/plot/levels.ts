/** The values at which curves are flat: constant pieces, and what they come near to at the ends of the axis. */

import type {Curve, Piece} from '../../report/output.ts';
import {partsOf} from './parts.ts';

/** A curve is flat at an end if it changes by so small a part of the height, within this part of the axis. */
const flat = 1 / 200;
const outer = 1 / 12;
/** A constant piece takes at least this part of the axis. */
const longest = 1 / 8;
/** Levels closer together than this part of the height are one. */
const apart = 1 / 200;
/** More levels have no room. */
const most = 6;

export function levelsOf(
  curves: readonly Curve[],
  {low, high}: {readonly low: number; readonly high: number},
): readonly number[] {
  const height = high - low;
  const found = curves.flatMap((curve) => {
    const {pieces} = partsOf(curve);
    return [...endLevels(pieces, height), ...pieces.flatMap(constantsOf)];
  });
  const inside = found.filter((level) => level >= low && level <= high);
  return inside
    .filter((level, i) => inside.findIndex((other) => Math.abs(other - level) < apart * height) === i)
    .slice(0, most);
}

/** The outermost values of pieces that reach an end of the axis and are flat there. */
function endLevels(pieces: readonly Piece[], height: number): readonly number[] {
  const isFlat = (values: Float64Array): boolean => Math.max(...values) - Math.min(...values) <= flat * height;
  return pieces.flatMap(({shares, values}) => {
    const [first = 1, last = 0] = [shares[0], shares.at(-1)];
    const start = values.subarray(0, shares.findIndex((share) => share >= outer) + 1);
    const end = values.subarray(shares.findIndex((share) => share >= 1 - outer));
    return [
      ...(first <= 0 && last >= outer && isFlat(start) ? [values[0] as number] : []), // a piece has values
      ...(last >= 1 && first <= 1 - outer && isFlat(end) ? [values.at(-1) as number] : []), // as above
    ];
  });
}

/** The values of long runs of samples that are the same. */
function constantsOf({shares, values}: Piece): readonly number[] {
  const found: number[] = [];
  for (let first = 0, end = 0; first < values.length; first = end) {
    while (end < values.length && values[end] === values[first]) end += 1;
    if ((shares[end - 1] ?? 0) - (shares[first] ?? 0) >= longest) found.push(values[first] as number); // below the length
  }
  return found;
}
