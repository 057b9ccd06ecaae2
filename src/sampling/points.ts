/** The points of a table or a figure: columns of numbers, in chunks. */

import type {Selection, SpaceLine} from '../activations/selection.ts';
import {commandLineError} from '../errors/errors.ts';
import type {Stretch} from '../exact/every-number.ts';
import {float64, type NumberFormat, roundDouble} from '../exact/number-format.ts';
import type {Inputs} from './grid.ts';

/** Some points, column by column. */
export interface PointChunk {
  readonly length: number;
  readonly columns: readonly Float64Array[];
}

/** All points in order. */
export interface Points {
  /** Names of the columns; the last ones are the inputs of the functions. */
  readonly names: readonly string[];
  /** How many columns come before the inputs: 1 for the place on a line through space, else 0. */
  readonly leading: number;
  /** How many points there are; unknown of a file that is read while the results are computed. */
  readonly count?: number;
  readonly chunks: () => Iterable<PointChunk> | AsyncIterable<PointChunk>;
  /** Some of them, without a walk over those before; absent where they can only be read from the first one on. */
  readonly slice?: (stretch: Stretch) => Points;
}

/**
 * Checks that every function takes as many inputs as the points have coordinates.
 * @throws ActError if one does not
 */
export function checkPointSize(selections: readonly Selection[], {names, leading}: Points): void {
  const coordinates = names.slice(leading);
  for (const {label, inputs} of selections) {
    if (inputs.length !== coordinates.length) throw commandLineError('inputSize', label, inputs, coordinates.length);
    if (inputs.some((name, i) => name !== coordinates[i]))
      throw commandLineError('inputNames', label, inputs, coordinates);
  }
}

/** Numbers as points of one coordinate. */
export function scalarPoints({chunks, count, slice}: Inputs): Points {
  return {
    count,
    slice: (stretch) => scalarPoints(slice(stretch)),
    names: ['x'],
    leading: 0,
    *chunks() {
      for (const x of chunks()) yield {length: x.length, columns: [x]};
    },
  };
}

/** Points of several coordinates, which have these names; a column for each of them. */
export function columnPoints(names: readonly string[], columns: readonly Float64Array[]): Points {
  const length = columns[0]?.length ?? 0;
  return {
    count: length,
    slice: ({from, to}) =>
      columnPoints(
        names,
        columns.map((column) => column.subarray(from, to)),
      ),
    names,
    leading: 0,
    *chunks() {
      if (length > 0) yield {length, columns};
    },
  };
}

/**
 * The points from + t·along, computed in plain doubles; the rounded coordinates define them. They have these names, as
 * many as there are coordinates, or else numbers.
 */
export function linePoints(inputs: Inputs, {from, along}: SpaceLine, coordinates: readonly string[]): Points {
  const {chunks, count, slice} = inputs;
  const names = coordinates.length === from.length ? coordinates : from.map((_, i) => `x${i + 1}`);
  return {
    count,
    slice: (stretch) => linePoints(slice(stretch), {from, along}, names),
    names: ['t', ...names],
    leading: 1,
    *chunks() {
      for (const t of chunks()) {
        const coordinates = from.map((start, i) => t.map((step) => start + step * (along[i] ?? 0))); // equally long
        yield {length: t.length, columns: [t, ...coordinates]};
      }
    },
  };
}

/** Points rounded to a format, which are counted as they pass. */
export interface RoundedPoints extends Points {
  /** How many points have passed so far, and how many of them were not numbers of the format. */
  readonly seen: () => {readonly total: number; readonly moved: number};
}

/** The same points with their inputs rounded to a format: an overflow is an infinity, as it is to whoever checks results. */
export function roundedPoints(points: Points, format: NumberFormat): RoundedPoints {
  let total = 0;
  let moved = 0;
  const rounded = (chunk: PointChunk): PointChunk => {
    const {length, columns} = chunk;
    total += length;
    if (format === float64) return chunk;
    const inputs = columns.slice(points.leading);
    const results = inputs.map((column) => column.map((x) => roundDouble(x, format, 'ieee')));
    for (let i = 0; i < length; i++) {
      if (inputs.some((column, j) => !Object.is(column[i], results[j]?.[i]))) moved += 1;
    }
    return {length, columns: [...columns.slice(0, points.leading), ...results]};
  };
  const roundedAll = ({slice, ...all}: Points): Points => ({
    ...all,
    ...(slice && {slice: (stretch: Stretch) => roundedAll(slice(stretch))}),
    async *chunks() {
      for await (const chunk of all.chunks()) yield rounded(chunk);
    },
  });
  return {...roundedAll(points), seen: () => ({total, moved})};
}
