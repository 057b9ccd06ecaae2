/**
 * What a check found: for people a verdict and the figures that are not 0, for machines a row for each figure, with an
 * example if there is one, and the worst results.
 */

import type {Case, Coverage, Findings, Tally} from '../check/findings.ts';
import type {Direction, NumberFormat} from '../exact/number-format.ts';
import {coverageText} from './notes.ts';
import type {Output, Written} from './output.ts';
import {tableOfRows} from './rows.ts';
import type {Cell, Column} from './table.ts';

/** What was checked, and the limit that the user set. */
export interface CheckedWith {
  /** The label of the activation. */
  readonly label: string;
  readonly format: NumberFormat;
  /** How the right results became numbers of the format; to nearest if absent. */
  readonly direction?: Direction | undefined;
  /** The largest error in ulps that the user allows. */
  readonly maxUlp: number | undefined;
  /** Whether it was exceeded. */
  readonly exceeded: boolean;
  readonly coverage: Coverage;
  /** Whether people see all figures. */
  readonly allFigures: boolean;
}

/** Figures that the verdict tells. */
const inVerdict: ReadonlySet<Cell> = new Set(['results', 'max_ulp', 'misrounded']);

/** Some figures are errors, the others count. */
function unitOf(measure: Cell | undefined): 'count' | 'ulp' {
  return measure === 'max_ulp' || measure === 'mean_ulp' || measure === 'worst' ? 'ulp' : 'count';
}

/** The table of a check, and the verdict. */
export function checkOutput(findings: readonly Findings[], request: CheckedWith): Output {
  const {label, format, direction, maxUlp, exceeded, coverage, allFigures} = request;
  const how = direction === 'toZero' ? 'truncated' : 'rounded';
  const columns: readonly Column[] = [
    {name: 'amount', kind: 'number'},
    {name: 'x', kind: 'number', format},
    {name: 'expected', kind: 'number', format},
    {name: 'got', kind: 'number', format},
  ];
  const names: readonly Column[] = [
    {name: 'quantity', kind: 'text'},
    {name: 'measure', kind: 'text'},
  ];
  const quantities = findings.map(({quantity}) => quantity);
  const checked = [quantities.slice(0, -1).join(', '), quantities.at(-1)].filter(Boolean).join(' and ');
  const points = findings[0]?.count ?? 0; // the same in all findings, of which there is one or more
  const limit = maxUlp === undefined ? [] : [`--max-ulp ${maxUlp}: ${exceeded ? 'exceeded' : 'kept'}`];
  const omitted = [coverageText(coverage)].filter((text) => text !== undefined);
  const notes = [
    `checked ${checked} of ${label} at ${points} ${points === 1 ? 'point' : 'points'} against the correctly ${how} results in ${format.name}`,
    ...(findings.some(({misrounded}) => misrounded.count > 0)
      ? [`ulp: a step from one number of ${format.name} to the next`]
      : []),
  ];
  const rows = findings.flatMap(rowsOf);
  const telling = rows.filter(([, measure = '', amount]) => allFigures || (!inVerdict.has(measure) && amount !== 0));
  const units = [...new Set(telling.map(([, measure]) => unitOf(measure)))].sort();
  return {
    table: tableOfRows([...names, ...columns], rows, [...limit, ...notes]),
    view: {
      kind: 'verdict',
      answer: {
        // First what was left out: the verdict is not about it.
        verdict: (written) => [
          ...omitted,
          ...findings.map((each) => verdictOf(each, {format, how}, written)),
          ...limit,
        ],
        columns: [...units.map((name) => ({name, kind: 'number'}) as const), ...columns.slice(1)],
        rows: telling.map(([quantity, measure, amount = null, ...example]) => ({
          name: `${quantity} ${measure}`,
          cells: [...units.map((unit) => (unit === unitOf(measure) ? amount : null)), ...example],
        })),
        notes,
      },
    },
  };
}

/** `value: 652 ulp at x = -4 (expected -0.000127, got -0.00443); 7 of 9 misrounded`. */
function verdictOf(
  findings: Findings,
  {format, how}: {readonly format: NumberFormat; readonly how: string},
  written: Written,
): string {
  const {quantity, count, largest, misrounded, nans, infinities} = findings;
  if (misrounded.count === 0) return `${quantity}: ${count} of ${count} correctly ${how}`;
  const at = (each: Case) => {
    const [expected, got] = written([each.expected, each.got], format);
    return `at x = ${written([each.x], format)} (expected ${expected}, got ${got})`;
  };
  const parts = [
    ...(nans.first === undefined ? [] : [`NaN mismatch ${at(nans.first)}`]),
    ...(infinities.first === undefined ? [] : [`infinity mismatch ${at(infinities.first)}`]),
    ...(largest === undefined ? [] : [`${written([largest.ulps])} ulp ${at(largest)}`]),
    `${misrounded.count} of ${count} misrounded`,
  ];
  return `${quantity}: ${parts.join('; ')}`;
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
