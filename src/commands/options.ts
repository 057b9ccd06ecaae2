/** The options that commands share. */

import {actError} from '../errors/errors.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import {dtypeNamed, formats, type NumberFormat} from '../exact/number-format.ts';
import type {ColorChoice} from '../io.ts';
import {defaultThreshold} from '../regions/region.ts';
import {formatsOf} from '../render/formats.ts';
import type {Marks} from '../report/output.ts';
import type {DefaultedOption, Option, ParameterFlag} from './command.ts';
import {asGiven, flag, numberFrom, oneOf, someOf, wholeNumber} from './line/option-values.ts';

/** Which formats there are depends on the command: displayOf reads it. */
export const format: Option<string> = {
  name: 'format',
  group: 'output',
  short: 'f',
  value: 'name',
  summary: ({draws, makesArrays}) =>
    `${formatsOf({draws, makesArrays}).join(', ')} (${draws === undefined ? 'table on a terminal, else csv' : `else a ${draws}, also in a pipe${draws === 'report' ? '; table has the rows of csv, rounded for people' : ''}`})`,
  takes: formatsOf,
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

export const truncate = flag(
  'truncate',
  'numerics',
  'take each exact result to the number of --dtype next to it on the way to 0, as hardware does that does not round',
);

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
