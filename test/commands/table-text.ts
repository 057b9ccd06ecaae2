import {expect} from 'vitest';
import {runIn, type World} from '../fake-io.ts';

/** What a command line prints, where it succeeds without a word on standard error. */
export async function printed(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'table', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

/** The one line on standard error of a command line that fails before it writes anything. */
export async function refused(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'table', ...line);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  return stderr;
}

export const lines = (text: string): readonly string[] => text.trimEnd().split('\n');
