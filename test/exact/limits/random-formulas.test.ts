import fc from 'fast-check';
import {expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {createBudget} from '../../../src/exact/budget.ts';
import {exactEvaluator, toNearestDouble} from '../../../src/exact/ladder.ts';

const functions = [
  'exp',
  'log',
  'sqrt',
  'log1p',
  'expm1',
  'atan',
  'tanh',
  'sigmoid',
  'softplus',
  'erf',
  'erfc',
  'Phi',
  'phi',
  'sech2',
  'abs',
  'sinh',
  'cosh',
];

/** Formulas of exponentials, logarithms and what is made of them, in x. */
const {formula} = fc.letrec<{formula: string}>((tie) => ({
  formula: fc.oneof(
    {maxDepth: 4, depthSize: 'medium'},
    fc.constantFrom('x', 'x', 'x', '1', '2', '0.5', 'pi', '-1', 'e'),
    fc.tuple(fc.constantFrom(...functions), tie('formula')).map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(tie('formula'), fc.constantFrom('2', '3', '0.5', '(-1)', '(1/3)')).map(([a, b]) => `(${a})^${b}`),
    fc.tuple(fc.constantFrom('max', 'min'), tie('formula'), tie('formula')).map(([f, a, b]) => `${f}(${a}, ${b})`),
  ),
}));

/** What a limit says of the exact values at x and at a larger one of the same sign; undefined if that is true of them. */
function contradiction(limit: number, near: number, far: number): string | undefined {
  const told = `the limit is ${limit}, but the values are ${near} and ${far}`;
  // Where finite values are not known, nothing is compared; nor between two that are rounded to the same.
  if (Number.isNaN(near) || Number.isNaN(far) || Number.isNaN(limit)) return undefined;
  if (!Number.isFinite(limit))
    return Math.sign(far) === Math.sign(limit) && Math.abs(far) >= Math.abs(near) ? undefined : told;
  if (Object.is(limit, -0) && far > 0) return told;
  const [before, after] = [near, far].map((value) => Math.abs(value - limit)) as [number, number];
  return after <= before ? undefined : told;
}

test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'functions of exponentials and logarithms come near their limits at %s',
  (end) => {
    let compared = 0;
    fc.assert(
      fc.property(formula, (text) => {
        const [selection] = select([`=${text}+0*x`], new Map());
        if (selection === undefined) return;
        const roots = [selection.value];
        const evaluation = {roots, inputs: ['x'], parameters: new Map()};
        const [limit = Number.NaN] = exactEvaluator(evaluation, toNearestDouble)([end]);
        const evaluate = exactEvaluator(evaluation, toNearestDouble, createBudget(100_000));
        const [near = Number.NaN, far = Number.NaN] = [2 ** 200, 2 ** 1000].flatMap((size) =>
          evaluate([Math.sign(end) * size]),
        );
        if (!Number.isNaN(limit) && !Number.isNaN(far)) compared += 1;
        expect(contradiction(limit, near, far), text).toBe(undefined);
      }),
      {numRuns: 600, seed: 20},
    );
    expect(compared).toBeGreaterThan(200);
  },
);
