/** What cannot be done, as errors that are made from sentences. */

import {commandLineSentences} from './command-line.ts';
import {generalSentences} from './general.ts';

/** A mistake of the user's or of the world's, told in one line: what is wrong, the value, what to do. */
export class ActError extends Error {
  override readonly name = 'ActError';
  /** Which mistake it is; the message is for people. */
  readonly code: ErrorCode;
  /** Lines that follow the message, such as a formula with a caret under the mistake. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, message: string, detail?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

type General = ReturnType<typeof generalSentences>;
type CommandLine = ReturnType<typeof commandLineSentences>;

/** Which mistake it is, in a word for programs. */
export type ErrorCode = keyof General | keyof CommandLine;

/** Builds the error of one of the general sentences. */
export function actError<C extends keyof General>(code: C, ...args: Parameters<General[C]>): ActError {
  // The table's values differ in their parameters; `args` is tied to the same entry by C.
  const sentence = generalSentences()[code] as (...values: unknown[]) => string;
  return new ActError(code, sentence(...args));
}

/** The same for a sentence of the command line; a function of its own, so that the library is without them. */
export function commandLineError<C extends keyof CommandLine>(code: C, ...args: Parameters<CommandLine[C]>): ActError {
  const sentence = commandLineSentences()[code] as (...values: unknown[]) => string; // as above
  return new ActError(code, sentence(...args));
}

/** The same with lines of detail below the sentence. */
export function withDetail(error: ActError, detail: string): ActError {
  return new ActError(error.code, error.message, detail);
}

/** The same error where a part of the output has been written before. */
export function withIncompleteOutput(error: ActError): ActError {
  return new ActError(error.code, `${error.message}; the output is incomplete`, error.detail);
}

/** What the program ends with: done, done with a limit of the user's exceeded, could not be done. */
export const exitCode: Readonly<Record<'done' | 'exceeded' | 'failed', number>> = {done: 0, exceeded: 1, failed: 2};
