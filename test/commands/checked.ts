import {expect} from 'vitest';
import {runIn} from '../fake-io.ts';

/** What a check of a text says: its rows by quantity and measure, the cells that follow. */
export async function checkText(text: string, ...argv: readonly string[]) {
  const [name = 'relu', ...options] = argv;
  return rowsOf(await runIn({stdin: text}, 'check', name, '-', ...options));
}

export async function checkFile(path: string, ...argv: readonly string[]) {
  const [name = 'relu', ...options] = argv;
  return rowsOf(await runIn({}, 'check', name, path, ...options));
}

function rowsOf({code, stdout, stderr}: Awaited<ReturnType<typeof runIn>>) {
  const [header, ...lines] = stdout.trimEnd().split('\n');
  const rows = new Map<string, string>();
  for (const line of lines) {
    const [, key = '', rest = ''] = /^(\w+,\w+),(.*)$/.exec(line) ?? [];
    rows.set(rows.has(key) ? `${key},${rows.size}` : key, rest);
  }
  return {code, stderr, header, rows};
}

export async function refused(text: string, ...argv: readonly string[]): Promise<string> {
  const [name = 'relu', ...options] = argv;
  const {code, stdout, stderr} = await runIn({stdin: text}, 'check', name, '-', ...options);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toMatch(/^act-cli: [^\n]*\n$/);
  return stderr;
}
