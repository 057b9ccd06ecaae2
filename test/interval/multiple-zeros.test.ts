/** Bounds beside a multiple zero tell the sign. */

import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {createBudget} from '../../src/exact/budget.ts';
import {boundsOf} from '../../src/interval/tree-bounds.ts';

function signs(text: string, from: number, to: number): string {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  const found = boundsOf(selection, [selection.value], createBudget(1e6)).signs(from, to, ({zero}) => !zero);
  return found === undefined
    ? 'undecided'
    : `${found.above ? '+' : ''}${found.below ? '-' : ''}${found.zero ? '0' : ''}`;
}

test.each([
  ['=x-tanh(x)', 1e-9, 1e-3, '+'],
  ['=x-tanh(x)', -1e-3, -1e-9, '-'],
  ['=x-tanh(x)', 1e-300, 1e-299, '+'],
  ['=exp(x)-1-x', -0.1, -1e-8, '+'],
  ['=exp(x-2)+1-x', 2 + 1e-9, 2.1, '+'],
  ['=exp(x-2)+1-x', 1.9, 2 - 1e-9, '+'],
  ['=cos(x)-1+x^2/2', 1e-4, 0.1, '+'],
])('%s from %d to %d: %s', (text, from, to, expected) => {
  expect(signs(text, from, to)).toBe(expected);
});

test('nothing is told of functions with kinks or without a value in between', () => {
  expect(signs('=abs(x)*x-x^2', 1e-9, 1e-3)).not.toBe('-');
  expect(signs('=x-tanh(x)', -1, 1)).toContain('0');
});
