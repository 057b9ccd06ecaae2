/** JSON Lines, an object on each line, as columns of numbers. */

import {commandLineError} from '../../errors/errors.ts';
import {shown} from '../cells.ts';
import {type Columns, emptyInput, type Wanted} from '../columns.ts';
import {afterLastLine, wholePieces} from '../text.ts';
import {keysOfObjects, parseJson, repeatedKey} from './json.ts';
import {memberColumns, type Row} from './json-members.ts';

/** An object, and the text of it. */
interface Line extends Row {
  readonly text: string;
}

/**
 * The wanted members, found by their names in the first object.
 * @throws ActError if it does not have one of them
 */
export async function jsonLineColumns(texts: AsyncIterable<string>, wanted: Wanted): Promise<Columns> {
  const batches = rowBatches(texts, wanted.name)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done === true) throw emptyInput(wanted);
  const keys = keysOfObjects(first.value[0]?.text ?? '').next().value ?? [];
  return memberColumns({first: first.value, following: batches}, keys, wanted);
}

/** The objects of each piece of text, blank lines left out. */
async function* rowBatches(texts: AsyncIterable<string>, source: string): AsyncGenerator<readonly Line[]> {
  let line = 0;
  for await (const piece of wholePieces(texts, afterLastLine, source)) {
    const rows: Line[] = [];
    const lines = piece.split('\n');
    // A piece ends with a line feed, after which no line begins; only the last piece may end without one.
    if (lines.at(-1) === '') lines.pop();
    for (const text of lines) {
      line += 1;
      if (text.trim() === '') continue;
      const at = `line ${line}`;
      const members = parseObject(text, at, source);
      const repeated = repeatedKey(text, [members]);
      if (repeated !== undefined) throw commandLineError('inputJson', source, at, `'${shown(repeated)}' appears twice`);
      rows.push({members, at, text});
    }
    if (rows.length > 0) yield rows;
  }
}

function parseObject(text: string, at: string, source: string): Row['members'] {
  const fail = (problem: string) => commandLineError('inputJson', source, at, problem);
  const value = parseJson(text);
  if (value === undefined && /^\s*\{[^}]*$/.test(text) && /[{,]\s*$/.test(text))
    throw fail('an object goes on in the next line');
  if (value === undefined) throw fail(`'${shown(text)}' is not JSON`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw fail(`'${shown(text)}' is not an object`);
  return value as Row['members']; // an object that JSON.parse made has no other keys
}
