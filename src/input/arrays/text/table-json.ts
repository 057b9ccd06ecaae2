/** JSON Lines: a sample on each line, its units as an array of numbers, or as the members of an object. */

import {commandLineError} from '../../../errors/errors.ts';
import {shown} from '../../cells.ts';
import {emptyInput} from '../../columns.ts';
import {keysOfObjects, parseJson, repeatedKey} from '../../json/json.ts';
import {mostAsides} from '../../records.ts';
import type {Block} from '../unit-numbers.ts';
import {decode} from './byte-rows.ts';
import {rowBlocks} from './row-blocks.ts';
import {readTableCell} from './table-cells.ts';
import type {OpenedTable, TextTable} from './table-text.ts';

/** A line that is not blank, as a value. */
interface JsonLine {
  readonly value: readonly unknown[] | Members;
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

type Members = Readonly<Record<string, unknown>>;

/** How the units lie in each line. */
interface Layout {
  readonly units: number;
  readonly names?: readonly string[];
  /** The values of the units of a line. @throws ActError where it has others than the first line */
  readonly valuesOf: (line: JsonLine) => readonly unknown[];
}

/**
 * Reads the first line, which tells the units: those of an array have numbers, those of an object the names of its
 * members. A single member, or the only one that is chosen, may be an array.
 * @throws ActError if there is no line, or if the first one is neither an array nor an object
 */
export async function openJsonTable(table: Omit<TextTable, 'delimiter'>): Promise<OpenedTable> {
  const {name, keys, pieces} = table;
  const lines = jsonLines(pieces, name);
  const next = await lines.next();
  if (next.done === true) throw emptyInput({name, columns: 'all', empty: 'nan'});
  const layout = layoutOf(next.value, {name, keys});
  if (layout.units === 0) throw emptyInput({name, columns: 'all', empty: 'nan'});
  return {
    units: layout.units,
    ...(layout.names && {unitNames: layout.names}),
    blocks: jsonBlocks(next.value, lines, {...layout, name, isChosen: keys.length > 0}),
  };
}

async function* jsonBlocks(
  first: JsonLine,
  lines: AsyncGenerator<JsonLine>,
  layout: Layout & {readonly name: string; readonly isChosen: boolean},
): AsyncGenerator<Block> {
  const {name, names, units, isChosen} = layout;
  const blocks = rowBlocks(units);
  try {
    for (
      let next: IteratorResult<JsonLine> = {value: first, done: false};
      next.done !== true;
      next = await lines.next()
    ) {
      const values = layout.valuesOf(next.value);
      const buffer = blocks.buffer();
      for (const [unit, value] of values.entries()) {
        const place = {name, line: next.value.line, column: names?.[unit] ?? String(unit + 1), isChosen};
        buffer.values[buffer.filled + unit] = numberOf(value, place);
      }
      buffer.filled += units;
      if (blocks.isFull()) yield blocks.take();
    }
    const rest = blocks.take();
    if (rest.values.length > 0) yield rest;
  } finally {
    await lines.return(undefined);
  }
}

function numberOf(value: unknown, place: Parameters<typeof readTableCell>[1]): number {
  // JSON has no infinities: this was a number with too large an exponent.
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'number')
    throw commandLineError('tableJson', place.name, `line ${place.line}`, 'a number is beyond the largest double, about 1.8e308'); // biome-ignore format: one line
  // Not written out: lists may be nested deeper than the stack is.
  const cell =
    typeof value === 'object' && value !== null ? (isArray(value) ? '[...]' : '{...}') : JSON.stringify(value);
  return readTableCell(typeof value === 'string' ? value : cell, place);
}

function layoutOf({value, text, line}: JsonLine, {name, keys}: Pick<TextTable, 'name' | 'keys'>): Layout {
  const fail = (problem: string, at: number) => commandLineError('tableJson', name, `line ${at}`, problem);
  const sized = (values: readonly unknown[], units: number, at: number): readonly unknown[] => {
    if (values.length !== units)
      throw fail(`the length of the array is ${values.length}, and ${units} in the first line`, at);
    return values;
  };
  if (isArray(value)) {
    const [key] = keys;
    if (key !== undefined) throw fail(`its lines are arrays, which have no '${shown(key)}'`, line);
    const units = value.length;
    return {
      units,
      valuesOf: (each) => {
        if (!isArray(each.value)) throw fail(`'${shown(each.text)}' is not an array, as the first line is`, each.line);
        return sized(each.value, units, each.line);
      },
    };
  }
  const all = keysOfObjects(text).next().value ?? [];
  const wanted = keys.length > 0 ? [...new Set(keys)] : all;
  const membersOf = (each: JsonLine): Members => {
    if (isArray(each.value)) throw fail(`'${shown(each.text)}' is not an object, as the first line is`, each.line);
    const lacking = wanted.find((key) => !Object.hasOwn(each.value, key));
    if (lacking !== undefined) throw fail(`'${shown(lacking)}' is missing`, each.line);
    const other = keys.length > 0 ? undefined : Object.keys(each.value).find((key) => !Object.hasOwn(value, key));
    if (other !== undefined) throw fail(`'${shown(other)}' is not in the first line`, each.line);
    return each.value;
  };
  const members = membersOf({value, text, line});
  const list = wanted.find((key) => Array.isArray(members[key]));
  if (list === undefined) {
    return {
      units: wanted.length,
      names: wanted,
      valuesOf: (each) => {
        const own = membersOf(each);
        return wanted.map((key) => own[key]);
      },
    };
  }
  if (wanted.length !== 1) throw fail(`'${shown(list)}' is an array; choose it alone with --key ${shown(list)}`, line);
  const units = (members[list] as readonly unknown[]).length; // it is one
  return {
    units,
    valuesOf: (each) => {
      const values = membersOf(each)[list];
      if (!Array.isArray(values)) throw fail(`'${shown(list)}' is not an array, as in the first line`, each.line);
      return sized(values, units, each.line);
    },
  };
}

/** Deeper than any row of numbers; short texts are judged by their values, for they may hold such characters in quotes. */
const longText = 2 ** 18;
const deepest = /(?:[[{][^[{\]}"]*){4}/;

/** Each line as a value; blank ones are left out. */
async function* jsonLines(pieces: AsyncIterator<Uint8Array>, name: string): AsyncGenerator<JsonLine> {
  let line = 0;
  let blank = 0;
  try {
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      for (const text of decode(next.value).slice(0, -1).split('\n')) {
        line += 1;
        blank = text.trim() === '' ? blank + 1 : 0;
        if (blank > mostAsides) throw commandLineError('inputNothing', name, line, mostAsides);
        if (blank > 0) continue;
        const at = `line ${line}`;
        // It would take all memory before it is seen to be no row of numbers.
        if (text.length > longText && deepest.test(text))
          throw commandLineError('tableJson', name, at, `'${shown(text)}' has lists in lists`);
        const value = parseJson(text);
        if (value === undefined) throw commandLineError('tableJson', name, at, `'${shown(text)}' is not JSON`);
        if (typeof value !== 'object' || value === null)
          throw commandLineError('tableJson', name, at, `'${shown(text)}' is neither an array nor an object`);
        const repeated = isArray(value) ? undefined : repeatedKey(text, [value]);
        if (repeated !== undefined) throw commandLineError('tableJson', name, at, `'${shown(repeated)}' appears twice`);
        yield {value: value as JsonLine['value'], text, line}; // JSON.parse makes no other objects
      }
    }
  } finally {
    await pieces.return?.();
  }
}

function isArray(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}
