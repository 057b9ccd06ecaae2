/** What a check of someone else's table of codes found: a verdict for people, a row for each figure for machines. */

import type {ComparedCodes, WrongCode} from '../../quantisation/compared.ts';
import type {Output} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column} from '../table.ts';

interface CheckedCodes {
  readonly label: string;
  /** How many of the wrong codes to name. */
  readonly worst: number;
  /** How many codes a result may be off, if the user says so, and whether one is off by more. */
  readonly most: number | undefined;
  readonly exceeded: boolean;
  readonly notes: readonly string[];
}

const columns: readonly Column[] = [
  ...['amount', 'code', 'x', 'expected', 'got'].map((name) => ({name, kind: 'number'}) as const),
];

/** The table of a check, and the verdict. */
export function quantisedCheckOutput(found: ComparedCodes, request: CheckedCodes): Output {
  const {label, worst, most, exceeded, notes} = request;
  const {count, wrong, largest, reversals} = found;
  const [first] = wrong;
  const off = ({expected, got}: WrongCode) => Math.abs(got - expected);
  const at = ({code, x, expected, got}: WrongCode): readonly Cell[] => [code, x, expected, got];
  const nowhere: readonly Cell[] = [null, null, null, null];
  const rows: readonly (readonly Cell[])[] = [
    ['results', count, ...nowhere],
    ['wrong_codes', wrong.length, ...(first ? at(first) : nowhere)],
    ['max_difference', first ? off(first) : 0, ...(first ? at(first) : nowhere)],
    ['max_error_lsb', largest?.steps ?? null, largest?.code ?? null, null, null, null],
    ['reversals', reversals, ...nowhere],
    ...wrong.slice(0, worst).map((each) => ['worst', off(each), ...at(each)]),
  ];
  const limit = most === undefined ? [] : [`--max-ulp ${most}: ${exceeded ? 'exceeded' : 'kept'}`];
  const verdict = first
    ? `${label}: ${wrong.length} of ${count} codes are wrong; off by ${off(first)} at code ${first.code} (expected ${first.expected}, got ${first.got})`
    : `${label}: ${count} of ${count} codes are right`;
  const told = rows.filter(([measure, amount]) => measure !== 'results' && measure !== 'wrong_codes' && amount !== 0);
  return {
    table: tableOfRows([{name: 'measure', kind: 'text'}, ...columns], rows, [...limit, ...notes]),
    view: {
      kind: 'verdict',
      answer: {
        verdict: () => [verdict, ...limit],
        columns,
        rows: told.map(([measure, ...cells]) => ({name: String(measure), cells})),
        notes,
      },
    },
  };
}
