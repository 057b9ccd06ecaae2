/** The numbers in cells of tables, where one may be missing. */

import {commandLineError} from '../../../errors/errors.ts';
import {doubtAbout, readNumber} from '../../../formula/number-text.ts';
import {shown} from '../../cells.ts';

/** Where a cell stands, for messages. */
export interface CellPlace {
  /** The file as messages name it. */
  readonly name: string;
  readonly line: number;
  /** The name of the column, or its number from 1. */
  readonly column: string;
  /** Whether the column was chosen by its name or number. */
  readonly isChosen: boolean;
}

/**
 * The number in a cell; NaN for an empty one, and for `NA` and `null`.
 * @throws ActError for other text, an integer that may be a bit pattern, and a decimal beyond the largest double
 */
export function readTableCell(text: string, place: CellPlace): number {
  const value = readNumber(text);
  const at = `line ${place.line}`;
  if (value === undefined) {
    if (/^\s*(?:na|null)?\s*$/i.test(text)) return Number.NaN;
    throw commandLineError('tableCell', place.name, at, shown(place.column), shown(text), place.isChosen);
  }
  const doubt = doubtAbout(text, value);
  if (doubt !== undefined) throw commandLineError('tableDoubt', place.name, at, shown(text), doubt);
  return value;
}
