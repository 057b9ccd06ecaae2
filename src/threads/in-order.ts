/** Jobs that several threads share, and whose answers come in the order of the jobs. */

import type {Thread} from './thread.ts';

export interface Sharing<Job, Answer> {
  readonly jobs: Iterable<Job>;
  /** Does a job in this thread, which works where it would wait. */
  readonly here: (job: Job) => Promise<Answer>;
  /** Starts the others, when the first answer has been taken. */
  readonly start: () => Promise<readonly Asked<Job, Answer>[]>;
  /** Done once a thread is ready for jobs; until then the others do without it. Absent where it is so at once. */
  readonly readied?: (thread: Asked<Job, Answer>) => Promise<unknown>;
}

type Asked<Job, Answer> = Pick<Thread<Job, Answer>, 'ask'>;

/** So many jobs a thread is given at once: it has the next one when it has done the first. */
const jobsOfThread = 2;

/** So many jobs may be done, or begun, before the one whose answer is next. */
const mostAhead = 4;

interface Place<Answer> {
  readonly answer: Promise<Answer>;
  isThere: boolean;
}

/**
 * The answers to all jobs, in their order. The first job is done here, each other one by whoever is free. Jobs that are
 * not done, and answers that nobody has taken, are at most `jobsOfThread` for each thread and `mostAhead` more.
 */
export async function* answersInOrder<Job, Answer>({
  jobs,
  here,
  start,
  readied,
}: Sharing<Job, Answer>): AsyncGenerator<Answer> {
  const rest = jobs[Symbol.iterator]();
  const begin = rest.next();
  if (begin.done) return;
  yield await here(begin.value);
  const threads = await start();
  const workers: {readonly ask: Asked<Job, Answer>['ask']; jobs: number}[] = [];
  for (const thread of threads) {
    const join = (): void => void workers.push({ask: thread.ask, jobs: 0});
    // One that has failed says so of its first job.
    if (readied === undefined) join();
    else readied(thread).then(join, join);
  }
  const most = jobsOfThread * threads.length + mostAhead;
  const places: Place<Answer>[] = [];
  const next = (): {readonly job: Job} | undefined => {
    if (places.length >= most) return undefined;
    const {done, value} = rest.next();
    return done ? undefined : {job: value};
  };
  /** Gives a job to the worker that has fewest; whether there was one to give. */
  const giveOne = (): boolean => {
    const fewest = Math.min(...workers.map((worker) => worker.jobs));
    const worker = fewest < jobsOfThread ? workers.find(({jobs}) => jobs === fewest) : undefined;
    const given = worker && next();
    if (!given) return false;
    worker.jobs += 1;
    const place: Place<Answer> = {answer: worker.ask(given.job), isThere: false};
    const settle = (): void => {
      worker.jobs -= 1;
      place.isThere = true;
    };
    place.answer.then(settle, settle);
    places.push(place);
    return true;
  };
  for (;;) {
    while (giveOne());
    const [first] = places;
    const own = first?.isThere ? undefined : next();
    if (own !== undefined) {
      const answer = here(own.job);
      places.push({answer, isThere: true});
      await answer.catch(() => {}); // told when it is next
      // The answers of the others are heard only where something is waited for.
      await new Promise(setImmediate);
    } else if (first === undefined) return;
    else {
      const answer = await first.answer;
      places.shift();
      yield answer;
    }
  }
}
