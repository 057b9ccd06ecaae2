/** What a formula loses step by step, for machines: a row for each figure, fault, span and operation. */

import type {NumberFormat} from '../../exact/number-format.ts';
import type {Node} from '../../formula/tree.ts';
import type {OperationCost, StabilityFindings} from '../../stability/stability.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column, Table} from '../table.ts';
import {operationText} from './operation-text.ts';

/** The table of a study. */
export function stabilityTable(
  findings: readonly StabilityFindings[],
  format: NumberFormat,
  notes: readonly string[],
): Table {
  return tableOfRows(columnsOf(format), findings.flatMap(rowsOf), notes);
}

const columnsOf = (format: NumberFormat): readonly Column[] => [
  {name: 'quantity', kind: 'text'},
  {name: 'measure', kind: 'text'},
  {name: 'operation', kind: 'text'},
  {name: 'amount', kind: 'number'},
  {name: 'x', kind: 'number', format},
  {name: 'x_to', kind: 'number', format},
  {name: 'exact', kind: 'number'},
  {name: 'computed', kind: 'number', format},
  {name: 'amplified_by', kind: 'text'},
  {name: 'times', kind: 'number'},
];

function rowsOf(findings: StabilityFindings): readonly (readonly Cell[])[] {
  const {quantity, count, worst, rounding, formula, faults, spans, exceeding, operations, overflows, atInfinity} = findings; // biome-ignore format: one line
  const row = (measure: string, amount: number, rest: Partial<RowCells> = {}): readonly Cell[] => [
    quantity,
    measure,
    rest.operation === undefined ? null : operationText(rest.operation),
    amount,
    rest.x ?? null,
    rest.to ?? null,
    rest.exact ?? null,
    rest.computed ?? null,
    rest.cost?.amplifier === undefined ? null : operationText(rest.cost.amplifier.operation),
    rest.cost?.amplifier?.times ?? null,
  ];
  return [
    row('points', count),
    ...(worst === undefined ? [] : [row('max_ulp', worst.ulps, worst)]),
    ...(rounding === undefined ? [] : [row('rounding_ulp', rounding.ulps, rounding)]),
    ...(formula === undefined
      ? []
      : [
          row('formula_difference', formula.size, {x: formula.x}),
          row('formula_ulp', formula.ulps, {x: formula.ulpsAt}),
          ...(formula.alone === undefined ? [] : [row('formula_alone', 1, {x: formula.alone})]),
        ]),
    row('exceeding', exceeding),
    ...faults.map(({fault, count: times, first, last}) => row(fault, times, {...first, to: last.x})),
    ...spans.map(({from, to, worst: most, cause}) =>
      row('span', most.ulps, {x: from, to, ...(cause && {operation: cause.operation, cost: cause})}),
    ),
    ...operations.map((cost) => row('cost', cost.ulps, {operation: cost.operation, x: cost.x, cost})),
    ...overflows.map(({operation, count: times, first, last}) => row('overflowing', times, {operation, x: first, to: last})), // biome-ignore format: one line
    ...atInfinity.map((each) => row('at_infinity', each.ulps, each)),
  ];
}

interface RowCells {
  readonly operation: Node;
  readonly x: number;
  readonly to: number;
  readonly exact: number;
  readonly computed: number;
  readonly cost: OperationCost;
}
