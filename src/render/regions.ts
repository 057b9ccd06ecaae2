/** Regions for people: each interval as it is written, `(-Infinity, 0]`, with every digit. */

import type {Cell, Chunk, Table} from '../analysis/report.ts';
import {exactNumber} from './number.ts';
import {cellAt} from './stream.ts';
import type {Style} from './style.ts';
import {tableText} from './table.ts';

const ends = ['from', 'to', 'from_closed', 'to_closed'];

/** The table with one column in place of the four that make an interval. */
export async function* regionsText(table: Table, style: Style): AsyncGenerator<string> {
  const places = ends.map((name) => table.columns.findIndex((column) => column.name === name));
  const kept = table.columns.flatMap(({name}, j) => (ends.includes(name) ? [] : [j]));
  const columns = [...table.columns.filter((_, j) => kept.includes(j)), {name: 'interval', kind: 'text'} as const];
  const chunkOf = ({length, columns: cells}: Chunk): Chunk => {
    const intervals = Array.from({length}, (_, i) => intervalOf(places.map((j) => cellAt(cells[j] ?? [], i))));
    return {length, columns: [...kept.map((j) => cells[j] ?? []), intervals]};
  };
  async function* chunks() {
    for await (const chunk of table.chunks()) yield chunkOf(chunk);
  }
  yield* tableText({...table, columns, chunks}, style);
}

function intervalOf([from, to, fromClosed, toClosed]: readonly Cell[]): string {
  return intervalText({
    from: Number(from),
    to: Number(to),
    fromClosed: fromClosed === true,
    toClosed: toClosed === true,
  });
}

/** `(-Infinity, 0]`; a single number is `[1, 1]`. */
export function intervalText(
  {
    from,
    to,
    fromClosed,
    toClosed,
  }: {
    readonly from: number;
    readonly to: number;
    readonly fromClosed: boolean;
    readonly toClosed: boolean;
  },
  number: (value: number) => string = exactNumber,
): string {
  return `${fromClosed ? '[' : '('}${number(from)}, ${number(to)}${toClosed ? ']' : ')'}`;
}
