/** Other threads of this program, as the thread that starts them sees them. */

import {Worker} from 'node:worker_threads';
import {ActError, commandLineError, type ErrorCode} from '../errors/errors.ts';

/** A thread that answers jobs one after the other. Jobs and answers are copied, but for shared memory. */
export interface Thread<Job, Answer> {
  /**
   * The answer to a job.
   * @throws what the job throws there; ActError if the thread ends before it has answered
   */
  readonly ask: (job: Job) => Promise<Answer>;
  /** Ends it, whatever it does. Until then the program waits for it. */
  readonly end: () => void;
}

/** What a thread says of a job. */
export type Reply = {readonly answer: unknown} | {readonly failure: Failure};

/** An error in transit, which would lose its kind. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  /** Of an ActError. */
  readonly code: ErrorCode | undefined;
  readonly detail: string | undefined;
}

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread from a file of the built program that calls `answerJobs`, for jobs and answers of the same types. */
export function startThread<Job, Answer>(path: string): Thread<Job, Answer> {
  // Else Node would open the streams of this thread for it, and a pipe would no longer take what is written at once.
  const worker = new Worker(path, {stdout: true, stderr: true});
  const waiting: Asked[] = [];
  let lost: Error | undefined;
  const lose = (reason: string): void => {
    lost ??= commandLineError('threadEnded', reason);
    for (const {reject} of waiting.splice(0)) reject(lost);
  };
  worker.on('message', (reply: Reply) => {
    const asked = waiting.shift();
    if ('answer' in reply) asked?.resolve(reply.answer);
    else asked?.reject(errorOf(reply.failure));
  });
  worker.on('error', (error) => lose(error.message));
  worker.on('exit', (code) => lose(`exit code ${code}`));
  return {
    ask(job) {
      const answer = new Promise<unknown>((resolve, reject) => {
        if (lost !== undefined) return reject(lost);
        worker.postMessage(job);
        waiting.push({resolve, reject});
      });
      // Whoever awaits it is told, also if that is later.
      answer.catch(() => {});
      return answer as Promise<Answer>; // which the file gives for its jobs
    },
    end() {
      worker.unref();
      void worker.terminate();
    },
  };
}

function errorOf({message, stack, code, detail}: Failure): Error {
  const error = code === undefined ? new Error(message) : new ActError(code, message, detail);
  return Object.assign(error, stack === undefined ? {} : {stack});
}
