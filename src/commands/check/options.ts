/** Options of check that say what counts as an error. */

import type {Conditions} from '../../check/conditions.ts';
import {actError, commandLineError} from '../../errors/errors.ts';
import type {Call, DefaultedOption, Option} from '../command.ts';
import {flag, numberFrom, oneOf} from '../line/option-values.ts';
import {partOfLine} from '../points/point-options.ts';

export const flush: Option<'inputs' | 'outputs' | 'both'> = {
  name: 'flush',
  group: 'numerics',
  value: 'what',
  summary: 'subnormal numbers are zeros of their sign, as in hardware that flushes them: inputs, outputs or both',
  ...oneOf(['inputs', 'outputs', 'both']),
};

export const nanInputs: Option<'nan' | 'zero' | 'skip'> = {
  name: 'nan-inputs',
  group: 'numerics',
  value: 'what',
  summary:
    'what is right where x is NaN: nan, zero, or skip to leave these out (default: NaN, and what the framework of a preset gives)',
  ...oneOf(['nan', 'zero', 'skip']),
};

export const inRange = partOfLine('only results at these inputs count, and none at NaN');

export const ignoreSubnormal = flag('ignore-subnormal', 'inputs', 'results at subnormal inputs do not count');

export const tolerance: Option<number> = {
  name: 'tolerance',
  group: 'numerics',
  value: 'number',
  summary: 'excuse errors that are no larger than this, as near 0, where ulps are tiny; they are counted',
  parse: numberFrom(0, 'a number, 0 or more'),
};

export const error: DefaultedOption<'steps' | 'real'> = {
  name: 'error',
  group: 'numerics',
  value: 'kind',
  summary:
    'count errors in steps from the correctly rounded result, or in fractions of an ulp from the real value, 0.5 being the best',
  default: 'steps',
  ...oneOf(['steps', 'real']),
};

export const binades = flag('binades', 'output', 'the errors in each binade of x: between two powers of two');

/** A file, and in which format it is written. */
interface ReportFile {
  readonly path: string;
  readonly format: 'markdown' | 'html';
}

export const report: Option<ReportFile> = {
  name: 'report',
  group: 'output',
  value: 'file',
  summary: 'write a report for a pull request into this .md or .html file as well',
  takes: 'files',
  parse(path, flagName) {
    const ending = /\.(md|markdown|html?)$/i.exec(path)?.[1]?.toLowerCase();
    if (ending === undefined) throw actError('optionValue', flagName, path, 'a file ending in .md or .html');
    return {path, format: ending.startsWith('h') ? 'html' : 'markdown'};
  },
};

/** What counts, as the options of a call say. */
export function conditionsOf(call: Call): Conditions {
  const what = call.option(flush);
  const span = call.option(inRange);
  if (span !== undefined && span.from > span.to) throw commandLineError('range', span.text, 'it ends before it begins');
  if (span !== undefined && call.isGiven(nanInputs)) throw commandLineError('rangeWithoutNaN');
  return {
    flush: {inputs: what === 'inputs' || what === 'both', outputs: what === 'outputs' || what === 'both'},
    nanInputs: call.option(nanInputs) ?? 'framework',
    range: span,
    ignoresSubnormals: call.isGiven(ignoreSubnormal),
    tolerance: call.option(tolerance) ?? 0,
  };
}

/** The same for people, who read a verdict: what is not as usual. */
export function conditionSentences(call: Call): readonly string[] {
  const what = call.option(flush);
  const nan = call.option(nanInputs);
  const span = call.option(inRange);
  const least = call.option(tolerance);
  const spoken = {
    nan: 'NaN is right where x is NaN',
    zero: '0 is right where x is NaN',
    skip: 'NaN inputs are left out',
  };
  return [
    ...(what === undefined
      ? []
      : [`subnormal ${what === 'both' ? 'inputs and outputs' : what} are zeros of their sign`]),
    ...(nan === undefined ? [] : [spoken[nan]]),
    ...(span === undefined ? [] : [`only inputs from ${span.from} to ${span.to} count`]),
    ...(call.isGiven(ignoreSubnormal) ? ['subnormal inputs are left out'] : []),
    ...(least === undefined ? [] : [`errors up to ${least} are excused`]),
  ];
}
