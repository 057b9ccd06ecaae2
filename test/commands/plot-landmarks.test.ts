/** What a user's formula does between two samples of its picture. */

import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

const plotted = async (formula: string, ...more: readonly string[]) =>
  (await runIn({}, 'plot', formula, '--show', 'value', '--no-regions', '--width', '60', '--height', '8', ...more))
    .stdout;

test('a value at one double is drawn, with the hole that it leaves', async () => {
  const lines = (await plotted('x==0.5 ? 10 : x', '--range', '0:1')).split('\n');
  expect(lines[1]).toMatch(/^ *10 ┤.*●/);
  expect(lines[8]).toContain('○');
});

test.each(['exp(-1e12*(x-0.123)^2)', 'x>0.1234 and x<0.1235 ? 1 : 0', 'max(0, 1-1e9*abs(x-1/3))'])(
  'a spike narrower than any distance of samples is drawn: %s',
  async (formula) => {
    expect((await plotted(formula)).split('\n')[1]).toMatch(/^ *1(\.0)? ┤.*[^ ┤┊]/);
  },
);
