import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {build} from 'esbuild';
import {afterAll, expect, test} from 'vitest';
import {ActError} from '../../src/errors/errors.ts';
import {startThread} from '../../src/threads/thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-threads-'));
afterAll(() => rmSync(folder, {recursive: true}));
let count = 0;

/** A thread that answers a job as a function written here does. */
async function threadOf(answer: string) {
  const entry = join(folder, `${++count}.ts`);
  writeFileSync(
    entry,
    `import {commandLineError, withDetail} from ${JSON.stringify(resolve('src/errors/errors.ts'))};
import {answerJobs} from ${JSON.stringify(resolve('src/threads/answer-jobs.ts'))};
answerJobs(${answer});`,
  );
  const outfile = join(folder, `${count}.cjs`);
  await build({entryPoints: [entry], outfile, bundle: true, platform: 'node', logLevel: 'error'});
  return startThread<unknown, unknown>(outfile);
}

test('jobs are answered in their order', async () => {
  const {ask, end} = await threadOf('(job) => job * 2');
  expect(await Promise.all([1, 2, 3].map(ask))).toEqual([2, 4, 6]);
  end();
});

test('a job begins when the one before it is done, however long that takes', async () => {
  const {ask, end} = await threadOf(`((done) => async (job) => {
    for (let turns = 9 - job; turns > 0; turns--) await new Promise(setImmediate);
    return [done++, job];
  })(0)`);
  expect(await Promise.all([1, 5, 9].map(ask))).toEqual([[0, 1], [1, 5], [2, 9]]); // biome-ignore format: one line
  end();
});

test('memory that is shared is written to by both', async () => {
  const {ask, end} = await threadOf('(values) => { values[1] = 5; }');
  const values = new Float64Array(new SharedArrayBuffer(16));
  await ask(values);
  expect([...values]).toEqual([0, 5]);
  end();
});

test('what a job throws is thrown, with its code and detail, and the thread goes on', async () => {
  const {ask, end} = await threadOf(`(job) => {
    if (job === 'known') throw withDetail(commandLineError('range', '1:', 'no end'), 'a caret');
    if (job === 'unknown') throw new RangeError('out of range');
    return job;
  }`);
  const [known, unknown, next] = await Promise.allSettled(['known', 'unknown', 'next'].map(ask));
  expect(known).toMatchObject({reason: {name: 'ActError', code: 'range', detail: 'a caret'}});
  expect(known).toMatchObject({reason: expect.any(ActError)});
  expect(unknown).toMatchObject({reason: {message: 'out of range', stack: expect.stringContaining('RangeError')}});
  expect(next).toMatchObject({value: 'next'});
  end();
});

test('a job that cannot be copied fails, and the answers of the others stay theirs', async () => {
  const {ask, end} = await threadOf('(job) => job * 2');
  const [first, second, third] = await Promise.allSettled([1, () => {}, 3].map(ask));
  expect([first, third]).toMatchObject([{value: 2}, {value: 6}]);
  expect(second).toMatchObject({reason: {name: 'DataCloneError'}});
  end();
});

const ended = {code: 'threadEnded', message: expect.stringContaining('--threads 1')};

test('a thread that ends fails the jobs that it has not answered, and those that come after', async () => {
  const {ask, end} = await threadOf("(job) => (job === 'end' ? process.exit(3) : job)");
  const [first, second, third] = await Promise.allSettled(['first', 'end', 'third'].map(ask));
  expect(first).toMatchObject({value: 'first'});
  expect(second).toMatchObject({reason: ended});
  expect(third).toMatchObject({reason: {message: expect.stringContaining('exit code 3')}});
  await expect(ask('late')).rejects.toMatchObject(ended);
  end();
});

test('a thread that falls between two jobs fails the next one', async () => {
  const {ask, end} = await threadOf("(job) => void setImmediate(() => { throw new Error('it fell'); })");
  const reason = {...ended, message: expect.stringContaining('it fell')};
  // Until then it answers, the first job as a rule: a busy machine may be told of the fall before that.
  await expect((async () => { for (;;) await ask(2); })()).rejects.toMatchObject(reason); // biome-ignore format: one line
  end();
});

test('a file that cannot be run fails the first job', async () => {
  const {ask, end} = startThread(join(folder, 'none.cjs'));
  const reason = {...ended, message: expect.stringContaining('Cannot find')};
  await expect(ask(1)).rejects.toMatchObject(reason);
  await expect(ask(2)).rejects.toMatchObject(reason);
  end();
});

test('a thread that works for ever can be ended', async () => {
  const {ask, end} = await threadOf('() => { for (;;); }');
  const answer = ask(1);
  end();
  await expect(answer).rejects.toMatchObject(ended);
});
