/** The vectors of test/vectors, and the comparison of an evaluator's answers with them. */

import {readdirSync, readFileSync} from 'node:fs';
import {defaultsOf} from '../../src/activations/parameters.ts';
import {activationNamed} from '../../src/activations/registry.ts';
import {fromRecord, gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {nearestTo, rationalOf} from './rational-rounding.ts';

export interface Vector {
  readonly activation: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** The variables of the derivatives: `x`, then parameters. */
  readonly wrt: readonly string[];
  /** x, the value, then the derivatives, all as text. */
  readonly points: readonly (readonly string[])[];
}

/** The value and the derivatives at x. */
export type Answer = (x: number) => readonly number[];

const folder = new URL('../vectors/', import.meta.url);
/** The activations that have a file of vectors; the folder holds files of other kinds too. */
export function vectorNames(): readonly string[] {
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  return names.filter((name) => textOf(name).startsWith('[{"activation":')).sort();
}

function textOf(name: string): string {
  return readFileSync(new URL(`${name}.json`, folder), 'utf8');
}

/** One vector for each set of parameters. */
export function vectorsOf(name: string): readonly Vector[] {
  return JSON.parse(textOf(name)) as readonly Vector[]; // as the generator writes
}

export function selectionOf({activation, parameters}: Vector, formula?: string): Selection {
  const record = activationNamed(activation);
  return fromRecord(record, new Map(Object.entries({...defaultsOf(record), ...parameters})), formula);
}

/** The exact evaluator of a selection in a format. */
export function exactAnswer(selection: Selection, wrt: readonly string[], format: string): Answer {
  const {value, inputs, parameters} = selection;
  const roots = [value, ...wrt.map((variable) => gradientOf(selection, variable))];
  const evaluate = exactEvaluator({roots, inputs, parameters}, {format: dtypeNamed(format), overflow: 'ieee'});
  return (x) => evaluate([x]);
}

/** Every result that is not the expected number of the format. */
export function mistakes(vector: Vector, format: string, answer: Answer): readonly string[] {
  const {points, wrt} = vector;
  return points.flatMap(([x = '', ...expected], row) => {
    const given = answer(readX(x));
    return expected.flatMap((text, i) => {
      const [got, wanted] = [given[i], nearestTo(rationalOf(text), format)];
      // Where x is infinite, the double next to it shows whether the function is 0 from there on.
      const beside = x.endsWith('inf') ? points[row === 0 ? 1 : row - 1]?.[i + 1] : text;
      if (isTold(text, got, format)) return [];
      if (Object.is(got, wanted) || (got === 0 && wanted === 0 && isExactZero(text) && isExactZero(beside))) return [];
      return [`${format} ${i === 0 ? 'f' : `df/d${wrt[i - 1]}`}(${x}) is ${signed(wanted)}, not ${signed(got)}`];
    });
  });
}

/**
 * Whether the digits of a witness leave a result open: they end on a tie of a narrow format, as those of 1.75 - 1e-100
 * do for four bits, and the exact value is beside it.
 */
function isTold(text: string, got: number | undefined, format: string): boolean {
  const exact = rationalOf(text);
  if (!/^float[48]/.test(format) || typeof exact === 'number') return false;
  const beside = [-1n, 1n].map((step) => {
    const numerator = exact.numerator * 10n ** 70n + step * exact.denominator;
    return nearestTo({...exact, numerator, denominator: exact.denominator * 10n ** 70n}, format);
  });
  return beside[0] !== beside[1] && beside.some((each) => Object.is(each, got));
}

/**
 * The vectors write an exact zero as it is approached from the side of x, the evaluator follows IEEE 754: both are
 * right. A result that is not zero but too small for the format has a sign of its own.
 */
function isExactZero(text: string | undefined): boolean {
  return text === '0' || text === '-0';
}

function signed(value: number | undefined): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function readX(text: string): number {
  return text.endsWith('inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}
