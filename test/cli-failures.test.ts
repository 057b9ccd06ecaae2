/** What is said of mistakes, and of failures of the program itself. */

import {expect, test} from 'vitest';
import type {Command} from '../src/commands/command.ts';
import {actError, withDetail} from '../src/errors/errors.ts';
import {runIn} from './fake-io.ts';

function answering(act: () => never): readonly Command[] {
  return [{name: 'try', summary: 'fail', arguments: [], options: [], examples: [], act: async () => act()}];
}

test('a mistake is told with its detail, and with the stack only for ACT_CLI_DEBUG=1', async () => {
  const commands = answering(() => {
    throw withDetail(actError('formula', 'here\n'), '  x +\n     ^');
  });
  const {code, stderr} = await runIn({commands}, 'try');
  expect({code, stderr}).toEqual({code: 2, stderr: 'act-cli: invalid formula: here\\x0a\n  x +\n     ^\n'});
  expect((await runIn({commands, env: {ACT_CLI_DEBUG: '1'}}, 'try')).stderr).toMatch(/\^\nActError: .*\n +at /s);
});

test('a failure of the program itself is one line that asks for a report, exit code 2', async () => {
  const commands = answering(() => {
    throw new TypeError('x is undefined');
  });
  const {code, stderr} = await runIn({commands}, 'try');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^act-cli: unexpected failure: TypeError: x is undefined; please report it [^\n]*\n$/);
});
