/** A thread as it sees itself. */

import {parentPort} from 'node:worker_threads';
import {ActError} from '../errors/errors.ts';
import type {Failure, Reply} from './thread.ts';

/**
 * Answers the jobs of the thread that has started this one, one after the other in their order, until that one ends it.
 * Answers are copied, but for the memory that `given` names of them: it is handed over.
 */
export function answerJobs<Job, Answer>(
  answerTo: (job: Job) => Answer | Promise<Answer>,
  given: (answer: Answer) => readonly ArrayBuffer[] = () => [],
): void {
  let last: Promise<void> = Promise.resolve();
  const reply = async (job: Job): Promise<void> => {
    try {
      const answer = await answerTo(job);
      send({answer}, given(answer));
    } catch (error) {
      send({failure: failureOf(error)});
    }
  };
  parentPort?.on('message', (job: Job) => {
    last = last.then(() => reply(job));
  });
}

function send(reply: Reply, given: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, given);
}

function failureOf(error: unknown): Failure {
  const {message, stack} = error instanceof Error ? error : {message: String(error), stack: undefined};
  const {code, detail} = error instanceof ActError ? error : {code: undefined, detail: undefined};
  return {message, stack, code, detail};
}
