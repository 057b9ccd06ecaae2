/** How wide the columns of a table are, and which of them stand side by side. */

export interface Extent {
  /** The longest line of the column's cells. */
  readonly body: number;
  readonly head: number;
  /** The longest of the cells that are not broken into lines: numbers. */
  readonly solid: number;
}

/** Columns that are drawn side by side, by index, with their widths. */
export interface Block {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

/** A border and two spaces for each column, and the last border. */
const perColumn = 3;
const lastBorder = 1;
/** A heading is broken, and a text, before a table is split; but not into less than this. */
const leastHead = 12;
const leastText = 10;
/** The first column names the row: it is broken last. */
const leastFirst = 24;

/**
 * The columns in one block where they fit into `width`, headings and texts broken into lines as far as needed; else
 * in several, each of which repeats the first column.
 */
export function layOut(extents: readonly Extent[], width: number): readonly Block[] {
  const [first] = extents;
  if (first === undefined) return [];
  const least = extents.map((extent, index) => leastWidth(extent, index === 0));
  const blocks: number[][] = [[0]];
  for (let index = 1; index < extents.length; index++) {
    const block = blocks.at(-1) as number[]; // there is always one
    const grown = [...block, index];
    if (block.length > 1 && total(grown.map((column) => least[column] ?? 0)) > width) blocks.push([0, index]);
    else block.push(index);
  }
  return blocks.map((columns) => ({columns, widths: widen(columns, {extents, least, width})}));
}

/** The columns' widths, up to a common limit that uses the room; no column is narrower than its least. */
function widen(
  columns: readonly number[],
  room: {readonly extents: readonly Extent[]; readonly least: readonly number[]; readonly width: number},
): readonly number[] {
  const natural = columns.map((column) => naturalWidth(room.extents[column]));
  const least = columns.map((column) => room.least[column] ?? 0);
  let widths = least;
  for (let limit = leastText; limit <= room.width; limit++) {
    const wider = natural.map((wanted, i) => Math.max(least[i] ?? 0, Math.min(wanted, limit)));
    if (total(wider) > room.width) break;
    widths = wider;
  }
  return widths;
}

function naturalWidth(extent: Extent | undefined): number {
  return extent === undefined ? 0 : Math.max(extent.body, extent.head);
}

function leastWidth(extent: Extent, isFirst: boolean): number {
  const body = Math.min(extent.body, isFirst ? leastFirst : leastText);
  return Math.max(body, extent.solid, Math.min(extent.head, isFirst ? leastFirst : leastHead));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + perColumn, lastBorder);
}

/** The text in lines of at most `width` characters, broken at a space, else after a sign, else anywhere. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let rest = [...paragraph];
    while (rest.length > width) {
      const length = lineLength(rest, width);
      lines.push(rest.slice(0, length).join('').trimEnd());
      rest = [...rest.slice(length).join('').trimStart()];
    }
    lines.push(rest.join(''));
  }
  return lines;
}

function lineLength(rest: readonly string[], width: number): number {
  for (let i = width; i > 0; i--) if (rest[i] === ' ') return i;
  for (let i = width; i > width / 2; i--) if (/[,;:=+*/?)\]_-]/.test(rest[i - 1] ?? '')) return i;
  return Math.max(width, 1);
}
