/** Tables whose rows are all at hand, unlike those that are computed while they are written. */

import type {Cell, Column, Table} from './table.ts';

/** A table of some rows under their columns. */
export function tableOfRows(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  notes: readonly string[] = [],
): Table {
  const chunk = {length: rows.length, columns: columns.map((_, j) => rows.map((row) => row[j] ?? null))};
  return {columns, notes, chunks: () => [chunk]};
}

/** A table of texts. */
export function textTable(names: readonly string[], rows: readonly (readonly string[])[]): Table {
  return tableOfRows(
    names.map((name) => ({name, kind: 'text'})),
    rows,
  );
}
