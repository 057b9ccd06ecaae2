/** Options that say at which points a function is evaluated. */

import {actError, commandLineError} from '../../errors/errors.ts';
import type {Shard} from '../../exact/every-number.ts';
import {doubtAbout, readNumber} from '../../formula/number-text.ts';
import {type PointList, parseAt, parseRange, type Range} from '../../sampling/range.ts';
import {usualSpan} from '../../shape/span.ts';
import type {DefaultedOption, Option} from '../command.ts';
import {asGiven, flag, parseShard, wholeNumber} from '../line/option-values.ts';

export const range: DefaultedOption<Range> = {
  name: 'range',
  group: 'inputs',
  short: 'r',
  value: 'from:to[:step]',
  summary: 'points from one end to the other, which is included if a step lands on it',
  default: `${usualSpan.from}:${usualSpan.to}`,
  parse: parseRange,
};

/** `--range` for a part of the real line, without a step. */
export function partOfLine(summary: string): Option<Range> {
  return {
    name: 'range',
    group: 'inputs',
    short: 'r',
    value: 'from:to',
    summary,
    parse(given, flagName) {
      const read = parseRange(given);
      if (read.step !== undefined)
        throw actError('optionValue', flagName, given, 'from:to without a step, such as -6:6');
      return read;
    },
  };
}

export const points: Option<number> = {
  name: 'points',
  group: 'inputs',
  short: 'n',
  value: 'count',
  summary: 'that many evenly spaced points over the range',
  parse: wholeNumber(1, Number.MAX_SAFE_INTEGER),
};

export const at: Option<PointList> = {
  name: 'at',
  group: 'inputs',
  short: 'x',
  value: 'x,...',
  summary:
    "these points; nan, inf, -inf and hexadecimal floats are understood; points of several coordinates: '3,0.5;1,2'",
  many: true,
  parse: parseAt,
};

export const input: Option<string> = {
  name: 'input',
  group: 'inputs',
  short: 'i',
  value: 'file',
  summary: 'numbers from a file: one a line, CSV, TSV, JSON, Markdown or .npy; - for standard input',
  takes: 'files',
  parse: asGiven,
};

export const column: Option<string> = {
  name: 'column',
  group: 'inputs',
  value: 'name|index',
  summary: 'the column of such a table; for points of several coordinates, columns separated by commas',
  parse: asGiven,
};

export const all = flag(
  'all',
  'inputs',
  'every value of a --dtype of 32 bits or fewer, in order of value; in npy, raw and c every bit pattern in order, NaN too',
);

export const shard: Option<Shard> = {
  name: 'shard',
  group: 'inputs',
  value: 'part/parts',
  summary: 'only this part of the inputs, such as 3/16, for one of several machines: cat joins csv, tsv and jsonl',
  parse: parseShard,
};

export const from = point('from', 'the start of a line through the inputs of a vector function: x = from + t*along');

export const along = point('along', 'the direction of that line; --range is then the range of t');

/** An option for a point of space, `[1,-1]`. */
function point(name: string, summary: string): Option<readonly number[]> {
  return {
    name,
    group: 'inputs',
    value: '[x1,x2,...]',
    summary,
    parse(given, flagName) {
      const inner = /^\s*\[(.*)\]\s*$/.exec(given)?.[1] ?? given;
      return inner.split(',').map((part) => {
        const coordinate = readNumber(part);
        if (coordinate === undefined || !Number.isFinite(coordinate)) throw commandLineError('point', flagName, given);
        const doubt = doubtAbout(part, coordinate);
        if (doubt !== undefined) throw actError('doubtful', `invalid value for ${flagName}`, part.trim(), doubt);
        return coordinate;
      });
    },
  };
}
