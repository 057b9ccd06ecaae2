/** An interval as mathematics writes it. */

import {exactNumber} from '../formula/number-text.ts';
import type {Region} from '../regions/region.ts';

/** `(-Infinity, 0]`; a single number is `[1, 1]`. Every digit is shown unless `number` says otherwise. */
export function intervalText(
  {from, to, fromClosed, toClosed}: Omit<Region, 'kind'>,
  number: (value: number) => string = exactNumber,
): string {
  return `${fromClosed ? '[' : '('}${number(from)}, ${number(to)}${toClosed ? ']' : ')'}`;
}
