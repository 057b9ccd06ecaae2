/** Functions that touch or cross in a multiple zero of their difference have their whole shape proven. */

import {expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {shapeOf} from '../../../src/shape/shape.ts';

test.each([
  ['=min(tanh(x),x)', 'increasing'],
  ['=max(x,exp(x)-1)', 'increasing'],
  ['=max(exp(x),1+x)', 'increasing'],
  ['=max(x,softplus(x))', 'increasing'],
  ['=softplus(x)-softplus(x-1)', 'increasing'],
])('%s is %s', (text, monotonicity) => {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  expect(shapeOf(selection)).toMatchObject({monotonicity, certain: true});
});
