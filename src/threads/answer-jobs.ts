/** A thread as it sees itself. */

import {parentPort} from 'node:worker_threads';
import {ActError} from '../errors/errors.ts';
import type {Failure, Reply} from './thread.ts';

/** Answers the jobs of the thread that has started this one, in their order, until that one ends it. */
export function answerJobs<Job, Answer>(answerTo: (job: Job) => Answer): void {
  parentPort?.on('message', (job: Job) => parentPort?.postMessage(replyTo(() => answerTo(job))));
}

function replyTo(answer: () => unknown): Reply {
  try {
    return {answer: answer()};
  } catch (error) {
    return {failure: failureOf(error)};
  }
}

function failureOf(error: unknown): Failure {
  const {message, stack} = error instanceof Error ? error : {message: String(error), stack: undefined};
  const {code, detail} = error instanceof ActError ? error : {code: undefined, detail: undefined};
  return {message, stack, code, detail};
}
