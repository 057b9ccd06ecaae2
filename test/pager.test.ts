import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {startPager} from '../src/pager.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-'));
const file = join(folder, 'shown');
afterAll(() => rmSync(folder, {recursive: true}));
const {LESS: _, ...env} = process.env;

test('a pager gets every text, and its end is waited for', async () => {
  const {write, end} = startPager(`cat > ${file}`, env);
  expect(await write('one\n')).toBe(true);
  expect(await write('two\n')).toBe(true);
  expect(await end()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
});

test('less is told how to behave, unless the user has told it', async () => {
  await startPager(`printenv LESS > ${file}`, env).end();
  expect(readFileSync(file, 'utf8')).toBe('FRX\n');
  await startPager(`printenv LESS > ${file}`, {...env, LESS: 'S'}).end();
  expect(readFileSync(file, 'utf8')).toBe('S\n');
});

test.each(['no-such-program', 'no-such-program -x', '"no-such-program" 2> /dev/null'])(
  '%s was never there',
  async (command) => {
    const pager = startPager(command, env);
    await pager.write('text\n');
    expect(await pager.end()).toBe(false);
  },
);

test('a pager that has been left takes no more', async () => {
  const pager = startPager('head -n 1 > /dev/null', env);
  const text = 'a line\n'.repeat(50_000);
  let taken = 0;
  while (taken < 100 && (await pager.write(text))) taken++;
  expect(taken).toBeLessThan(100);
  expect(await pager.end()).toBe(true);
});
