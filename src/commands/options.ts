/** The options that commands share, and the parsers of option values. */

import {actError, commandLineError} from '../errors/errors.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import {dtypeNamed, formats, type NumberFormat} from '../exact/number-format.ts';
import {readNumber} from '../formula/number-text.ts';
import type {ColorChoice} from '../io.ts';
import {defaultThreshold} from '../regions/region.ts';
import {formatsOf} from '../render/formats.ts';
import type {Marks} from '../report/output.ts';
import {parseAt, parseRange, type Range} from '../sampling/range.ts';
import {usualSpan} from '../shape/span.ts';
import type {DefaultedOption, Option, ParameterFlag} from './command.ts';

export const range: DefaultedOption<Range> = {
  name: 'range',
  short: 'r',
  value: 'from:to[:step]',
  summary: 'points from one end to the other, both included',
  default: `${usualSpan.from}:${usualSpan.to}`,
  parse: parseRange,
};

/** `--range` for a part of the real line, without a step. */
export function partOfLine(summary: string): Option<Range> {
  return {
    name: 'range',
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
  short: 'n',
  value: 'count',
  summary: 'that many evenly spaced points over the range',
  parse: wholeNumber(1, Number.MAX_SAFE_INTEGER),
};

export const at: Option<Float64Array> = {
  name: 'at',
  short: 'x',
  value: 'x,...',
  summary: 'these points; nan, inf, -inf and hexadecimal floats are understood',
  parse: parseAt,
};

export const input: Option<string> = {
  name: 'input',
  short: 'i',
  value: 'file',
  summary: 'numbers from a file, - for standard input',
  parse: asGiven,
};

export const column: Option<string> = {
  name: 'column',
  value: 'name|index',
  summary: 'the column of a CSV, TSV or JSON input; for points of several coordinates, columns separated by commas',
  parse: asGiven,
};

export const all = flag('all', 'every value of a 16- or 8-bit --dtype, in order of value');

export const from = point('from', 'where a line through the space of a vector function starts: x = from + t*along');

export const along = point('along', 'the direction of that line; --range is then the range of t');

/** Which formats there are depends on the command: displayOf reads it. */
export const format: Option<string> = {
  name: 'format',
  short: 'f',
  value: 'name',
  summary: ({draws}) =>
    `${formatsOf({hasFigure: draws === 'plot'}).join(', ')} (${draws === undefined ? 'table on a terminal, else csv' : `else a ${draws}, also in a pipe`})`,
  parse: asGiven,
};

export const digits: DefaultedOption<number> = {
  name: 'digits',
  value: 'count',
  summary: 'significant digits of tables and plots for people',
  default: '6',
  parse: wholeNumber(1, 17),
};

export const color: DefaultedOption<ColorChoice> = {
  name: 'color',
  value: 'when',
  summary: 'auto, always or never; auto colours only a terminal',
  default: 'auto',
  parse: oneOf(['auto', 'always', 'never']),
};

export const ascii = flag('ascii', 'keep to 7-bit characters');

export const marks: Option<Marks> = {
  name: 'marks',
  value: 'kind',
  summary: 'how curves are drawn: braille, line or ascii (braille; in the locale C ascii)',
  parse: oneOf(['braille', 'line', 'ascii']),
};

export const width: Option<number> = {
  name: 'width',
  value: 'columns',
  summary: "columns of the output (the terminal's, else 80)",
  parse: wholeNumber(1, 10_000),
};

export const show: DefaultedOption<readonly Quantity[]> = {
  name: 'show',
  value: 'what,...',
  summary: 'value, gradient or both',
  default: 'value,gradient',
  parse: someOf(['value', 'gradient']),
};

export const long = flag('long', 'a row for each point and activation, with its region');

export const wrt: Option<string> = {
  name: 'wrt',
  value: 'parameter',
  summary: 'add the gradient with respect to this parameter',
  parse: asGiven,
};

const dtypeNames = formats.map(({name}) => name);

export const dtype: Option<NumberFormat> = {
  name: 'dtype',
  value: 'name',
  summary: `round x and the exact results to ${dtypeNames.slice(0, -1).join(', ')} or ${dtypeNames.at(-1)} (float64)`,
  parse: dtypeNamed,
};

export const threshold: DefaultedOption<number> = {
  name: 'threshold',
  value: 'number',
  summary: 'a gradient below it is weak or saturated',
  default: String(defaultThreshold),
  parse: numberFrom(0, 'a number, 0 or more'),
};

export const paramsInDtype = flag('params-in-dtype', 'round the parameters to --dtype as well');

export const saturate = flag('saturate', 'give the largest number of --dtype where a result overflows');

export const fast = flag('fast', 'compute in plain doubles: quicker, and the last digits may be wrong');

export const bits = flag('bits', 'add a column of bit patterns after each column: x_bits, relu_bits, relu_grad_bits');

export const hex = flag('hex', 'hexadecimal floats instead of decimals');

export const patience: DefaultedOption<number> = {
  name: 'patience',
  value: 'factor',
  summary: 'search that many times as long for what is not proven',
  default: '1',
  parse: numberFrom(0, 'a number, 0 or more', 1e6),
};

export const param: Option<ParameterFlag> = {
  name: 'param',
  value: 'name=value',
  summary:
    'set a parameter of every activation that has it and does not set it inline; --alpha 1 is short for --param alpha=1',
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
    value: '[x1,x2,...]',
    summary,
    parse(given, flagName) {
      const inner = /^\s*\[(.*)\]\s*$/.exec(given)?.[1] ?? given;
      return inner.split(',').map((part) => {
        const coordinate = readNumber(part);
        if (coordinate === undefined || !Number.isFinite(coordinate)) throw commandLineError('point', flagName, given);
        return coordinate;
      });
    },
  };
}

/** A parser of numbers from `least` to `most`, by default finite ones; `wanted` says so in messages. */
export function numberFrom(least: number, wanted: string, most = Number.MAX_VALUE): Option<number>['parse'] {
  return (given, flagName) => {
    const value = readNumber(given);
    if (value === undefined || !(value >= least && value <= most)) {
      throw actError('optionValue', flagName, given, wanted);
    }
    return value;
  };
}

/** Reads a finite number. */
export function finiteNumber(given: string, flagName: string): number {
  return numberFrom(-Number.MAX_VALUE, 'a number')(given, flagName);
}

/** A switch. */
export function flag<Name extends string>(name: Name, summary: string): Option<true> & {readonly name: Name} {
  return {name, summary, parse: () => true};
}

/** The parser of an option whose text is interpreted later. */
function asGiven(text: string): string {
  return text;
}

/** A parser of whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most: number): Option<number>['parse'] {
  return (given, name) => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    const bound = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    throw actError('optionValue', name, given, `a whole number, ${bound}`);
  };
}

/** A parser of some of the words, separated by commas. */
export function someOf<T extends string>(words: readonly T[]): Option<readonly T[]>['parse'] {
  return (given, name) => given.split(',').map((word) => oneOf(words)(word, name));
}

/** A parser of one of the words. */
export function oneOf<T extends string>(words: readonly T[]): Option<T>['parse'] {
  return (given, name) => {
    const word = words.find((known) => known === given);
    if (word === undefined) throw actError('optionValue', name, given, `one of ${words.join(', ')}`);
    return word;
  };
}
