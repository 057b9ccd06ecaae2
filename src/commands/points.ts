import {type Inputs, parseAt, parseRange, pointInputs, rangeInputs} from '../analysis/grid.ts';
import {allPoints, linePoints, type Points, scalarPoints} from '../analysis/points.ts';
import {actError} from '../errors.ts';
import {float64} from '../exact/format.ts';
import type {Io} from '../io.ts';
import type {Call, Option} from './command.ts';
import {all, along, at, column, dtype, from, input, points, range} from './options.ts';

const defaultRange = '-6:6';

/** The points that a call names, for functions of so many numbers. */
export async function pointsOf(call: Call, io: Io, size: number): Promise<Points> {
  checkOptions(call);
  const path = call.option(input);
  if (path !== undefined) return inputPoints(path, io, {size, column: call.option(column)});
  if (call.option(all)) return allPoints(call.option(dtype) ?? float64);
  return lineOrNumbers(call, numbersOf(call));
}

/** Points along the line that `--from` and `--along` draw, or the numbers themselves. */
export function lineOrNumbers(call: Call, numbers: Inputs): Points {
  const [start, direction] = [call.option(from), call.option(along)];
  if (start === undefined && direction === undefined) return scalarPoints(numbers);
  if (start === undefined) throw actError('needs', '--along', '--from');
  if (direction === undefined) throw actError('needs', '--from', '--along');
  if (start.length !== direction.length) throw actError('pointSizes', start, direction);
  return linePoints(numbers, start, direction);
}

function numbersOf(call: Call): Inputs {
  const text = call.option(at);
  if (text !== undefined) return parseAt(text);
  const interval = parseRange(call.option(range) ?? defaultRange);
  const count = call.option(points);
  return count === undefined ? rangeInputs(interval) : pointInputs(interval, count);
}

/** Points come from one place: of these each excludes the others. */
function checkOptions(call: Call): void {
  const given = (option: Option<unknown>) => call.option(option) !== undefined;
  const sources = [range, at, input, all].filter(given);
  const [first, second] = [...sources, ...(given(range) ? [] : [points].filter(given))];
  if (first !== undefined && second !== undefined) throw actError('exclusive', `--${first.name}`, `--${second.name}`);
  if (given(column) && !given(input)) throw actError('needs', '--column', '--input');
  const lines = [from, along].filter(given);
  const other = [input, all].filter(given)[0];
  if (lines[0] !== undefined && other !== undefined)
    throw actError('exclusive', `--${other.name}`, `--${lines[0].name}`);
}

/** Columns of a file: the only one, the one asked for, or one for each coordinate. */
async function inputPoints(
  path: string,
  io: Io,
  {size, column: wanted}: {readonly size: number; readonly column: string | undefined},
): Promise<Points> {
  const [{openInput}, {readColumns}] = await Promise.all([import('../input/open.ts'), import('../input/reader.ts')]);
  const source = openInput(path, io.stdin);
  const columns = size === 1 ? (wanted === undefined ? 'only' : [wanted]) : (wanted?.split(',') ?? 'all');
  const {names, chunks} = await readColumns(source.bytes, {name: source.name, columns});
  const inputs = names.length === 1 ? ['x'] : names.map((_, i) => `x${i + 1}`);
  return {names: inputs, leading: 0, chunks: () => chunks};
}
