/** What a check found, as a table: a row for each measure, with an example if there is one, and the worst results. */

import type {Case, Findings, Tally} from '../check/findings.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import type {Cell, Column, Output} from './output.ts';
import {tableOfRows} from './rows.ts';

/** What was checked, and the limit that the user set. */
export interface CheckedWith {
  /** The label of the activation. */
  readonly label: string;
  readonly format: NumberFormat;
  /** The largest error in ulps that the user allows. */
  readonly maxUlp: number | undefined;
  /** Whether it was exceeded. */
  readonly exceeded: boolean;
}

/** The table of a check. */
export function checkOutput(findings: readonly Findings[], {label, format, maxUlp, exceeded}: CheckedWith): Output {
  const columns: readonly Column[] = [
    {name: 'quantity', kind: 'text'},
    {name: 'measure', kind: 'text'},
    {name: 'amount', kind: 'number'},
    {name: 'x', kind: 'number', format},
    {name: 'expected', kind: 'number', format},
    {name: 'got', kind: 'number', format},
  ];
  const quantities = findings.map(({quantity}) => quantity);
  const checked = [quantities.slice(0, -1).join(', '), quantities.at(-1)].filter(Boolean).join(' and ');
  const points = findings[0]?.count ?? 0; // the same in all findings, of which there is one or more
  const notes = [
    `checked ${checked} of ${label} at ${points} ${points === 1 ? 'point' : 'points'}`,
    `${label} against its correctly rounded results in ${format.name}`,
    `ulp: steps from one number of ${format.name} to the next; 0 is correctly rounded, 1 its neighbour`,
    ...(maxUlp === undefined ? [] : [`--max-ulp ${maxUlp}: ${exceeded ? 'exceeded' : 'kept'}`]),
  ];
  return {table: tableOfRows(columns, findings.flatMap(rowsOf), notes)};
}

function rowsOf(findings: Findings): readonly (readonly Cell[])[] {
  const {quantity, largest} = findings;
  const row = (measure: string, amount: number, at?: Case): readonly Cell[] => [
    quantity,
    measure,
    amount,
    at?.x ?? null,
    at?.expected ?? null,
    at?.got ?? null,
  ];
  const tally = (measure: string, {count, first}: Tally) => row(measure, count, first);
  return [
    row('results', findings.count),
    row('max_ulp', largest?.ulps ?? 0, largest),
    row('mean_ulp', findings.mean),
    tally('misrounded', findings.misrounded),
    tally('wrong_signs', findings.wrongSigns),
    tally('nan_mismatches', findings.nans),
    tally('inf_mismatches', findings.infinities),
    tally('reversals', findings.reversals),
    tally('zero_signs', findings.zeroSigns),
    ...(quantity === 'value' ? [] : [tally('kink_choices', findings.kinkChoices)]),
    row('rounded_inputs', findings.roundedInputs),
    row('rounded_results', findings.roundedResults),
    ...findings.worst.map((miss) => row('worst', miss.ulps, miss)),
  ];
}
