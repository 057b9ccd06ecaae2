import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {commands} from '../../../src/cli.ts';
import {manPage} from '../../../src/commands/line/man-page.ts';

const records = await Promise.all(Object.values(commands).map((load) => load()));
const page = manPage(records);
/** Without the marks of roff. */
const text = page.replaceAll('\\-', '-').replaceAll('\\(aq', "'");

test('the man page has every command, option and example, in 7-bit characters', () => {
  for (const {name, options, examples} of records) {
    expect(text).toContain(`\n.SS ${name} `);
    for (const option of options) expect(text).toMatch(new RegExp(`\n\\.B (-\\w, )?--${option.name}( <|\n)`));
    for (const example of examples) expect(text).toContain(`\nact-cli ${example}\n`);
  }
  expect(page).toMatch(/^[\n -~]*$/);
});

test('an option that differs from command to command is told for each', () => {
  expect(page).toMatch(/\(table on a terminal, else csv\)\.\nIn list, regions, compare, check, stability, tolerance\./);
  expect(page).toMatch(/npy, raw, c \(table on a terminal, else csv\)\.\nIn table\./);
  expect(page).toMatch(/\(else a plot, also in a pipe\)\.\nIn show, plot\./);
});

const hasGroff = spawnSync('groff', ['--version']).status === 0;
test.runIf(hasGroff)('groff has nothing to complain of', () => {
  const {status, stdout, stderr} = spawnSync('groff', ['-ww', '-man', '-Tutf8'], {input: page, encoding: 'utf8'});
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
  expect(stdout).toContain('act-cli - neural-network activation functions');
});

const hasMandoc = spawnSync('mandoc', ['-Tlint'], {input: ''}).error === undefined;
test.runIf(hasMandoc)('mandoc misses only a date, which would differ from build to build', () => {
  const {stdout} = spawnSync('mandoc', ['-Tlint', '-W', 'warning'], {input: page, encoding: 'utf8'});
  expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([]);
});
