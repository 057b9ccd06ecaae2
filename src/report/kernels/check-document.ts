/** A check as a document: for a pull request, or where the errors in each binade are asked for. */

import type {Binade, Findings} from '../../check/findings.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import type {AnswerWithRows, DocumentPart, View} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column, Table} from '../table.ts';

/** What the document is about. */
export interface CheckDocument {
  readonly title: string;
  readonly answer: AnswerWithRows;
  readonly findings: readonly Findings[];
  readonly format: NumberFormat;
}

export function checkDocument({title, answer, findings, format}: CheckDocument): Extract<View, {kind: 'document'}> {
  const binades = findings.flatMap(({quantity, binades: found}): readonly DocumentPart[] =>
    found === undefined ? [] : [binadeRows(quantity, found, format)],
  );
  return {kind: 'document', title, parts: () => [{kind: 'answer', answer}, ...binades]};
}

function figureColumns(format: NumberFormat): readonly Column[] {
  return [
    {name: 'results', kind: 'number'},
    {name: 'misrounded', kind: 'number'},
    {name: 'max_ulp', kind: 'number'},
    {name: 'x', kind: 'number', format},
    {name: 'expected', kind: 'number', format},
    {name: 'got', kind: 'number', format},
  ];
}

function figuresOf({count, misrounded, worst}: Binade): readonly Cell[] {
  return [count, misrounded, worst?.ulps ?? 0, worst?.x ?? null, worst?.expected ?? null, worst?.got ?? null];
}

function binadeRows(quantity: string, binades: readonly Binade[], format: NumberFormat): DocumentPart {
  const rows = binades.map((binade) => ({name: nameOf(binade), cells: figuresOf(binade)}));
  return {
    kind: 'rows',
    title: `${quantity} by binade of x`,
    columns: figureColumns(format),
    rows,
    namesArePhrases: true,
  };
}

/** `2 to 4`, `-4 to -2`, `0`, `NaN`. */
function nameOf({from, to}: Binade): string {
  return Object.is(from, to) ? String(from) : `${from} to ${to}`;
}

/** A row for each binade with results. */
export function binadeTable(findings: readonly Findings[], format: NumberFormat, notes: readonly string[]): Table {
  const columns: readonly Column[] = [
    {name: 'quantity', kind: 'text'},
    {name: 'from', kind: 'number'},
    {name: 'to', kind: 'number'},
    ...figureColumns(format),
  ];
  const rows = findings.flatMap(({quantity, binades = []}) =>
    binades.map((binade): readonly Cell[] => [quantity, binade.from, binade.to, ...figuresOf(binade)]),
  );
  return tableOfRows(columns, rows, notes);
}
