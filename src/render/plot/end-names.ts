/** The names of curves on the right, beside the rows in which these end. */

import {dotsInRow, type YScale} from './y-scale.ts';

/** Where a curve ends: its last dot that has a place, and the row of it within the frame. */
export interface End {
  readonly place: number;
  readonly row: number;
}

export function endOf(y: Float64Array, {dotOf, rows}: YScale): End {
  const place = dotOf(y.findLast((value) => !Number.isNaN(dotOf(value))) ?? 0);
  return {place, row: Math.min(rows - 1, Math.max(0, Math.floor((place + 0.5) / dotsInRow)))};
}

/** A row beside the label of another value is a little worse than another one that is as near. */
const labelled = 0.5;

/**
 * Rows of their own for the names of all curves. No name is on a row where another curve ends, unless its own ends there
 * too; the least squares of distances, those of one end in the order of the curves. Undefined if the names are more than
 * the rows.
 */
export function nameRows(
  ends: readonly End[],
  {rows, labels}: Pick<YScale, 'rows' | 'labels'>,
): readonly number[] | undefined {
  const order = ends.toSorted((a, b) => a.place - b.place);
  const isOwner = (end: End): boolean => order.find(({row}) => row === end.row) === end;
  const free = labels.flatMap((_, row) => (ends.some((end) => end.row === row) ? [] : [row]));
  const others = order.filter((end) => !isOwner(end));
  if (ends.length > rows) return undefined;
  const places = cheapest(others, free, (own, row) => (row - own) ** 2 + (labels[row] === '' ? 0 : labelled));
  return ends.map((end) => {
    const group = order.filter(({row}) => row === end.row);
    const own = [end.row, ...others.flatMap(({row}, i) => (row === end.row ? [places[i] as number] : []))]; // one each
    return own.toSorted((a, b) => a - b)[group.indexOf(end)] as number; // as above
  });
}

/** A row of its own for each end, both in their order, at the least cost. There are enough rows. */
function cheapest(
  ends: readonly End[],
  rows: readonly number[],
  costOf: (own: number, row: number) => number,
): readonly number[] {
  // The cheapest places of the first ends within so many rows.
  let best: readonly Placed[] = [{cost: 0, places: []}, ...rows.map((): Placed => ({cost: 0, places: []}))];
  for (const {row: own} of ends) {
    const next: Placed[] = [{cost: Number.POSITIVE_INFINITY, places: []}];
    rows.forEach((row, i) => {
      const [before, above] = [best[i], next[i]] as [Placed, Placed]; // one more than rows
      const cost = before.cost + costOf(own, row);
      next.push(cost < above.cost ? {cost, places: [...before.places, row]} : above);
    });
    best = next;
  }
  return best.at(-1)?.places ?? [];
}

interface Placed {
  readonly cost: number;
  readonly places: readonly number[];
}
