import {expect, test} from 'vitest';
import {withProgress} from '../src/progress.ts';
import type {Table} from '../src/report/output.ts';

const chunk = {length: 1000, columns: [new Float64Array(1000)]};

/** What a terminal is sent while chunks of 1,000 rows leave, each after so many milliseconds. */
async function shown(times: readonly number[], {length, isTTY = true}: {length?: number; isTTY?: boolean} = {}) {
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
  const texts: string[] = [];
  const terminal = {isTTY, write: (text: string | Uint8Array) => void texts.push(String(text))};
  let rows = 0;
  for await (const {length} of withProgress(table, terminal, () => time).chunks()) rows += length;
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
