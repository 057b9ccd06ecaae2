import {expect, test} from 'vitest';
import type {Pager} from '../src/pager.ts';
import {runIn, type World} from './fake-io.ts';

/** A pager that takes so many texts, and perhaps was never there. */
function fakePager({takes = Number.POSITIVE_INFINITY, wasThere = true} = {}) {
  const texts: string[] = [];
  const commands: string[] = [];
  const ended = Promise.resolve(wasThere);
  const pager: Pager = {
    async write(text) {
      if (texts.length >= takes) return false;
      texts.push(String(text));
      return true;
    },
    end: () => ended,
    ended,
  };
  const world = (rows: number, env: World['env'] = {}): World => ({
    columns: 80,
    rows,
    env: {NO_COLOR: '1', ...env},
    startPager: async (command) => {
      commands.push(command);
      return pager;
    },
  });
  return {texts, commands, world};
}

const line = ['table', 'relu', '--range', '1:20', '-f', 'csv', '--show', 'value'];
const whole = `x,relu\n${Array.from({length: 20}, (_, i) => `${i + 1},${i + 1}\n`).join('')}`;

test('what is longer than the terminal goes to the pager, what fits above the prompt does not', async () => {
  const short = fakePager();
  expect(await runIn(short.world(22), ...line)).toEqual({code: 0, stdout: whole, stderr: ''});
  expect(short.commands).toEqual([]);
  const long = fakePager();
  expect(await runIn(long.world(21), ...line)).toEqual({code: 0, stdout: '', stderr: ''});
  expect({commands: long.commands, text: long.texts.join('')}).toEqual({commands: ['less'], text: whole});
});

test('a line that the terminal breaks counts as the rows that it takes; colours take no room', async () => {
  const label = 'a'.repeat(100);
  const words = ['table', `${label}=x`, '--at=1', '-f', 'csv', '--show', 'value'];
  const [broken, fitting] = [fakePager(), fakePager()];
  await runIn(broken.world(3), ...words);
  expect(broken.texts).toEqual([`x,${label}\n1,1\n`]);
  await runIn(fitting.world(4), ...words);
  expect(fitting.texts).toEqual([]);
  const colored = fakePager();
  const {stdout} = await runIn(colored.world(120, {NO_COLOR: '', FORCE_COLOR: '3'}), 'list', '--family', 'maxout');
  expect(stdout).toContain('\u001b[');
  expect(colored.commands).toEqual([]);
});

test('--no-pager, also for help', async () => {
  const {commands, world} = fakePager();
  expect((await runIn(world(5), ...line, '--no-pager')).stdout).toBe(whole);
  expect((await runIn(world(5), 'table', '--help', '--no-pager')).stdout).toMatch(/^Usage: /);
  expect(commands).toEqual([]);
  await runIn(world(5), 'table', '--help');
  expect(commands).toEqual(['less']);
});

test('without a pager that can be started all goes to the terminal', async () => {
  for (const takes of [0, 1]) {
    const {texts, world} = fakePager({takes, wasThere: false});
    expect(await runIn(world(5), ...line)).toEqual({code: 0, stdout: whole, stderr: ''});
    expect(texts).toHaveLength(takes);
  }
});

test('what was kept for the terminal is whole, though each block of a table is written in the place of the last', async () => {
  const {world} = fakePager({takes: 2, wasThere: false});
  const asked = ['table', 'relu', '--range', '1:9000', '-f', 'csv', '--show', 'value'];
  const rows = Array.from({length: 9000}, (_, i) => `${i + 1},${i + 1}\n`).join('');
  expect(await runIn(world(5), ...asked)).toEqual({code: 0, stdout: `x,relu\n${rows}`, stderr: ''});
});

test('to leave the pager early is no error, and the verdict stands', async () => {
  const {world} = fakePager({takes: 0});
  expect(await runIn(world(5), ...line)).toEqual({code: 0, stdout: '', stderr: ''});
  const wrong = {...world(5), stdin: 'x,value\n1,2\n'};
  expect(await runIn(wrong, 'check', 'relu', '-', '--max-ulp', '1')).toEqual({code: 1, stdout: '', stderr: ''});
});

test('a mistake in later rows is told when the pager has ended', async () => {
  const {texts, world} = fakePager();
  const {code, stderr} = await runIn(
    {...world(5), stdin: `${'1\n'.repeat(5000)}a\n`},
    'table',
    'relu',
    '-i',
    '-',
    '-f',
    'csv',
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/line 5001: 'a' is not a number.*; the output is incomplete\n$/);
  expect(texts.join('')).toMatch(/^x,relu/);
});
