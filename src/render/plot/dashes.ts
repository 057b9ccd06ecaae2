/** Curves in dashes, which tell them apart without colour. */

import {bitOf, dotsInColumn, type Raster} from './raster.ts';
import {dotsInRow} from './y-scale.ts';

/** Dots of a dash and of the gap after it, for the second curve and those after it; the first is unbroken. */
const dashes = [
  [6, 2],
  [3, 3],
  [1, 2],
  [8, 4],
  [2, 5],
] as const;

/** The dots of a curve in dashes of its own: counted along the curve, so that they are as long where it is steep. */
export function dashed(raster: Raster, order: number): Raster {
  const [on, off] = dashes[(order - 1) % dashes.length] ?? [1, 0];
  const cells = new Uint8Array(raster.cells.length);
  let length = 0;
  let before = 0;
  for (let column = 0; column < dotsInColumn * raster.columns; column += 1) {
    const dots = dotsOf(raster, column);
    const [top = before, bottom = top] = [dots[0], dots.at(-1)];
    const falls = Math.abs(top - before) <= Math.abs(bottom - before);
    for (const dot of falls ? dots : dots.toReversed()) {
      const cell = cellOf(raster, column, dot);
      if (length % (on + off) < on)
        cells[cell] = (cells[cell] as number) | bitOf(column % dotsInColumn, dot % dotsInRow); // inside
      length += 1;
    }
    before = falls ? bottom : top;
  }
  return {...raster, cells};
}

/** The rows of dots that are set in a column of dots, from top to bottom. */
function dotsOf({cells, columns, rows}: Raster, column: number): readonly number[] {
  const dots: number[] = [];
  // Plain loops, and one look at most cells: this is done for each column of dots of each curve.
  for (let row = 0; row < rows; row += 1) {
    const bits = cells[row * columns + Math.floor(column / dotsInColumn)] as number; // inside
    if (bits === 0) continue;
    for (let down = 0; down < dotsInRow; down += 1)
      if ((bits & bitOf(column % dotsInColumn, down)) !== 0) dots.push(dotsInRow * row + down);
  }
  return dots;
}

function cellOf({columns}: Raster, column: number, dot: number): number {
  return Math.floor(dot / dotsInRow) * columns + Math.floor(column / dotsInColumn);
}
