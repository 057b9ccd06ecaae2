import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {type ColorChoice, colorLevel, type Io, outputWidth, pagerCommand} from '../src/io.ts';
import type {ColorLevel} from '../src/render/style.ts';

const noFiles = {
  createFile: () => ({async write() {}, keep() {}, drop() {}}),
  pageTemplate: () => '',
  onInterrupt: () => () => {},
  startThread: () => Promise.reject(new Error('no thread is expected')),
  processors: async () => 1,
};

function io(isTTY: boolean, env: Io['env'], columns?: number, rows?: number): Io {
  const output = {isTTY, write: () => {}};
  return {
    env,
    stdin: {async *[Symbol.asyncIterator]() {}},
    stdout: output,
    stderr: output,
    columns,
    rows,
    startPager,
    ...noFiles,
  };
}

const startPager = () => Promise.reject(new Error('no pager is expected'));

const terminal = true;
const pipe = false;

test.each<[ColorLevel, ColorChoice, boolean, Io['env']]>([
  [0, 'auto', pipe, {}],
  [1, 'auto', terminal, {}],
  [2, 'auto', terminal, {TERM: 'xterm-256color'}],
  [3, 'auto', terminal, {TERM: 'xterm-256color', COLORTERM: 'truecolor'}],
  [0, 'auto', terminal, {TERM: 'dumb'}],
  [0, 'auto', terminal, {NO_COLOR: '1'}],
  [1, 'auto', terminal, {NO_COLOR: ''}],
  [0, 'auto', terminal, {NO_COLOR: '1', FORCE_COLOR: '1'}],
  [1, 'auto', pipe, {FORCE_COLOR: '1'}],
  [1, 'auto', pipe, {FORCE_COLOR: ''}],
  [3, 'auto', pipe, {FORCE_COLOR: '3'}],
  [0, 'auto', terminal, {FORCE_COLOR: '0'}],
  [1, 'always', pipe, {NO_COLOR: '1', TERM: 'dumb'}],
  [0, 'never', terminal, {FORCE_COLOR: '3'}],
])('colour level %i for --color %s, terminal: %s, environment %o', (level, choice, isTTY, env) => {
  expect(colorLevel(choice, io(isTTY, env))).toBe(level);
});

test("the width is --width, else the terminal's, else 80", () => {
  expect([outputWidth(40, io(true, {}, 120)), outputWidth(undefined, io(true, {}, 120))]).toEqual([40, 120]);
  expect(outputWidth(undefined, io(false, {COLUMNS: '33'}))).toBe(80);
});

/** The real program under a real shell. */
function sh(script: string) {
  const {status, stdout, stderr} = spawnSync('bash', ['-c', script], {encoding: 'utf8'});
  return {status, stdout, stderr};
}
const bin = 'node bin/act-cli.js';

test('the program writes its answer to standard output and ends with 0', () => {
  expect(sh(`${bin} --version`)).toEqual({status: 0, stdout: '0.1.0\n', stderr: ''});
});

test('its exit code reaches the shell', () => {
  expect(sh(`${bin} nothing`)).toMatchObject({status: 2, stdout: ''});
});

test.skipIf(process.platform !== 'linux')('a full disk is told in one line, exit code 2', () => {
  const {status, stderr} = sh(`${bin} --help > /dev/full`);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^act-cli: [^\n]*no space left[^\n]*\n$/);
});

test.skipIf(process.platform === 'win32')('standard input that is a directory is told in one line', () => {
  const {status, stdout, stderr} = sh(`${bin} table relu --input - < test`);
  expect({status, stdout}).toEqual({status: 2, stdout: ''});
  expect(stderr).toBe(
    "act-cli: cannot read 'standard input': it is a directory; give a file, or - for standard input\n",
  );
});

test('a pipe that nobody reads is a quiet success', () => {
  expect(sh(`${bin} --help | true; echo \${PIPESTATUS[0]}`)).toEqual({status: 0, stdout: '0\n', stderr: ''});
});

test.each([
  ['>&-', 0],
  ['2>&-', 0],
  ['<&-', 0],
])('a closed stream (%s) is no reason to fall', (closed, status) => {
  expect(sh(`${bin} --help ${closed}`)).toMatchObject({status, stderr: ''});
});

// `script` of util-linux runs a command in a terminal of its own.
test.skipIf(process.platform !== 'linux' || spawnSync('script', ['--version']).error !== undefined)(
  'in a terminal there is a table with colour for people, in a pipe plain CSV',
  () => {
    const {stdout} = sh(`TERM=xterm script -qec '${bin} table relu --at 1 --show value' /dev/null </dev/null`);
    expect(stdout).toMatch(/│ .*relu.* │\r\n/);
    expect(stdout).toContain('\u001b[1mrelu');
    expect(sh(`${bin} table relu --at 1 --show value | cat`).stdout).toBe('x,relu\n1,1\n');
  },
);

test('the null device is no terminal, which is known without opening a stream of Node', () => {
  const falls = 'get: () => process.kill(process.pid, 9)';
  const hook = `Object.defineProperty(process, 'stdout', {${falls}}); process.getBuiltinModule('node:tty').isatty = () => true`;
  const guarded = `node --import "data:text/javascript,${encodeURIComponent(hook)}" bin/act-cli.js`;
  // More rows than a table for people may have.
  expect(sh(`${guarded} table relu -n 2000 > /dev/null`)).toEqual({status: 0, stdout: '', stderr: ''});
});

test('a mistake that nobody hears still has its exit code', () => {
  expect(sh(`${bin} nothing 2>&-`)).toEqual({status: 2, stdout: '', stderr: ''});
});

test.each([
  ['less', terminal, {}, 24],
  ['more -d', terminal, {PAGER: ' more -d '}, 24],
  [undefined, terminal, {PAGER: ''}, 24],
  [undefined, terminal, {PAGER: 'cat'}, 24],
  [undefined, terminal, {TERM: 'dumb'}, 24],
  [undefined, terminal, {}, undefined],
  [undefined, pipe, {PAGER: 'less'}, undefined],
])('the pager is %s where standard output is a terminal: %s, with %j', (command, isTTY, env, rows) => {
  expect(pagerCommand(io(isTTY, env, 80, rows))).toBe(command);
});
