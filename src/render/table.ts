import CliTable from 'cli-table3';
import {commandLineError} from '../errors/errors.ts';
import {columnsOf} from '../printable.ts';
import type {Cell, Column, Table} from '../report/table.ts';
import {cellAt} from './bytes/row-bytes.ts';
import {noteLines, notesOf, readableCells, readableText} from './readable-cells.ts';
import type {Style} from './style.ts';
import {type Block, type Extent, layOut, longestNumber, total, wrap} from './table-layout.ts';

/** More rows than this nobody reads: they belong in a file. */
const rowLimit = 1000;

/**
 * The table in a frame for people, at most `style.width` columns wide, and its notes below.
 * @throws ActError for more than 1,000 rows
 */
export async function* tableText(table: Table, style: Style): AsyncGenerator<string> {
  const content = await contentOf(table, style);
  yield* framed(content, layOut(content.extents, style.width), style);
}

/** The same; where a frame has no room for all columns, each row is a heading with the last of its cells below. */
export async function* tableOrListText(table: Table, style: Style): AsyncGenerator<string> {
  const content = await contentOf(table, style);
  const blocks = layOut(content.extents, style.width);
  const [block] = blocks;
  if (blocks.length === 1 && block !== undefined && total(block.widths) <= style.width) {
    yield* framed(content, blocks, style);
    return;
  }
  for (const i of (content.columns[0] ?? []).keys()) {
    const cells = content.texts.map((texts) => texts[i] ?? '');
    yield `${style.paint.heading(cells.slice(0, -1).join(' '))}\n`;
    for (const line of wrap(cells.at(-1) ?? '', style.width - 2)) yield `  ${line}\n`;
  }
  yield* notesBelow(table, style);
}

function* framed(content: Content, blocks: readonly Block[], style: Style): Generator<string> {
  for (const [index, block] of blocks.entries()) {
    if (index > 0) yield '\n';
    yield `${draw(block, content, style)}\n`;
  }
  yield* notesBelow(content.table, style);
}

function* notesBelow(table: Table, style: Style): Generator<string> {
  for (const line of noteLines(notesOf(table, style), style)) yield `${line}\n`;
}

async function contentOf(table: Table, style: Style): Promise<Content> {
  const columns = await collect(table);
  const texts = table.columns.map((column, j) => (columns[j] ?? []).map(readableCells(column, style)));
  const heads = table.columns.map((column) => readableText(column.name, style));
  const extents = columns.map((column, j) => ({
    head: columnsOf(heads[j] ?? ''),
    body: longest(texts[j] ?? []),
    solid: Math.max(
      0,
      ...(texts[j] ?? []).map((text, i) => (typeof column[i] === 'number' ? columnsOf(text) : longestNumber(text))),
    ),
  }));
  return {table, columns, texts, heads, extents};
}

interface Content {
  readonly table: Table;
  readonly columns: readonly (readonly Cell[])[];
  readonly texts: readonly (readonly string[])[];
  readonly heads: readonly string[];
  readonly extents: readonly Extent[];
}

function draw(block: Block, {table, columns, texts, heads}: Content, style: Style): string {
  const rows = (columns[0] ?? []).map((_, i) =>
    block.columns.map((j, k) => {
      const right = isRight(columns[j]?.[i] ?? null, table.columns[j]);
      return {
        content: wrap(texts[j]?.[i] ?? '', block.widths[k] ?? 1).join('\n'),
        hAlign: right ? ('right' as const) : ('left' as const),
      };
    }),
  );
  const frame = new CliTable({
    head: block.columns.map((j, k) => {
      const lines = wrap(heads[j] ?? '', block.widths[k] ?? 1);
      return lines.map(style.paint.heading).join('\n');
    }),
    colAligns: block.columns.map((j) => (table.columns[j]?.kind === 'number' ? 'right' : 'left')),
    // cli-table3 colours heads and borders by itself, whatever NO_COLOR says, unless both lists are empty.
    // Rules between the rows help only if a row has several lines.
    style: {head: [], border: [], compact: !rows.some((row) => row.some(({content}) => content.includes('\n')))},
    ...(style.ascii ? {chars: asciiFrame} : {}),
  });
  frame.push(...rows);
  return frame.toString();
}

const asciiFrame = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};

/** The cells of every column of a table that is short enough to be read. */
async function collect(table: Table): Promise<readonly (readonly Cell[])[]> {
  const columns: Cell[][] = table.columns.map(() => []);
  for await (const chunk of table.chunks()) {
    if ((columns[0]?.length ?? 0) + chunk.length > rowLimit) throw commandLineError('tooManyRows', '1,000');
    for (const [j, column] of columns.entries()) {
      for (let i = 0; i < chunk.length; i++) column.push(cellAt(chunk.columns[j] ?? [], i));
    }
  }
  return columns;
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.flatMap((text) => text.split('\n')).map(columnsOf));
}

/** Whether a cell is aligned on the right: a number, or an absent one. */
function isRight(cell: Cell, column: Column | undefined): boolean {
  return typeof cell === 'number' || (cell === null && column?.kind === 'number');
}
