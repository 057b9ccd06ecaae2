import {afterEach, describe, expect, test, vi} from 'vitest';
import {progressOn, withProgress} from '../src/progress.ts';
import type {Table} from '../src/report/table.ts';
import {runIn, type World} from './fake-io.ts';

const chunk = {length: 1000, columns: [new Float64Array(1000)]};

interface Shown {
  readonly length?: number;
  readonly isTTY?: boolean;
  /** Whether the rows come as bytes. */
  readonly isWritten?: boolean;
}

/** What a terminal is sent while chunks of 1,000 rows leave, each after so many milliseconds. */
async function shown(times: readonly number[], {length, isTTY = true, isWritten = false}: Shown = {}) {
  let time = 0;
  const table: Table = {
    columns: [{name: 'x', kind: 'number'}],
    length,
    *chunks() {
      for (const each of times) {
        time += each;
        yield chunk;
      }
    },
  };
  async function* written() {
    for (const {length: rows} of table.chunks() as Iterable<typeof chunk>)
      yield {length: rows, bytes: new Uint8Array()}; // as above
  }
  const texts: string[] = [];
  const terminal = {isTTY, write: (text: string | Uint8Array) => void texts.push(String(text))};
  let rows = 0;
  const watched = withProgress({...table, ...(isWritten && {written})}, terminal, () => time);
  for await (const {length} of watched.written?.() ?? watched.chunks()) rows += length;
  expect(rows).toBe(1000 * times.length);
  return texts;
}

test('nothing is said in the first second, nor where there is no terminal', async () => {
  expect(await shown([300, 300, 300])).toEqual([]);
  expect(await shown([2000, 2000], {isTTY: false})).toEqual([]);
});

test('then the rows are counted, not more often than ten times a second, and the count is wiped out', async () => {
  expect(await shown([600, 600, 50, 60])).toEqual([
    '\r\u001b[Kact-cli: 2,000 rows',
    '\r\u001b[Kact-cli: 4,000 rows',
    '\r\u001b[K',
  ]);
  expect(await shown([600, 600, 50, 60], {isWritten: true})).toEqual(await shown([600, 600, 50, 60]));
  expect((await shown([2000, 50], {length: 3000}))[0]).toBe('\r\u001b[Kact-cli: 1,000 of 3,000 rows, 33 %');
});

test('the count is wiped out where the rows end early', async () => {
  const texts: string[] = [];
  let time = 0;
  const table: Table = {columns: [], chunks: () => [chunk, chunk, chunk]};
  const terminal = {isTTY: true, write: (text: string | Uint8Array) => void texts.push(String(text))};
  const chunks = withProgress(table, terminal, () => (time += 900)).chunks();
  for await (const _ of chunks) if (texts.length > 0) break;
  expect(texts).toEqual(['\r\u001b[Kact-cli: 2,000 rows', '\r\u001b[K']);
});

describe('what takes longer than a second is told on a terminal', () => {
  afterEach(() => vi.restoreAllMocks());
  const wiped = '\r\u001b[K';
  /** Runs a command line while each look at the clock finds it 0.7 s later. */
  async function told(world: World, ...line: readonly string[]) {
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (time += 700));
    return runIn(world, ...line);
  }

  test.each([
    ['regions', 'mish'],
    ['compare', 'mish', 'gelu', '--no-cost'],
    ['info', 'mish'],
    ['plot', 'mish'],
    ['show', 'mish'],
  ])('%s', async (...line) => {
    const {stdout, stderr} = await told({columns: 80, isWatched: true}, ...line);
    expect(stderr.split(wiped)).toContain('act-cli: searching mish ...');
    expect(stderr.endsWith(wiped)).toBe(true);
    expect(await told({columns: 80}, ...line, '--format', 'csv')).toMatchObject({code: 0, stderr: ''});
    const quick = await runIn({columns: 80}, ...line);
    expect(stdout).toBe(quick.stdout);
  });

  test('check counts its rows', async () => {
    const {stdout: stdin} = await runIn({}, 'table', 'gelu', '--range', '-6:6:0.005');
    const {stderr} = await told({columns: 80, isWatched: true, stdin}, 'check', 'gelu', '-');
    expect(stderr).toContain(`${wiped}act-cli: checking gelu: 1,024 of 2,401 rows${wiped}`);
  });

  test('a line never wraps', async () => {
    const {stderr} = await told({columns: 30, isWatched: true}, 'regions', `=x*tanh(x)${'+1'.repeat(20)}`);
    expect(stderr.split(wiped)).toContain('act-cli: searching =x*tan ...');
  });
});

test('Ctrl-C wipes the line out, once it is there, and is left to others when the work is done', async () => {
  const texts: string[] = [];
  const acts: (() => void)[] = [];
  let released = 0;
  let time = 0;
  const terminal = {isTTY: true, write: (text: string | Uint8Array) => void texts.push(String(text))};
  const progress = progressOn(
    terminal,
    () => time,
    (act) => {
      acts.push(act);
      return () => {
        released += 1;
      };
    },
  );
  await progress.turn();
  expect(acts).toEqual([]);
  time = 2000;
  progress.step(() => 'reading');
  await progress.turn();
  time = 4000;
  await progress.turn();
  expect(acts).toHaveLength(1);
  acts[0]?.();
  expect(texts).toEqual(['\r\u001b[Kact-cli: reading', '\r\u001b[K']);
  progress.end();
  expect(released).toBe(1);
});
