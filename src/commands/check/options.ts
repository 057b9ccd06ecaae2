/** Options of check: what is looked at, what counts as an error, and how much is told. */

import {requireOneInput} from '../../activations/derivatives.ts';
import type {Selection} from '../../activations/selection.ts';
import type {Conditions} from '../../check/conditions.ts';
import {inputBehind, type Judged, judgedOf} from '../../check/findings.ts';
import {actError, commandLineError} from '../../errors/errors.ts';
import type {Quantity} from '../../evaluation/evaluate.ts';
import type {Call, DefaultedOption, Option} from '../command.ts';
import {flag, numberFrom, oneOf, someOf, wholeNumber} from '../line/option-values.ts';
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

export const worst: DefaultedOption<number> = {
  name: 'worst',
  group: 'output',
  value: 'count',
  summary: 'how many of the worst results to name',
  default: '5',
  parse: wholeNumber(0, 1_000_000),
};

export const maxUlp: Option<number> = {
  name: 'max-ulp',
  group: 'output',
  value: 'n',
  summary: 'exit code 1 if an error is larger, or a sign, a NaN or an infinity is wrong',
  parse: numberFrom(0, 'a number, 0 or more', Number.POSITIVE_INFINITY),
};

export const contents: Option<readonly (Quantity | 'x')[]> = {
  name: 'show',
  group: 'inputs',
  value: 'what,...',
  summary:
    'what to check: any of value, gradient and second, which is f″ (what the file has); with x, the first row of a .npy or of raw numbers is x, as the first rows always are the inputs of a function of several',
  ...someOf(['x', 'value', 'gradient', 'second']),
};

export const bitPatterns = flag(
  'bits',
  'inputs',
  'hexadecimal integers are bit patterns of --dtype; in columns called x_bits, relu_bits they always are',
);

export const allFigures = flag('all-figures', 'output', 'leave no figure out of the table for people');

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

/** The same for people, who read a verdict: what is not as usual for a function of these inputs. */
export function conditionSentences(call: Call, inputs: readonly string[]): readonly string[] {
  const [input, all] = inputs.length === 1 ? ['x', 'inputs'] : ['an input', 'points with all inputs'];
  const what = call.option(flush);
  const nan = call.option(nanInputs);
  const span = call.option(inRange);
  const least = call.option(tolerance);
  const spoken = {
    nan: `NaN is right where ${input} is NaN`,
    zero: `0 is right where ${input} is NaN`,
    skip: 'NaN inputs are left out',
  };
  return [
    ...(what === undefined
      ? []
      : [`subnormal ${what === 'both' ? 'inputs and outputs' : what} are zeros of their sign`]),
    ...(nan === undefined ? [] : [spoken[nan]]),
    ...(span === undefined ? [] : [`only ${all} from ${span.from} to ${span.to} count`]),
    ...(call.isGiven(ignoreSubnormal) ? ['subnormal inputs are left out'] : []),
    ...(least === undefined ? [] : [`errors up to ${least} are excused`]),
  ];
}

/**
 * What is to be checked, if that is said, and whether a file without names of columns has the inputs too; several it always
 * has.
 * @throws ActError for f″ of a function of several inputs
 */
export function contentsOf(call: Call, selection: Selection) {
  const {inputs} = selection;
  const shown = call.option(contents);
  if (shown?.includes('second')) requireOneInput([selection]);
  const meant = (what: Quantity): readonly Judged[] =>
    judgedOf(inputs).filter((judged) => judged === what || (what === 'gradient' && inputBehind(judged) !== undefined));
  const wanted = shown?.flatMap((what) => (what === 'x' ? [] : meant(what))) ?? [];
  return {
    inputs,
    show: wanted.length === 0 ? undefined : wanted,
    firstRow: inputs.length > 1 || shown?.includes('x') ? 'x' : 'result',
  } as const;
}
