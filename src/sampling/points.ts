/** The points at which a table or a figure is made: columns of numbers, in chunks. */

import type {Selection} from '../activations/selection.ts';
import {actError, commandLineError} from '../errors.ts';
import {float64, type NumberFormat, type Overflow, roundDouble, valuesOf} from '../exact/number-format.ts';
import {type Inputs, listInputs} from './grid.ts';

export interface PointChunk {
  readonly length: number;
  readonly columns: readonly Float64Array[];
}

export interface Points {
  /** Names of the columns; the last ones are the inputs of the functions. */
  readonly names: readonly string[];
  /** Columns before the inputs: the place on a line through space. */
  readonly leading: number;
  readonly chunks: () => Iterable<PointChunk> | AsyncIterable<PointChunk>;
}

/** Functions take as many coordinates as the points have. */
export function checkPointSize(selections: readonly Selection[], {names, leading}: Points): void {
  const size = names.length - leading;
  const other = selections.find(({inputs}) => inputs.length !== size);
  if (other !== undefined) throw actError('pointSize', other.label, other.inputs.length, size);
}

/** Numbers as points. */
export function scalarPoints({chunks}: Inputs): Points {
  return {
    names: ['x'],
    leading: 0,
    *chunks() {
      for (const x of chunks()) yield {length: x.length, columns: [x]};
    },
  };
}

/** from + t·along for every t, in plain doubles: the coordinates are the points, whatever their rounding. */
export function linePoints({chunks}: Inputs, from: readonly number[], along: readonly number[]): Points {
  return {
    names: ['t', ...from.map((_, i) => `x${i + 1}`)],
    leading: 1,
    *chunks() {
      for (const t of chunks()) {
        const coordinates = from.map((start, i) => t.map((step) => start + step * (along[i] ?? 0))); // of one length
        yield {length: t.length, columns: [t, ...coordinates]};
      }
    },
  };
}

/** Every number of a format of 16 or 8 bits. */
export function allPoints(format: NumberFormat): Points {
  if (format.bits > 16) throw commandLineError('allOf', format.name);
  return scalarPoints(listInputs(valuesOf(format)));
}

export interface RoundedPoints extends Points {
  /** How many points there have been so far, and how many of them were not numbers of the format. */
  readonly seen: () => {readonly total: number; readonly moved: number};
}

/** The same points with their inputs rounded to a format. */
export function roundedPoints(points: Points, format: NumberFormat, overflow: Overflow): RoundedPoints {
  let total = 0;
  let moved = 0;
  const rounded = (chunk: PointChunk): PointChunk => {
    const {length, columns} = chunk;
    total += length;
    // Doubles are numbers of float64 already, and infinities too unless they saturate.
    if (format === float64 && overflow === 'ieee') return chunk;
    const inputs = columns.slice(points.leading);
    const results = inputs.map((column) => column.map((x) => roundDouble(x, format, overflow)));
    for (let i = 0; i < length; i++) {
      if (inputs.some((column, j) => !Object.is(column[i], results[j]?.[i]))) moved += 1;
    }
    return {length, columns: [...columns.slice(0, points.leading), ...results]};
  };
  return {
    ...points,
    seen: () => ({total, moved}),
    async *chunks() {
      for await (const chunk of points.chunks()) yield rounded(chunk);
    },
  };
}
