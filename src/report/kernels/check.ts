/**
 * What a check found: for people a verdict and the figures that are not 0, for machines a row for each figure, with an
 * example if there is one, and the worst results.
 */

import {type Case, type Coverage, type Findings, percents, pointOf, type Tally} from '../../check/findings.ts';
import type {Direction, NumberFormat} from '../../exact/number-format.ts';
import {coverageText} from '../notes.ts';
import type {AnswerWithRows, Output, View} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column} from '../table.ts';
import {binadeTable, checkDocument} from './check-document.ts';
import {verdictOf} from './check-sentences.ts';

/** What was checked, and the limit that the user set. */
export interface CheckedWith {
  /** The label of the activation. */
  readonly label: string;
  /** What the inputs of the activation are called. */
  readonly inputs: readonly string[];
  readonly format: NumberFormat;
  /** How the right results became numbers of the format; to nearest if absent. */
  readonly direction?: Direction | undefined;
  /** The largest error in ulps that the user allows. */
  readonly maxUlp: number | undefined;
  /** Against what errors are counted. */
  readonly error: 'steps' | 'real';
  /** Whether it was exceeded. */
  readonly exceeded: boolean;
  readonly coverage: Coverage;
  /** Whether people see all figures. */
  readonly allFigures: boolean;
  /** Under which conditions results count, in sentences. */
  readonly conditions: readonly string[];
}

/** Figures that the verdict tells. */
const inVerdict: ReadonlySet<Cell> = new Set(['results', 'max_ulp', 'misrounded']);

/** Some figures are errors, the others count. */
function unitOf(measure: Cell | undefined): 'count' | 'ulp' {
  return ulpMeasures.has(measure ?? null) ? 'ulp' : 'count';
}

const ulpMeasures: ReadonlySet<Cell> = new Set(['max_ulp', 'mean_ulp', 'worst', ...percents.map(percentileName)]);

function percentileName(percent: number): string {
  return `p${percent}`.replace('.', '_');
}

/** An input each, and the two results. */
const exampleColumns = ({inputs, format}: CheckedWith): readonly Column[] =>
  [...inputs, 'expected', 'got'].map((name) => ({name, kind: 'number', format}));

/** The table of a check, or of its binades, and the verdict. */
export function checkOutput(findings: readonly Findings[], request: CheckedWith): Output {
  const answer = answerOf(findings, request);
  const notes = [...request.conditions, ...limitText(request), ...answer.notes];
  if (findings.some(({binades}) => binades !== undefined))
    return {table: binadeTable(findings, request, notes), view: checkReport(findings, request)};
  const columns: readonly Column[] = [
    {name: 'quantity', kind: 'text'},
    {name: 'measure', kind: 'text'},
    {name: 'amount', kind: 'number'},
    ...exampleColumns(request),
  ];
  const rows = findings.flatMap((each) => rowsOf(each, request));
  return {table: tableOfRows(columns, rows, notes), view: {kind: 'verdict', answer}};
}

/** The same as a document. */
export function checkReport(findings: readonly Findings[], request: CheckedWith): Extract<View, {kind: 'document'}> {
  const {label, format} = request;
  const title = `${label} in ${format.name}: check against the correctly rounded results`;
  return checkDocument({title, answer: answerOf(findings, request), findings, examples: request});
}

function limitText({maxUlp, exceeded}: CheckedWith): readonly string[] {
  return maxUlp === undefined ? [] : [`--max-ulp ${maxUlp}: ${exceeded ? 'exceeded' : 'kept'}`];
}

/** For people. */
function answerOf(findings: readonly Findings[], request: CheckedWith): AnswerWithRows {
  const {label, inputs, format, direction, coverage, allFigures, conditions, error} = request;
  const how = direction === 'toZero' ? 'truncated' : 'rounded';
  const quantities = findings.map(({quantity}) => quantity);
  const checked = [quantities.slice(0, -1).join(', '), quantities.at(-1)].filter(Boolean).join(' and ');
  const points = findings[0]?.count ?? 0; // the same in all findings, of which there is one or more
  const rows = findings.flatMap((each) => rowsOf(each, request));
  const telling = rows.filter(([, measure = '', amount]) => allFigures || (!inVerdict.has(measure) && amount !== 0));
  const units = [...new Set(telling.map(([, measure]) => unitOf(measure)))].sort();
  const hasErrors = error === 'real' || findings.some(({misrounded}) => misrounded.count > 0);
  const unit = error === 'steps' ? `ulp: a step from one number of ${format.name} to the next` : realNote(format);
  return {
    // First what was left out: the verdict is not about it.
    verdict: (written) => [
      ...[coverageText(coverage)].filter((text) => text !== undefined),
      ...findings.flatMap((each) => verdictOf(each, {inputs, format, how}, written)),
      ...conditions,
      ...limitText(request),
    ],
    columns: [...units.map((name) => ({name, kind: 'number'}) as const), ...exampleColumns(request)],
    rows: telling.map(([quantity, measure, amount = null, ...example]) => ({
      name: `${quantity} ${measure}`,
      cells: [...units.map((each) => (each === unitOf(measure) ? amount : null)), ...example],
    })),
    notes: [
      `checked ${checked} of ${label} at ${points} ${points === 1 ? 'point' : 'points'} against the correctly ${how} results in ${format.name}`,
      ...(hasErrors ? [unit] : []),
    ],
  };
}

/** Against the real value. */
function realNote({name}: NumberFormat): string {
  return `ulp: the distance of the numbers of ${name} at the real value, from which errors are counted; a correctly rounded result is within 0.5`;
}

function rowsOf(findings: Findings, {inputs}: CheckedWith): readonly (readonly Cell[])[] {
  const {quantity, largest} = findings;
  const nowhere = inputs.map(() => null);
  const row = (measure: string, amount: number, at?: Pick<Case, 'x'> & Partial<Case>): readonly Cell[] => [
    quantity,
    measure,
    amount,
    ...(at === undefined ? nowhere : pointOf(at)),
    at?.expected ?? null,
    at?.got ?? null,
  ];
  const optional = (measure: string, {count, first}: Tally) => (count === 0 ? [] : [row(measure, count, first)]);
  const tally = (measure: string, {count, first}: Tally) => row(measure, count, first);
  return [
    row('results', findings.count),
    row('max_ulp', largest?.ulps ?? 0, largest),
    row('mean_ulp', findings.mean),
    ...findings.percentiles.map(({percent, error}) => row(percentileName(percent), error)),
    tally('misrounded', findings.misrounded),
    tally('wrong_signs', findings.wrongSigns),
    ...findings.wrongSignSpans.spans.flatMap(({from, to, count}) => [
      row('wrong_signs_from', count, {x: from}),
      row('wrong_signs_to', count, {x: to}),
    ]),
    tally('nan_mismatches', findings.nans),
    tally('inf_mismatches', findings.infinities),
    ...(findings.reversals === undefined ? [] : [tally('reversals', findings.reversals)]),
    tally('zero_signs', findings.zeroSigns),
    ...(quantity === 'value' ? [] : [tally('kink_choices', findings.kinkChoices)]),
    ...optional('nan_choices', findings.nanChoices),
    ...optional('excused', findings.excused),
    ...(findings.leftOut === 0 ? [] : [row('left_out', findings.leftOut)]),
    row('rounded_inputs', findings.roundedInputs),
    row('rounded_results', findings.roundedResults),
    ...findings.worst.map((miss) => row('worst', miss.ulps, miss)),
  ];
}
