/** Columns picked by name or number. */

import {commandLineError} from '../errors/errors.ts';
import {float64} from '../exact/number-format.ts';
import {digitsOf, type Reading, shown} from './cells.ts';
import type {Heading, Wanted} from './columns.ts';

/** Whether a key is the number of a column, from 1. */
export function isIndex(key: string): boolean {
  return /^[1-9]\d*$/.test(key);
}

/**
 * The indexes of the wanted columns. A key is first looked up as a name, since a column may be called `2`.
 * @throws ActError if a column does not exist, if its name is not unique, or if the only one is one of several
 */
export function pickColumns(heading: Heading, wanted: Wanted): readonly number[] {
  const {header, width} = heading;
  if (wanted.columns === 'only') {
    if (width > 1) throw commandLineError('inputColumns', wanted.name, width, header?.map(shown));
    return [0];
  }
  if (wanted.columns === 'all') return Array.from({length: width}, (_, index) => index);
  const keys = typeof wanted.columns === 'function' ? wanted.columns(heading) : wanted.columns;
  return keys.map((key) => {
    const index = header?.indexOf(key) ?? -1;
    if (index >= 0) {
      if (header?.lastIndexOf(key) !== index)
        throw commandLineError('inputColumnTwice', wanted.name, shown(key), width);
      return index;
    }
    if (isIndex(key) && Number(key) <= width) return Number(key) - 1;
    throw commandLineError('inputColumn', wanted.name, shown(key), width, header?.map(shown));
  });
}

/** How a column's cells are read, in a table whose decimals may have been rounded to so many digits. */
export function readingOf(
  column: string,
  {format = float64, bits = 'unread'}: Pick<Wanted, 'format' | 'bits'>,
  roundedTo?: number,
): Reading {
  const isOnly = bits !== 'unread' && /_bits$/i.test(column);
  return {
    bits: isOnly ? 'only' : bits === 'everywhere' ? 'too' : 'no',
    format,
    cutAt: roundedTo !== undefined && roundedTo < digitsOf(format) ? roundedTo : undefined,
  };
}
