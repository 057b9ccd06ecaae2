/** The table of `--quant`: a row for every code of the input. */

import {actError} from '../../errors/errors.ts';
import {quantised} from '../../quantisation/quantise.ts';
import type {Scheme} from '../../quantisation/scheme.ts';
import {summaryOf} from '../../quantisation/summary.ts';
import {isArrays} from '../../render/formats.ts';
import {quantisedTable, schemeText, summaryText} from '../../report/kernels/quantised.ts';
import type {Answer, Call, Option} from '../command.ts';
import {bits, fast, hex, long, paramsInDtype, saturate, threads, threshold, truncate, wrt} from '../options.ts';
import {along, at, column, from, input, points, range, shard} from '../points/point-options.ts';
import {order} from '../second.ts';
import {selectionsOf} from '../selections.ts';
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
  if (isArrays(presentation)) throw actError('exclusive', '--quant', `--format ${presentation}`);
  const selections = selectionsOf(call);
  const vector = selections.find(({inputs}) => inputs.length !== 1);
  if (vector !== undefined) throw actError('regionsOfVectors', vector.label, vector.inputs);
  const tables = selections.map((selection) => quantised(selection, scheme));
  const sentences = [
    schemeText(scheme),
    ...tables.map((table) => summaryText(table.label, summaryOf(table, scheme), scheme)),
  ];
  const isForPeople = call.display.presentation === 'view' || call.display.presentation === 'table';
  return {
    output: {table: quantisedTable(tables, sentences)},
    // Below the table for people.
    notes: () => (isForPeople ? [] : sentences.map((sentence) => ({code: 'quantised', sentence}))),
  };
}
