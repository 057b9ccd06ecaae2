/**
 * The first rung of the ladder as code: all roots of an evaluation in double-double arithmetic, written out as straight-line
 * JavaScript over arrays, and each result rounded. Values, gradients and their common parts are computed once, without
 * an allocation for each row. A row that the code does not settle, and where an input is not finite, goes to `rescue`.
 *
 * The text is made from the tree alone (numbers, operators, names made here), never from what the user typed.
 */

import type {Evaluation, Fill} from '../../formula/arithmetic.ts';
import {codeOrNone} from '../../formula/code/allowed.ts';
import type {CodeSheet} from '../../formula/code/sheet.ts';
import {writeOut} from '../../formula/code/write-out.ts';
import {createErfcx, erfNearZero} from '../double-double/erfcx.ts';
import {exp, expm1, log, log1p} from '../double-double/exponential.ts';
import {createRegister, type Kernel, type Register} from '../double-double/register.ts';
import {atan, sinCos} from '../double-double/trigonometric.ts';
import type {Rounding} from '../number-format.ts';
import {roundSum} from '../rounding.ts';
import {giveUp, type KernelName, largest, least, type PairCode} from './pair-code.ts';
import {pairLanguage} from './pair-language.ts';
import {roundedCode} from './rounding-code.ts';

/** The code of an evaluation; undefined where text may not become code, and for doubles rounded toward 0. */
export function straightLine(evaluation: Evaluation, rounding: Rounding): Fill | undefined {
  if (rounding.direction === 'toZero' && rounding.format.precision === 53) return undefined;
  return codeOrNone(() => {
    const round = (h: number, l: number): number => roundSum(h, l, rounding);
    return pairCodeOf(evaluation, round, (sheet, value) => [roundedCode(sheet, value, rounding)]);
  });
}

/**
 * Runs code once at numbers of all sizes, which pays before many rows. V8 compiles only the branches that it has seen, and
 * begins anew at each one that comes later: in a table whose inputs ascend that is many times.
 */
export function practise(fill: Fill, {inputs, roots}: Evaluation): void {
  const sizes = Array.from({length: 160}, (_, i) => 2 ** (i / 4 - 20));
  const points = Float64Array.from([0, ...sizes.flatMap((size) => [size, -size])]);
  const outputs = roots.map(() => new Float64Array(points.length));
  fill(
    inputs.map(() => points),
    outputs,
    points.length,
    () => {},
  );
}

/**
 * Code that fills its outputs with what `results` names for each root, in their order; in its text `round` is the function
 * given.
 */
export function pairCodeOf(
  {roots, inputs, parameters}: Evaluation,
  round: Round,
  results: (sheet: CodeSheet, value: PairCode) => readonly string[],
): Fill {
  const called = new Set<KernelName>();
  const {sheet, values} = writeOut(roots, inputs, (sheet) => pairLanguage(sheet, parameters, called));
  const outputs = values.flatMap((value) => results(sheet, value));
  const source = `"use strict";
const {${[...called].join()}} = kernels;
return (inputs, outputs, length, rescue) => {
${inputs.map((_, i) => `const in${i} = inputs[${i}];`).join(' ')}
${outputs.map((_, i) => `const out${i} = outputs[${i}];`).join(' ')}
for (let row = 0; row < length; row++) {
${inputs.map((_, i) => `const x${i} = in${i}[row];`).join(' ')}
${inputs.map((_, i) => `if (!(Math.abs(x${i}) <= ${largest} && (Math.abs(x${i}) >= ${least} || x${i} === 0))) ${giveUp}`).join(' ')}
${sheet.text()}
${outputs.map((output, i) => `out${i}[row] = ${output};`).join(' ')}
}
};`;
  const known = factories.get(source);
  // The factory's parameters and result are what the text above says.
  const factory = known ?? (new Function('kernels', 'r', 'round', source) as Factory);
  if (known === undefined && factories.size < mostFactories) factories.set(source, factory);
  return factory(kernels, createRegister(), round);
}

/** The rounding of h + l, where h is the double nearest to it. */
type Round = (h: number, l: number) => number;

type Factory = (kernels: Readonly<Record<KernelName, Kernel>>, r: Register, round: Round) => Fill;

/** What was compiled, by its text: who asks for many short tables of one function does not compile it each time. */
const factories = new Map<string, Factory>();
const mostFactories = 200;

/** The kernels that code calls. */
const kernels: Readonly<Record<KernelName, Kernel>> = {
  exp,
  expm1,
  log,
  log1p,
  sinCos,
  atan,
  erfNearZero,
  erfcx: createErfcx(),
};
