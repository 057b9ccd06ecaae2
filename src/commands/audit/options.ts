/** The options of audit: which numbers of a file, which limits, how many units. */

import {actError} from '../../errors/errors.ts';
import {type ArrayFormat, arrayFormats} from '../../input/arrays/unit-numbers.ts';
import type {Limit, Limited} from '../../report/audit/limits.ts';
import type {DefaultedOption, Option} from '../command.ts';
import {asGiven, flag, oneOf, wholeNumber} from '../line/option-values.ts';

/** The shape of raw numbers. */
export const shape: Option<readonly number[]> = {
  name: 'shape',
  group: 'inputs',
  value: 'n,...',
  summary: 'the shape of raw numbers, such as 1000,512; -1 for one axis that follows from the size of the file',
  parse(given, flagName) {
    const sizes = given.split(',').map((part) => (/^\s*(?:-1|\d+)\s*$/.test(part) ? Number(part) : Number.NaN));
    if (sizes.some((size) => !Number.isSafeInteger(size)) || sizes.filter((size) => size === -1).length > 1)
      throw actError('optionValue', flagName, given, 'whole numbers separated by commas, such as 1000,512 or -1,512');
    return sizes;
  },
};

export const storedAs: Option<string> = {
  name: 'stored',
  group: 'inputs',
  value: 'type',
  summary:
    'the type of the numbers in a raw file, such as float32 or int8, and in an .npy whose type is bytes (V1, V2); without --stored it is that of --dtype',
  parse: asGiven,
};

export const readAs: Option<ArrayFormat> = {
  name: 'from',
  group: 'inputs',
  value: 'format',
  summary: `what the file is, if its first bytes and its name do not tell: ${arrayFormats.join(', ')}`,
  ...oneOf(arrayFormats),
};

export const key: Option<string> = {
  name: 'key',
  group: 'inputs',
  value: 'name',
  summary: 'an array of an .npz, .safetensors or .pt, or a column of a table; may be given several times',
  many: true,
  parse: asGiven,
};

export const axis: Option<number> = {
  name: 'axis',
  group: 'inputs',
  value: 'n',
  summary: 'the axis of the units, from 0, or from the end if negative (default: -1; with --predict 0)',
  parse(given, flagName) {
    const value = /^[+-]?\d{1,2}$/.test(given) ? Number(given) : Number.NaN;
    if (Number.isNaN(value)) throw actError('optionValue', flagName, given, 'a whole number such as 1 or -1');
    return value;
  },
};

export const each = flag(
  'each',
  'inputs',
  'every file, or every array of a file, is a data set of its own (not with --engine or --predict)',
);

export const predict = flag(
  'predict',
  'inputs',
  'the file holds weights: say what becomes of standard normal inputs, N(b, ‖w‖²) in each unit',
);

export const bias: Option<string> = {
  name: 'bias',
  group: 'inputs',
  value: 'file|key',
  summary:
    'with --predict: the file of the biases; where the weights have a --key, the name of the biases in the same file (default: 0)',
  takes: 'files',
  parse: asGiven,
};

/** Reads a share such as `10%`, or a count. */
function limitOf(of: Limited): Option<Limit>['parse'] {
  return (given, flagName) => {
    const [, digits, percent] = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(given) ?? [];
    const value = Number(digits ?? Number.NaN);
    const isShare = percent === '%';
    if (!(isShare ? value <= 100 : Number.isSafeInteger(value)))
      throw actError('optionValue', flagName, given, 'a share such as 10%, or a count such as 3');
    return {of, most: value, isShare, text: given.trim()};
  };
}

const limit = {group: 'output', value: 'share|count'} as const;

export const maxDead: Option<Limit> = {
  name: 'max-dead',
  ...limit,
  summary: 'exit code 1 if more units are dead: 10% of them, or a count',
  parse: limitOf('dead'),
};

export const maxSaturated: Option<Limit> = {
  name: 'max-saturated',
  ...limit,
  summary: 'exit code 1 if more units are saturated for more than half of the samples',
  parse: limitOf('saturated'),
};

export const maxNan: Option<Limit> = {
  name: 'max-nan',
  ...limit,
  summary: 'exit code 1 if more numbers are NaN',
  parse: limitOf('nan'),
};

export const top: DefaultedOption<number> = {
  name: 'top',
  group: 'output',
  value: 'count',
  summary: 'how many of the worst units people see',
  default: '20',
  parse: wholeNumber(0, 1_000_000),
};

export const allUnits = flag(
  'all-units',
  'output',
  'show all units; in formats of rows with --each a row for each unit, instead of one for each data set',
);
