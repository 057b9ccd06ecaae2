/** Cards as rows, for machines. */

import type {Card} from '../card/card-facts.ts';
import {tableOfRows} from './rows.ts';
import type {Table} from './table.ts';

/** The card as rows: `kinks.1.left.gradient` and its value; of several cards each row names its activation first. */
export function cardTable(cards: readonly Card[]): Table {
  const areMany = cards.length > 1;
  return tableOfRows(
    [
      ...(areMany ? [{name: 'activation', kind: 'text'} as const] : []),
      {name: 'field', kind: 'text'},
      {name: 'value', kind: 'cells'},
    ],
    cards.flatMap((card) => flattened('', card).map((row) => (areMany ? [card.label, ...row] : row))),
  );
}

type Row = readonly [field: string, value: string | number | boolean | null];

/** A field as rows, one for each part; a list of texts is one row, and an absent field a row without a value. */
function flattened(field: string, value: unknown): readonly Row[] {
  if (typeof value !== 'object' || value === null) return [[field, value as Row[1]]]; // a card has no other parts
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return [[field, value.join(', ')]];
    return value.flatMap((item: unknown, i) => flattened(`${field}.${i + 1}`, item));
  }
  const prefix = field === '' ? '' : `${field}.`;
  return Object.entries(value).flatMap(([key, item]) => flattened(prefix + key, item));
}
