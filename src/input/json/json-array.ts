/** JSON, an array of objects or of numbers, as columns of numbers. */

import {commandLineError} from '../../errors/errors.ts';
import {type Columns, emptyInput, type Wanted} from '../columns.ts';
import {wholePieces} from '../text.ts';
import {keysOfObjects, parseJson, repeatedKey} from './json.ts';
import {memberColumns, type Row} from './json-members.ts';

/**
 * The wanted members of the objects; numbers are a column called 1.
 * @throws ActError if the text is not such an array, or a member is missing
 */
export async function jsonArrayColumns(texts: AsyncIterable<string>, wanted: Wanted): Promise<Columns> {
  // An array may be laid out in any way: it is read as a whole.
  let text = '';
  for await (const piece of wholePieces(texts, () => 0, wanted.name)) text = piece;
  const fail = (problem: string) => commandLineError('inputJsonFile', wanted.name, problem);
  const value = parseJson(text);
  if (value === undefined) throw fail(problemOf(text));
  if (!Array.isArray(value)) throw fail('it is not an array');
  if (value.length === 0) throw emptyInput(wanted);
  const areObjects = value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item));
  if (!areObjects && value.some((item) => typeof item === 'object' && item !== null))
    throw fail('its items are neither all objects nor all numbers');
  const rows = value.map((item, i): Row => ({members: areObjects ? item : {1: item}, at: `item ${i + 1}`}));
  const repeated = areObjects ? repeatedKey(text, value) : undefined;
  if (repeated !== undefined) throw fail(`an object has '${repeated}' twice`);
  const keys = areObjects ? (keysOfObjects(text).next().value ?? []) : ['1'];
  const following = (async function* (): AsyncGenerator<readonly Row[]> {})();
  return memberColumns({first: rows, following}, keys, wanted);
}

/** Why a text is no JSON, where that can be seen. */
function problemOf(text: string): string {
  if (/^\s*\[[^\]]*\]\s*\[/.test(text)) return 'each line is an array of its own';
  if (/^\s*\[[\s[]*[+-]?\.?\d[^\s,]*\s+[+-]?\.?\d/.test(text))
    return 'its numbers have no commas between them, as NumPy prints an array';
  return 'it is not JSON';
}
