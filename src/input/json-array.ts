/** JSON, an array of objects or of numbers, as columns of numbers. */

import {commandLineError} from '../errors/errors.ts';
import {type Columns, emptyInput, type Wanted} from './columns.ts';
import {memberColumns, parseJson, type Row} from './json-lines.ts';
import {wholePieces} from './text.ts';

/**
 * The wanted members of the objects; numbers are a column called 1. A row is counted as a line of its own.
 * @throws ActError if the text is not such an array, or a member is missing
 */
export async function jsonArrayColumns(texts: AsyncIterable<string>, wanted: Wanted): Promise<Columns> {
  // An array may be laid out in any way: it is read as a whole.
  let text = '';
  for await (const piece of wholePieces(texts, () => 0, wanted.name)) text = piece;
  const fail = (problem: string) => commandLineError('inputJsonFile', wanted.name, problem);
  const value = parseJson(text);
  if (value === undefined) throw fail('it is not JSON');
  if (!Array.isArray(value)) throw fail('it is not an array');
  if (value.length === 0) throw emptyInput(wanted);
  const areObjects = value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
  if (!areObjects && value.some((item) => typeof item === 'object' && item !== null))
    throw fail('its items are neither all objects nor all numbers');
  const rows = value.map((item, i): Row => ({members: areObjects ? item : {1: item}, line: i + 1}));
  const following = (async function* (): AsyncGenerator<readonly Row[]> {})();
  return memberColumns({first: rows, following}, wanted);
}
