import {actError, commandLineError} from '../../errors/errors.ts';
import {stretchOf} from '../../exact/every-number.ts';
import {float64, type NumberFormat} from '../../exact/number-format.ts';
import {openInput} from '../../input/open.ts';
import {readColumns} from '../../input/reader.ts';
import type {Io} from '../../io.ts';
import {type Format, isArrays} from '../../render/formats.ts';
import type {Note} from '../../report/notes.ts';
import {everyInput, type Inputs, listInputs, patternInputs, pointInputs, rangeInputs} from '../../sampling/grid.ts';
import {columnPoints, linePoints, type Points, scalarPoints} from '../../sampling/points.ts';
import type {PointList} from '../../sampling/range.ts';
import type {Call, Option} from '../command.ts';
import {bits, dtype} from '../options.ts';
import {coordinateColumns} from './coordinate-columns.ts';
import {all, along, at, column, from, input, points, range, shard} from './point-options.ts';

/** Points, and what is to be said of where they come from. */
export interface PointsRead extends Points {
  /** As far as the points have been read. */
  readonly notes: () => readonly Note[];
}

/**
 * The points that a call names, for functions of these inputs.
 * @throws ActError for options that cannot be combined, and for input that cannot be read
 */
export async function pointsOf(call: Call, stdin: Io['stdin'], inputs: readonly string[]): Promise<PointsRead> {
  checkOptions(call);
  const path = call.option(input);
  const format = call.option(dtype);
  if (path !== undefined)
    return inputPoints(path, stdin, {inputs, column: call.option(column), format, hasBits: call.isGiven(bits)});
  const points = namedPoints(call, inputs);
  const part = call.option(shard);
  const isWhole = part === undefined || points.count === undefined || points.slice === undefined;
  return {...(isWhole ? points : points.slice(stretchOf(part, points.count))), notes: () => []};
}

/** Points that stand in the call itself. */
function namedPoints(call: Call, inputs: readonly string[]): Points {
  const isOnLine = call.isGiven(from) || call.isGiven(along);
  if (call.isGiven(at) && inputs.length > 1 && !isOnLine) return pointsOfLists(call.all(at), inputs);
  const numbers = call.option(all) ? everyNumberOf(call, call.option(dtype) ?? float64) : numbersOf(call);
  return lineOrNumbers(call, numbers, inputs);
}

/** @throws ActError for a point with another number of coordinates */
function pointsOfLists(lists: readonly PointList[], inputs: readonly string[]): Points {
  for (const {text, rows: points} of lists) {
    const other = points.find((row) => row.length !== inputs.length);
    if (other !== undefined) throw commandLineError('atSize', text, inputs, other.length);
  }
  const rows = lists.flatMap((list) => list.rows);
  return columnPoints(
    inputs,
    inputs.map((_, i) => Float64Array.from(rows, (row) => row[i] as number)), // as many as inputs
  );
}

/**
 * Every number of a format of 32 bits or fewer; in arrays, which have no x, every bit pattern.
 * @throws ActError for a wider format
 */
function everyNumberOf({display}: Call, format: NumberFormat): Inputs {
  if (format.bits > 32) throw commandLineError('allOf', format.name);
  return isArrays(display.presentation) ? patternInputs(format) : everyInput(format);
}

/** Points along the line of `--from` and `--along`, or the numbers themselves. */
export function lineOrNumbers(call: Call, numbers: Inputs, inputs: readonly string[]): Points {
  const [start, direction] = [call.option(from), call.option(along)];
  if (start === undefined && direction === undefined) return scalarPoints(numbers);
  if (start === undefined) throw actError('needs', '--along', '--from');
  if (direction === undefined) throw actError('needs', '--from', '--along');
  if (start.length !== direction.length) throw commandLineError('pointSizes', start, direction);
  if (direction.every((step) => step === 0)) throw commandLineError('noDirection', direction);
  return linePoints(numbers, {from: start, along: direction}, inputs);
}

function numbersOf(call: Call): Inputs {
  const lists = call.all(at);
  if (lists.length === 0) return gridOf(call);
  return listInputs(Float64Array.from(lists.flatMap(({rows}) => rows.flatMap((row) => [...row]))));
}

/** The points of `--range` by its step, or as many as `--points` says; `otherwise` many if neither is given. */
export function gridOf(call: Call, otherwise?: number, interval = call.option(range)): Inputs {
  const count = call.option(points);
  if (count !== undefined && interval.step !== undefined)
    throw actError('exclusive', 'a --range with a step', '--points');
  const wanted = count ?? (interval.step === undefined ? otherwise : undefined);
  return wanted === undefined ? rangeInputs(interval) : pointInputs(interval, wanted);
}

/** About so many rows of a curve do where nothing else is asked for. */
const usualCount = 121;

/** The points of `--range` by a round step, unless its step or `--points` is given. */
export function roundGridOf(call: Call): Inputs {
  const interval = call.option(range);
  const span = Math.abs(interval.to - interval.from);
  if (interval.step !== undefined || call.isGiven(points) || !(span > 0 && Number.isFinite(span)))
    return gridOf(call, interval.from === interval.to ? 1 : usualCount);
  const inputs = rangeInputs(interval, roundStep(span / usualCount));
  const last = [...inputs.chunks()].at(-1)?.at(-1);
  return last === interval.to ? inputs : gridOf(call, usualCount);
}

/** The least of ..., 0.1, 0.2, 0.5, 1, ... that is not below a size. */
function roundStep(size: number): number {
  const power = Math.floor(Math.log10(size));
  const factor = [1, 2, 5].find((each) => each * 10 ** power >= size * (1 - 1e-9)) ?? 10;
  return Number(`${factor}e${power}`);
}

/** Checks that all points come from one source. */
function checkOptions(call: Call): void {
  const {isGiven} = call;
  const sources: readonly Option<unknown>[] = [range, at, input, all].filter(isGiven);
  const [first, second] = [...sources, ...(isGiven(range) ? [] : [points].filter(isGiven))];
  if (first !== undefined && second !== undefined) throw actError('exclusive', `--${first.name}`, `--${second.name}`);
  if (isGiven(column) && !isGiven(input)) throw actError('needs', '--column', '--input');
  if (isGiven(shard) && isGiven(input)) throw actError('exclusive', '--input', '--shard');
  const {presentation} = call.display;
  // Each part of arrays has its own length and is used by itself.
  if (isGiven(shard) && !isArrays(presentation) && !joinable.some((each) => each === presentation))
    throw commandLineError('shardFormat', presentation === 'view' ? 'table' : presentation, joinable);
  const [line] = [from, along].filter(isGiven);
  const [other] = [input, all].filter(isGiven);
  if (line !== undefined && other !== undefined) throw actError('exclusive', `--${other.name}`, `--${line.name}`);
}

/** The formats whose parts are the whole when one is put behind the other. */
const joinable: readonly Format[] = ['csv', 'tsv', 'jsonl'];

/** How points are read from a file. */
interface InputReading {
  /** What the numbers of a point are called. */
  readonly inputs: readonly string[];
  readonly column: string | undefined;
  readonly format: NumberFormat | undefined;
  readonly hasBits: boolean;
}

/** Points from the columns of a file: the only one, the one asked for, or one for each coordinate. */
async function inputPoints(
  path: string,
  stdin: Io['stdin'],
  {inputs, column: wanted, format, hasBits}: InputReading,
): Promise<PointsRead> {
  const source = openInput(path, stdin);
  const {name} = source;
  let inOrder: readonly string[] = [];
  const single = wanted === undefined ? 'only' : [wanted];
  const columns =
    inputs.length === 1
      ? single
      : (wanted?.split(',') ??
        coordinateColumns(inputs, name, (header) => {
          inOrder = header;
        }));
  const read = await readColumns(source.bytes, {
    name,
    columns,
    format,
    coordinates: inputs,
    bits: hasBits ? 'everywhere' : 'unread',
  });
  const {names, chunks} = read;
  const called =
    names.length === inputs.length ? inputs : names.map((_, i) => (names.length === 1 ? 'x' : `x${i + 1}`));
  return {
    names: called,
    leading: 0,
    chunks: () => chunks,
    notes: () => [
      ...(inOrder.length === 0 ? [] : [{code: 'columnsInOrder', name, columns: inOrder, inputs} as const]),
      ...read.notes().map((note) => ({...note, name})),
    ],
  };
}
