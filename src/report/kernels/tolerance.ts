/** Tolerances for people: what correct kernels keep, what mistakes pass; for machines a row for each figure and kernel. */

import type {NumberFormat} from '../../exact/number-format.ts';
import type {Found, JudgedKernel, Tolerance, ToleranceFindings} from '../../tolerance/tolerance.ts';
import type {DocumentPart, Output} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column} from '../table.ts';

/** What was asked. */
export interface ToleranceAskedWith {
  readonly label: string;
  readonly dtype: NumberFormat;
  readonly compute: NumberFormat;
  /** The words for the points, and whether they are all numbers of a range. */
  readonly points: string;
  readonly areAll: boolean;
}

/** The table of tolerances, and the document for people. */
export function toleranceOutput(findings: readonly ToleranceFindings[], request: ToleranceAskedWith): Output {
  const {label, dtype} = request;
  const tolerances = findings[0]?.tolerances ?? []; // the same in all findings
  const columns: readonly Column[] = [
    {name: 'quantity', kind: 'text'},
    {name: 'measure', kind: 'text'},
    {name: 'name', kind: 'text'},
    ...['atol', 'atol_at', 'rtol', 'rtol_at', 'ulp', 'ulp_at'].map(
      (name): Column => ({
        name,
        kind: 'number',
        ...(name.endsWith('_at') && {format: dtype}),
      }),
    ),
    ...tolerances.map(({name}): Column => ({name: `passes_${name}`, kind: 'cells'})),
  ];
  const notes = notesOf(request, tolerances);
  return {
    table: tableOfRows(columns, findings.flatMap(rowsOf), notes),
    view: {
      kind: 'document',
      title: `tolerances for ${label} in ${dtype.name}`,
      parts: () => [
        {kind: 'sentences', sentences: findings.flatMap((each) => sentencesOf(each, request))},
        ...findings.map((each) => kernelsOf(each, dtype)),
        {kind: 'notes', notes},
      ],
    },
  };
}

function sentencesOf(findings: ToleranceFindings, {dtype}: ToleranceAskedWith): readonly string[] {
  const {quantity, count, least, pairs, mistakes, tolerances, faithful} = findings;
  if (count === 0) return [`${quantity}: no input has a value that ${dtype.name} can hold`];
  const [, atOneUlp] = pairs;
  const said = tolerances.map(({name, atol, rtol}, i) => {
    const words =
      atol === rtol ? `atol = rtol = ${name}` : `rtol ${short(rtol)} with atol ${short(atol)}, torch's defaults,`;
    const failing = faithful.find(({passes}) => !passes[i]);
    if (failing !== undefined) return `${words} is too strict: results fail that are ${failing.name}`;
    if (mistakes.length === 0) return `${words} passes the correct kernels below`;
    const passing = mistakes.filter(({passes}) => passes[i]);
    return `${words} lets ${passing.length} of ${mistakes.length} known mistakes pass`;
  });
  return [
    `least that passes the correct kernels below: atol ${up(least.atol.amount)} alone, rtol ${up(least.rtol.amount)} alone, or ${up(least.ulp.amount)} ulp`,
    ...(atOneUlp === undefined
      ? []
      : [`advice: rtol ${up(atOneUlp.rtol)} (1 ulp of ${dtype.name}) with atol ${up(atOneUlp.atol.amount)}`]), // biome-ignore format: one line
    ...said,
  ].map((sentence) => `${quantity}: ${sentence}`);
}

function kernelsOf({quantity, faithful, mistakes, tolerances}: ToleranceFindings, format: NumberFormat): DocumentPart {
  const row = (kernel: JudgedKernel, words: readonly [string, string]) => ({
    name: kernel.name,
    cells: [
      kernel.needs.atol.amount,
      placeOf(kernel.needs.atol),
      kernel.needs.ulp.amount,
      ...kernel.passes.map((passes) => (passes ? words[0] : words[1])),
    ],
  });
  return {
    kind: 'rows',
    title: quantity,
    columns: [
      {name: 'largest_error', kind: 'number'},
      {name: 'at_x', kind: 'number', format},
      {name: 'ulp', kind: 'number'},
      ...tolerances.map(({name}): Column => ({name: `at_${name}`, kind: 'text'})),
    ],
    rows: [
      ...faithful.map((each) => row(each, ['passes', 'FAILS'])),
      ...mistakes.map((each) => row(each, ['PASSES', 'caught'])),
    ],
    namesArePhrases: true,
  };
}

function notesOf(
  {label, dtype, compute, points, areAll}: ToleranceAskedWith,
  tolerances: readonly Tolerance[],
): readonly string[] {
  return [
    `${label} in ${dtype.name}, computed in ${compute.name}, at ${points}, against exact values`,
    areAll ? 'these are all such inputs: no other one needs more' : 'between these inputs a kernel may need more',
    ...(dtype.precision === 53
      ? ['exact values are known to half an ulp of float64: errors up to that are not seen']
      : []),
    'the correct kernels are models: one whose exp or erf errs by an ulp needs more',
    'passes: |a - b| <= atol + rtol |b| at all inputs, b exact; capitals: a correct kernel that fails, a mistake that passes',
    ...(tolerances.some(({name}) => name === 'torch') ? [`torch: the defaults of torch.testing.assert_close for ${dtype.name}`] : []), // biome-ignore format: one line
  ];
}

function rowsOf({
  quantity,
  faithful,
  least,
  pairs,
  mistakes,
  tolerances,
}: ToleranceFindings): readonly (readonly Cell[])[] {
  const needs = ({atol, rtol, ulp}: JudgedKernel['needs']): readonly Cell[] =>
    [atol, rtol, ulp].flatMap((found) => [found.amount, placeOf(found)]);
  const kernel = (measure: string, {name, needs: own, passes}: JudgedKernel): readonly Cell[] => [
    quantity,
    measure,
    name,
    ...needs(own),
    ...passes,
  ];
  const none = tolerances.map(() => null);
  return [
    [quantity, 'least', 'each alone', ...needs(least), ...none],
    ...pairs.map(({rtol, atol}) => [quantity, 'pair', 'together', Math.max(0, atol.amount), placeOf(atol), rtol, null, null, null, ...none]), // biome-ignore format: one line
    ...faithful.map((each) => kernel('faithful', each)),
    ...mistakes.map((each) => kernel('mistake', each)),
  ];
}

function placeOf({x}: Found): number | null {
  return Number.isNaN(x) ? null : x;
}

/** A small number as 1e-5. */
function short(value: number): string {
  return value < 1e-3 ? value.toExponential() : String(value);
}

/** A bound in three digits, never below the number. */
function up(value: number): string {
  if (!Number.isFinite(value)) return 'inf';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (rounded >= value) return short(rounded);
  const step = 10 ** (Math.floor(Math.log10(value)) - 2);
  return short(Number((rounded + step).toPrecision(3)));
}
