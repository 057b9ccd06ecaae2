/** A check as a document: for a pull request, or where the errors in each binade are asked for. */

import {type Binade, type Findings, pointOf} from '../../check/findings.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import type {AnswerWithRows, DocumentPart, View} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column, Table} from '../table.ts';

/** What the document is about. */
export interface CheckDocument {
  readonly title: string;
  readonly answer: AnswerWithRows;
  readonly findings: readonly Findings[];
  readonly examples: Examples;
}

/** What the inputs of an example are called, and of which format its numbers are. */
interface Examples {
  readonly inputs: readonly string[];
  readonly format: NumberFormat;
}

export function checkDocument({title, answer, findings, examples}: CheckDocument): Extract<View, {kind: 'document'}> {
  const binades = findings.flatMap(({quantity, binades: found}): readonly DocumentPart[] =>
    found === undefined ? [] : [binadeRows(quantity, found, examples)],
  );
  return {kind: 'document', title, parts: () => [{kind: 'answer', answer}, ...binades]};
}

function figureColumns({inputs, format}: Examples): readonly Column[] {
  return [
    {name: 'results', kind: 'number'},
    {name: 'misrounded', kind: 'number'},
    {name: 'max_ulp', kind: 'number'},
    ...[...inputs, 'expected', 'got'].map((name) => ({name, kind: 'number', format}) as const),
  ];
}

function figuresOf({count, misrounded, worst}: Binade, {inputs}: Examples): readonly Cell[] {
  const example =
    worst === undefined ? [...inputs, '', ''].map(() => null) : [...pointOf(worst), worst.expected, worst.got];
  return [count, misrounded, worst?.ulps ?? 0, ...example];
}

function binadeRows(quantity: string, binades: readonly Binade[], examples: Examples): DocumentPart {
  const rows = binades.map((binade) => ({name: nameOf(binade), cells: figuresOf(binade, examples)}));
  return {
    kind: 'rows',
    title: `${quantity} by binade of ${examples.inputs[0]}`,
    columns: figureColumns(examples),
    rows,
    namesArePhrases: true,
  };
}

/** `2 to 4`, `-4 to -2`, `0`, `NaN`. */
function nameOf({from, to}: Binade): string {
  return Object.is(from, to) ? String(from) : `${from} to ${to}`;
}

/** A row for each binade with results. */
export function binadeTable(findings: readonly Findings[], examples: Examples, notes: readonly string[]): Table {
  const columns: readonly Column[] = [
    {name: 'quantity', kind: 'text'},
    {name: 'from', kind: 'number'},
    {name: 'to', kind: 'number'},
    ...figureColumns(examples),
  ];
  const rows = findings.flatMap(({quantity, binades = []}) =>
    binades.map((binade): readonly Cell[] => [quantity, binade.from, binade.to, ...figuresOf(binade, examples)]),
  );
  return tableOfRows(columns, rows, notes);
}
