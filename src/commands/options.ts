/** The options that commands share. */

import {actError, commandLineError} from '../errors/errors.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import type {Shard} from '../exact/every-number.ts';
import {dtypeNamed, formats, type NumberFormat} from '../exact/number-format.ts';
import {doubtAbout, readNumber} from '../formula/number-text.ts';
import type {ColorChoice} from '../io.ts';
import {defaultThreshold} from '../regions/region.ts';
import {formatsOf} from '../render/formats.ts';
import type {Marks} from '../report/output.ts';
import {parseAt, parseRange, type Range} from '../sampling/range.ts';
import {usualSpan} from '../shape/span.ts';
import type {DefaultedOption, Option, ParameterFlag} from './command.ts';
import {asGiven, flag, numberFrom, oneOf, parseShard, someOf, wholeNumber} from './option-values.ts';

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

export const at: Option<Float64Array> = {
  name: 'at',
  group: 'inputs',
  short: 'x',
  value: 'x,...',
  summary: 'these points; nan, inf, -inf and hexadecimal floats are understood',
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

export const all = flag('all', 'inputs', 'every value of a --dtype of 32 bits or fewer, in order of value');

export const shard: Option<Shard> = {
  name: 'shard',
  group: 'inputs',
  value: 'part/parts',
  summary: 'only this part of the inputs, such as 3/16, for one of several machines: cat joins csv, tsv and jsonl',
  parse: parseShard,
};

export const from = point('from', 'the start of a line through the inputs of a vector function: x = from + t*along');

export const along = point('along', 'the direction of that line; --range is then the range of t');

/** Which formats there are depends on the command: displayOf reads it. */
export const format: Option<string> = {
  name: 'format',
  group: 'output',
  short: 'f',
  value: 'name',
  summary: ({draws}) =>
    `${formatsOf(draws).join(', ')} (${draws === undefined ? 'table on a terminal, else csv' : `else a ${draws}, also in a pipe${draws === 'report' ? '; table has the rows of csv, rounded for people' : ''}`})`,
  takes: ({draws}) => formatsOf(draws),
  parse: asGiven,
};

export const digits: DefaultedOption<number> = {
  name: 'digits',
  group: 'output',
  value: 'count',
  summary: 'significant digits of numbers for people',
  default: '6',
  parse: wholeNumber(1, 17),
};

export const color: DefaultedOption<ColorChoice> = {
  name: 'color',
  group: 'output',
  value: 'when',
  summary: 'auto, always or never; auto colours only a terminal',
  default: 'auto',
  ...oneOf(['auto', 'always', 'never']),
};

export const noPager = flag('no-pager', 'output', 'print long output at once, without $PAGER or less');

export const ascii = flag('ascii', 'output', 'keep to 7-bit characters, as where the locale is not UTF-8');

export const marks: Option<Marks> = {
  name: 'marks',
  group: 'output',
  value: 'kind',
  summary: 'how curves are drawn: braille, line or ascii (default: braille; ascii where the locale is not UTF-8)',
  ...oneOf(['braille', 'line', 'ascii']),
};

export const title: Option<string> = {
  name: 'title',
  group: 'output',
  value: 'text',
  summary: 'a line above the plot',
  parse: asGiven,
};
export const width: Option<number> = {
  name: 'width',
  group: 'output',
  value: 'columns',
  summary: "columns of the output (default: the terminal's, else 80)",
  parse: wholeNumber(1, 10_000),
};

export const show: DefaultedOption<readonly Quantity[]> = {
  name: 'show',
  group: 'output',
  value: 'what,...',
  summary: 'any of value, gradient and second, which is f″',
  default: 'value,gradient',
  ...someOf(['value', 'gradient', 'second']),
};

export const long = flag('long', 'output', 'a row for each point and activation, with its region');

export const wrt: Option<string> = {
  name: 'wrt',
  group: 'output',
  value: 'parameter',
  summary: 'add the gradient with respect to this parameter',
  many: true,
  takes: 'parameters',
  parse: asGiven,
};

/** The names of all number formats. */
export const dtypeNames = formats.map(({name}) => name);

export const dtype: Option<NumberFormat> = {
  name: 'dtype',
  group: 'numerics',
  value: 'name',
  summary: `round x and the exact results to ${dtypeNames.slice(0, -1).join(', ')} or ${dtypeNames.at(-1)} (default: float64)`,
  takes: dtypeNames,
  parse: dtypeNamed,
};

export const threshold: DefaultedOption<number> = {
  name: 'threshold',
  group: 'numerics',
  value: 'number',
  summary: 'a gradient nearer to 0 than this is weak or saturated',
  default: String(defaultThreshold),
  parse: numberFrom(0, 'a number, 0 or more'),
};

export const paramsInDtype = flag('params-in-dtype', 'numerics', 'round the parameters to --dtype as well');

export const saturate = flag('saturate', 'numerics', 'give the largest number of --dtype where a result overflows');

export const fast = flag('fast', 'numerics', 'compute in plain doubles: quicker, and the last digits may be wrong');

export const bits = flag(
  'bits',
  'output',
  'add a column of bit patterns after each column (x_bits, relu_bits, relu_grad_bits), and read them in --input',
);

export const hex = flag('hex', 'output', 'hexadecimal floats instead of decimals');

export const patience: DefaultedOption<number> = {
  name: 'patience',
  group: 'numerics',
  value: 'factor',
  summary: 'search this many times as long before giving up',
  default: '1',
  parse: numberFrom(0, 'a number, 0 or more', 1e6),
};

/** More threads than any machine has processors would only wait for each other. */
const mostThreads = 256;

export const threads: Option<number> = {
  name: 'threads',
  group: 'numerics',
  value: 'count',
  summary: 'how many threads share the work; the answer does not depend on it (default: 2, or 1 on a single processor)',
  parse: wholeNumber(1, mostThreads),
};

export const param: Option<ParameterFlag> = {
  name: 'param',
  group: 'inputs',
  value: 'name=value',
  summary:
    'set a parameter of every activation that has it and does not set it inline; --alpha 1 is short for --param alpha=1',
  takes: 'settings',
  parse(given, name) {
    const [, key, value] = /^\s*([^=\s]+)\s*=\s*(\S.*)$/.exec(given) ?? [];
    if (key === undefined || value === undefined) throw actError('optionValue', name, given, 'name=value: alpha=1');
    return {name: key, text: value, isShort: false};
  },
};

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
