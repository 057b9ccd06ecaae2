/** The table of `--quant`: a row for every code of the input. */

import {name as program, version} from '../../../package.json';
import {actError, commandLineError} from '../../errors/errors.ts';
import {type Quantised, quantised} from '../../quantisation/quantise.ts';
import type {Scheme} from '../../quantisation/scheme.ts';
import {summaryOf} from '../../quantisation/summary.ts';
import {endingOf, isArrays, numberFormatOf} from '../../render/formats.ts';
import {type ArrayNumbers, tableOfArrays} from '../../report/arrays.ts';
import {quantisedTable, schemeText, summaryText} from '../../report/kernels/quantised.ts';
import type {Arrays, Table} from '../../report/table.ts';
import {order} from '../asked/second.ts';
import {selectionsOf} from '../asked/selections.ts';
import type {Answer, Call, Option} from '../command.ts';
import {bits, fast, hex, long, paramsInDtype, saturate, threads, threshold, truncate, wrt} from '../options.ts';
import {along, at, column, from, input, points, range, shard} from '../points/point-options.ts';
import {shown} from './shown.ts';

/** What has no meaning for a table of all codes. */
const others: readonly Option<unknown>[] = [
  ...[range, points, at, input, column, shard, from, along],
  ...[shown, order, wrt, long, threshold, paramsInDtype, saturate, truncate, fast, threads, bits, hex],
];

/**
 * The table of a call.
 * @throws ActError for an option that has no meaning here, and for a function of vectors
 */
export function quantisedAnswer(call: Call, scheme: Scheme): Answer {
  const other = others.find(call.isGiven);
  if (other !== undefined) throw actError('exclusive', '--quant', `--${other.name}`);
  const {presentation} = call.display;
  const selections = selectionsOf(call);
  const vector = selections.find(({inputs}) => inputs.length !== 1);
  if (vector !== undefined) throw actError('regionsOfVectors', vector.label, vector.inputs);
  const tables = selections.map((selection) => quantised(selection, scheme));
  const sentences = [
    schemeText(scheme),
    ...tables.map((table) => summaryText(table.label, summaryOf(table, scheme), scheme)),
  ];
  if (isArrays(presentation)) return {output: {table: codeArrays(call, {scheme, tables, sentences})}};
  const isForPeople = call.display.presentation === 'view' || call.display.presentation === 'table';
  return {
    output: {table: quantisedTable(tables, sentences)},
    // Below the table for people.
    notes: () => (isForPeople ? [] : sentences.map((sentence) => ({code: 'quantised', sentence}))),
  };
}

interface CodeTables {
  readonly scheme: Scheme;
  readonly tables: readonly Quantised[];
  readonly sentences: readonly string[];
}

/**
 * The output codes alone, an array for each activation, by the input code: index 0 is the least one.
 * @throws ActError where there is no code, and for a file that is named after a number format
 */
function codeArrays(call: Call, {scheme, tables, sentences}: CodeTables): Table {
  const {name, bits: width, least} = scheme.type;
  const {file, presentation} = call.display;
  const named = file === undefined ? undefined : numberFormatOf(endingOf(file));
  if (file !== undefined && named !== undefined) throw commandLineError('outputNumbers', file, named, name);
  for (const {label, codes, result} of tables) {
    const missing = codes[result.findIndex(Number.isNaN)];
    if (missing !== undefined) throw commandLineError('quantNoCode', label, missing, presentation);
  }
  const arrays: Arrays = {
    names: tables.map(({label}) => `${label}_code`),
    length: tables[0]?.codes.length ?? 0,
    column: {name: 'code', kind: 'number', integer: {name, bits: width, isSigned: least < 0}},
    labels: tables.map(({label}) => label),
    firstPattern: undefined,
    program: `${program} ${version}`,
    commandLine: [program, 'table', ...call.words],
    about: [...sentences, `the number at index i belongs to the input code i${least < 0 ? ` - ${-least}` : ''}`],
  };
  const numbers = tables.map(({result}): ArrayNumbers => {
    return async function* ({from, to}) {
      yield result.subarray(from, to);
    };
  });
  return tableOfArrays(arrays, numbers, 'once');
}
