/** Random formulas of the user's language: every primitive, every kind of branch, awkward constants. */

import fc from 'fast-check';
import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {primitives} from '../../src/formula/primitives.ts';

const numbers = ['0', '1', '2', '3', '0.1', '0.5', '1e-3', '1e4', '7.25', 'pi', '(-1)', '(-0.3)'];

const {formula} = fc.letrec<{formula: string}>((tie) => ({
  formula: fc.oneof(
    {maxDepth: 5, depthSize: 'medium'},
    {weight: 5, arbitrary: fc.constant('x')},
    {weight: 2, arbitrary: fc.constantFrom(...numbers)},
    {
      weight: 6,
      arbitrary: fc
        .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
        .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    },
    {
      weight: 5,
      arbitrary: fc
        .tuple(fc.constantFrom(...primitives.map(({name}) => name)), tie('formula'))
        .map(([name, inner]) => `${name}(${inner})`),
    },
    {weight: 2, arbitrary: fc.tuple(tie('formula'), fc.constantFrom('2', '3')).map(([a, n]) => `(${a})^${n}`)},
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('max', 'min'), tie('formula'), tie('formula'))
        .map(([name, a, b]) => `${name}(${a}, ${b})`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          tie('formula'),
          fc.constantFrom('<', '<=', '>', '>='),
          fc.tuple(tie('formula'), tie('formula')),
          tie('formula'),
        )
        .map(([a, relation, [b, then], otherwise]) => `(${a} ${relation} ${b} ? ${then} : ${otherwise})`),
    },
  ),
}));

/** The most names and operators of a formula. */
const longest = 40;

/** Formulas in x, of a fixed seed. */
export function randomFormulas(count: number, seed: number): readonly string[] {
  const usual = formula.filter((text) => /\bx\b/.test(text) && sizeOf(text) > 3 && sizeOf(text) <= longest);
  return fc.sample(usual, {numRuns: count, seed});
}

function sizeOf(text: string): number {
  return text.match(/[\w.]+|[-+*/^<>?]/g)?.length ?? 0;
}

export function selected(formula: string): Selection {
  const [selection] = select([`=${formula}`], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${formula}`);
  return selection;
}
