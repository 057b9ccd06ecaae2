/** A header for C99 and C++17: arrays of hexadecimal floats, bit patterns or integers, and how they were made. */

import {bitsOf} from '../../exact/bit-patterns.ts';
import {float64} from '../../exact/number-format.ts';
import {hexFloat} from '../../formula/number-text.ts';
import {asciiText, printableLine} from '../../printable.ts';
import {arraysOf} from '../../report/arrays.ts';
import type {Arrays, Table} from '../../report/table.ts';
import {append} from '../bytes/bytes.ts';
import {patternOf, storedAs} from '../bytes/stored-numbers.ts';
import type {RowFormat} from '../row-stream.ts';
import {arrayIdentifiers, identifier, typeOf} from './c-names.ts';

/** How the numbers of some arrays are declared and written. */
interface Written {
  readonly type: string;
  /** What defines the type and the constants. */
  readonly include: string;
  readonly text: (value: number) => string;
  /** Numbers in a line. */
  readonly perLine: number;
}

/** The arrays, one definition after another. */
export function cArrays(table: Table): RowFormat {
  const arrays = arraysOf(table);
  const {length} = arrays;
  const {type, include, text, perLine} = writtenAs(arrays);
  const names = arrayIdentifiers(arrays);
  const prefix = identifier(`ACT_CLI_${arrays.labels[0]}_${typeOf(arrays.column)}`).toUpperCase();
  const guard = `${prefix}_${fingerprint(arrays.commandLine.join('\0'))}_H`;
  const open = `#ifndef ${guard}\n#define ${guard}\n\n#include <${include}>\n`;
  const begin = (i: number): string => `\nstatic const ${type} ${names[i]}[${length}] = {`;
  return {
    head: `${comment(arrays, names)}${open}`,
    rows(into, {chunk, from, to, rowsBefore}) {
      const numbers = chunk.columns[0] ?? []; // there is one
      for (let i = from; i < to; i++) {
        const place = rowsBefore + i - from;
        const index = place % length;
        const before = index === 0 ? begin(place / length) : ',';
        const space = index % perLine === 0 ? '\n  ' : ' ';
        append(into, `${before}${space}${text(numbers[i] as number)}${index === length - 1 ? '\n};\n' : ''}`); // of numbers
      }
    },
    tail: '\n#endif\n',
  };
}

function writtenAs({column}: Arrays): Written {
  const {kind, size} = storedAs(column);
  const format = column.format ?? float64;
  const isFloat = kind === 'float' && size >= 4; // C99 has no float16
  if (isFloat) {
    const suffix = size === 4 ? 'f' : '';
    return {
      type: size === 4 ? 'float' : 'double',
      include: 'math.h',
      perLine: 4,
      text: (value) =>
        Number.isNaN(value)
          ? 'NAN'
          : Number.isFinite(value)
            ? `${hexFloat(value)}${suffix}`
            : value < 0
              ? '-INFINITY'
              : 'INFINITY',
    };
  }
  if (kind === 'signed' || kind === 'unsigned')
    return {
      type: `${kind === 'signed' ? '' : 'u'}int${8 * size}_t`,
      include: 'stdint.h',
      perLine: 16 / size,
      text: String,
    };
  const pattern = size === 8 ? (value: number) => bitsOf(value, format) : patternOf(format);
  return {
    type: `uint${8 * size}_t`,
    include: 'stdint.h',
    perLine: 16 / size,
    text: (value) =>
      `0x${pattern(value)
        .toString(16)
        .padStart(2 * size, '0')}`,
  };
}

/** How the numbers were made, and what they are, in 7-bit characters. */
function comment(
  {program, about, commandLine, length, firstPattern, column}: Arrays,
  names: readonly string[],
): string {
  const [noun, verb] = names.length === 1 ? ['the number', 'belongs'] : ['the numbers', 'belong'];
  const place = firstPattern === undefined ? '' : firstPattern === 0 ? 'i' : `0x${firstPattern.toString(16)} + i`;
  const padding = column.format?.padding ?? 0;
  const first = padding === 0 || place === '' ? place : `(${place}) << ${padding}`;
  const lines = [
    `Golden values of ${program}, made by`,
    `  ${commandLine.map(quoted).join(' ')}`,
    ...about,
    `${length} ${length === 1 ? 'number' : 'numbers'} in ${names.length === 1 ? 'the array' : 'each array'}`,
    ...(first === '' ? [] : [`${noun} at index i ${verb} to the x whose bit pattern is ${first}`]),
  ];
  // Neither may end the comment, or seem to begin another.
  const safe = (line: string): string => asciiText(printableLine(line)).replace(/\*(?=\/)|\/(?=\*)/g, '$& ');
  return `/*\n${lines.map((line) => ` * ${safe(line)}\n`).join('')} */\n`;
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Eight hexadecimal digits that differ between headers with other numbers (FNV-1a). */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0').toUpperCase();
}
