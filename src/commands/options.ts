import {actError} from '../errors.ts';
import {formatNamed, type NumberFormat} from '../exact/format.ts';
import {readNumber} from '../formula/number-text.ts';
import type {ColorChoice} from '../io.ts';
import {type Format, formatNames, parseFormat} from '../render/formats.ts';
import type {Option, ParameterFlag} from './command.ts';

export type Show = 'value' | 'gradient';

export const range: Option<string> = {
  name: 'range',
  short: 'r',
  value: 'from:to[:step]',
  summary: 'points from one end to the other, both included (-6:6)',
  parse: asGiven,
};

export const points: Option<number> = {
  name: 'points',
  short: 'n',
  value: 'count',
  summary: 'that many evenly spaced points over the range',
  parse: wholeNumber(1, Number.MAX_SAFE_INTEGER),
};

export const at: Option<string> = {
  name: 'at',
  short: 'x',
  value: 'x,...',
  summary: 'these points; nan, inf, -inf and hexadecimal floats are understood',
  parse: asGiven,
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
  summary: 'the column of a CSV or TSV input; several, apart by commas, where a point has several coordinates',
  parse: asGiven,
};

export const all = flag('all', 'every value of a 16- or 8-bit --dtype, in order of value');

export const from = point('from', 'where a line through the space of a vector function starts: x = from + t*along');

export const along = point('along', 'the direction of that line; the range is then of t');

export const format: Option<Format> = {
  name: 'format',
  short: 'f',
  value: 'name',
  summary: `${formatNames.join(', ')} (table on a terminal, else csv)`,
  parse: parseFormat,
};

export const digits: Option<number> = {
  name: 'digits',
  value: 'count',
  summary: 'significant digits of tables and plots for people (6)',
  parse: wholeNumber(1, 17),
};

export const color: Option<ColorChoice> = {
  name: 'color',
  value: 'when',
  summary: 'auto, always or never; auto colours only a terminal',
  parse: oneOf(['auto', 'always', 'never']),
};

export const ascii = flag('ascii', 'keep to 7-bit characters');

export const width: Option<number> = {
  name: 'width',
  value: 'columns',
  summary: "columns of the output (the terminal's, else 80)",
  parse: wholeNumber(1, 10_000),
};

export const show: Option<readonly Show[]> = {
  name: 'show',
  value: 'what,...',
  summary: 'value, gradient or both (value,gradient)',
  parse: (given, name) => given.split(',').map((word) => oneOf<Show>(['value', 'gradient'])(word, name)),
};

export const long = flag('long', 'a row for each point and activation, with its region');

export const wrt: Option<string> = {
  name: 'wrt',
  value: 'parameter',
  summary: 'add the gradient with respect to this parameter',
  parse: asGiven,
};

export const dtype: Option<NumberFormat> = {
  name: 'dtype',
  value: 'name',
  summary:
    'round x and the exact results to float64, float32, float16, bfloat16, float8_e4m3fn or float8_e5m2 (float64)',
  parse: formatNamed,
};

export const threshold: Option<number> = {
  name: 'threshold',
  value: 'number',
  summary: 'a gradient below it is weak or saturated (0.01)',
  parse(given, name) {
    const value = readNumber(given);
    if (value === undefined || !(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw actError('optionValue', name, given, 'a number, 0 or more');
    }
    return value;
  },
};

export const paramsInDtype = flag('params-in-dtype', 'round the parameters to --dtype as well');

export const saturate = flag('saturate', 'the largest number of --dtype where a result overflows');

export const fast = flag('fast', 'compute in plain doubles: quicker, and the last digits may be wrong');

export const bits = flag('bits', 'after each column one with the bit patterns: x_bits, relu_bits, relu_grad_bits');

export const hex = flag('hex', 'hexadecimal floats instead of decimals');

export const param: Option<ParameterFlag> = {
  name: 'param',
  value: 'name=value',
  summary: 'set a parameter of every activation that has it; --alpha 1 is short for --param alpha=1',
  parse(given, name) {
    const [, key, value] = /^\s*([^=\s]+)\s*=\s*(\S.*)$/.exec(given) ?? [];
    if (key === undefined || value === undefined) throw actError('optionValue', name, given, 'name=value: alpha=1');
    return {name: key, text: value, flag: `${name} ${key}`};
  },
};

/** A point of space, `[1,-1]`. */
function point(name: string, summary: string): Option<readonly number[]> {
  return {
    name,
    value: '[x1,x2,...]',
    summary,
    parse(given, flagName) {
      const inner = /^\s*\[(.*)\]\s*$/.exec(given)?.[1] ?? given;
      return inner.split(',').map((part) => {
        const coordinate = readNumber(part);
        if (coordinate === undefined || !Number.isFinite(coordinate)) throw actError('point', flagName, given);
        return coordinate;
      });
    },
  };
}

/** A finite number. */
export function finiteNumber(name: string, summary: string): Option<number> {
  return {
    name,
    value: 'number',
    summary,
    parse(given, flagName) {
      const value = readNumber(given);
      if (value === undefined || !Number.isFinite(value)) throw actError('optionValue', flagName, given, 'a number');
      return value;
    },
  };
}

/** A switch. */
export function flag(name: string, summary: string): Option<true> {
  return {name, summary, parse: () => true};
}

/** Of an option whose text is read by whoever uses it. */
export function asGiven(text: string): string {
  return text;
}

/** Reads a whole number within bounds. */
export function wholeNumber(least: number, most: number): Option<number>['parse'] {
  return (given, name) => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    const bound = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    throw actError('optionValue', name, given, `a whole number, ${bound}`);
  };
}

/** Reads one of a few words. */
export function oneOf<T extends string>(words: readonly T[]): Option<T>['parse'] {
  return (given, name) => {
    const word = words.find((known) => known === given);
    if (word === undefined) throw actError('optionValue', name, given, `one of ${words.join(', ')}`);
    return word;
  };
}
