/** The numbers of a format around a real number. */

import {numberAt, placeOf} from './bit-patterns.ts';
import {type NumberFormat, roundDouble} from './number-format.ts';

/** The largest number of the format <= x and its smallest >= x; both are x where x is one of them, or not finite. */
export function numbersAround(x: number, format: NumberFormat): {readonly below: number; readonly above: number} {
  // Saturated: beyond the largest number a format without infinities would round to NaN.
  const nearest = roundDouble(x, format, 'saturate') + 0; // no -0
  if (nearest === x || !Number.isFinite(x)) return {below: x, above: x};
  if (nearest < x) return {below: nearest, above: neighbour(nearest, format, 1n)};
  return {below: neighbour(nearest, format, -1n), above: nearest};
}

/** The next number of the format above or below one of them; infinity beyond the largest. */
function neighbour(value: number, format: NumberFormat, step: 1n | -1n): number {
  const size = placeOf(Math.abs(value), format);
  const place = (value < 0 ? -size : size) + step;
  return place < 0n ? -numberAt(-place, format) : numberAt(place, format);
}
