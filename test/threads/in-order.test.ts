import {expect, test} from 'vitest';
import {answersInOrder, type Sharing} from '../../src/threads/in-order.ts';

type Thread = Awaited<ReturnType<Sharing<number, string>['start']>>[number];

const turn = () => new Promise(setImmediate);

/** A thread that takes so many turns of the event loop for a job, one job after the other. */
function slowThread(name: string, turnsOf: (job: number) => number): Thread {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask(job) {
      const answer = last.then(async () => {
        for (let i = 0; i < turnsOf(job); i += 1) await turn();
        return `${name}${job}`;
      });
      last = answer;
      return answer;
    },
  };
}

const here = async (job: number) => `here${job}`;

async function all(answers: AsyncIterable<string>): Promise<readonly string[]> {
  const taken: string[] = [];
  for await (const answer of answers) taken.push(answer);
  return taken;
}

function numbers(count: number): readonly number[] {
  return Array.from({length: count}, (_, i) => i);
}

/** Jobs that note how many of them have been begun. */
function counted(count: number) {
  const begun = {jobs: 0};
  function* jobs(): Generator<number> {
    while (begun.jobs < count) yield begun.jobs++;
  }
  return {begun, jobs: jobs()};
}

test('answers come in the order of the jobs, whoever is quicker, and each job is done once', async () => {
  for (const turns of [0, 1, 7]) {
    const start = async () => [slowThread('a', (job) => (job % 5) * turns), slowThread('b', () => turns)];
    const answers = await all(answersInOrder({jobs: numbers(100), here, start}));
    expect(answers.map((answer) => Number(/\d+/.exec(answer)))).toEqual(numbers(100));
    expect(new Set(answers.map((answer) => answer.replace(/\d+/, '')))).toEqual(new Set(['a', 'b', 'here']));
  }
});

test.each([0, 1, 2])('%i jobs are all done', async (count) => {
  const start = async () => [slowThread('a', () => 1)];
  expect(await all(answersInOrder({jobs: numbers(count), here, start}))).toHaveLength(count);
});

test('the first job is done here, and the others are started when its answer has been taken', async () => {
  let started = 0;
  const start = async () => {
    started += 1;
    return [];
  };
  const answers = answersInOrder({jobs: numbers(3), here, start});
  expect(await answers.next()).toEqual({done: false, value: 'here0'});
  expect(started).toBe(0);
  expect(await all(answers)).toEqual(['here1', 'here2']);
  expect(started).toBe(1);
});

test('until a thread is ready the jobs are done without it, and nothing waits for it', async () => {
  let isReady = () => {};
  const readied = () =>
    new Promise<void>((resolve) => {
      isReady = resolve;
    });
  const answers = answersInOrder({jobs: numbers(60), here, readied, start: async () => [slowThread('a', () => 0)]});
  const taken: unknown[] = [];
  for (let i = 0; i < 30; i += 1) taken.push((await answers.next()).value);
  expect(taken).toEqual(numbers(30).map((job) => `here${job}`));
  isReady();
  expect((await all(answers)).filter((answer) => answer.startsWith('a'))).not.toEqual([]);
});

test('a thread that does not get ready says why of its first job', async () => {
  const failing: Thread = {ask: async () => Promise.reject(new RangeError('no memory'))};
  const readied = () => Promise.reject(new Error('not ready'));
  await expect(all(answersInOrder({jobs: numbers(9), here, readied, start: async () => [failing]}))).rejects.toThrow(
    'no memory',
  );
});

test('a thread that never answers holds up a bounded number of jobs', async () => {
  const {begun, jobs} = counted(1e6);
  const stuck: Thread = {ask: () => new Promise(() => {})};
  const answers = answersInOrder({jobs, here, start: async () => [stuck, slowThread('b', () => 1)]});
  await answers.next();
  void answers.next();
  for (let i = 0; i < 200; i += 1) await turn();
  expect(begun.jobs).toBe(1 + 2 * 2 + 4);
});

test('a reader that takes no answers holds up a bounded number of jobs', async () => {
  const {begun, jobs} = counted(1e6);
  const answers = answersInOrder({jobs, here, start: async () => [slowThread('a', () => 1)]});
  for (let i = 0; i < 10; i += 1) await answers.next();
  const before = begun.jobs;
  for (let i = 0; i < 200; i += 1) await turn();
  expect(begun.jobs).toBe(before);
  expect(before).toBeLessThanOrEqual(10 + 2 + 4);
});

test('what a thread throws is thrown when its answer is the next one', async () => {
  const failing: Thread = {ask: async (job) => Promise.reject(new RangeError(`no ${job}`))};
  const answers = answersInOrder({jobs: numbers(9), here, start: async () => [failing]});
  expect(await answers.next()).toMatchObject({value: 'here0'});
  await expect(answers.next()).rejects.toThrow('no 1');
  expect(await answers.next()).toEqual({done: true, value: undefined});
});

test('what is thrown here is thrown after the answers of the jobs before it', async () => {
  const own = async (job: number) => {
    if (job > 0) throw new RangeError(`not here ${job}`);
    return here(job);
  };
  const taken: string[] = [];
  const answers = answersInOrder({jobs: numbers(9), here: own, start: async () => [slowThread('a', () => 3)]});
  const take = async () => {
    for await (const answer of answers) taken.push(answer);
  };
  await expect(take()).rejects.toThrow('not here 3');
  expect(taken).toEqual(['here0', 'a1', 'a2']);
});
