/** The rows that a thread of `table` writes. */

import {rowsWriter, writesRowByRow} from '../../render/formats.ts';
import type {Call} from '../command.ts';
import {parseArguments} from '../line/parse.ts';
import {table} from '../table.ts';
import {rowsOf} from './rows.ts';
import type {RowsAnswer, RowsJob} from './threads.ts';

/**
 * Does jobs of one command line, which it reads as the first thread has read it: what follows is the same by itself.
 */
export function rowsJobs(): (job: RowsJob) => Promise<RowsAnswer> {
  let begun: ReturnType<typeof begin> | undefined;
  return async ({words, stretch, room}) => {
    begun ??= begin(words);
    const {write, found} = await begun;
    return {...(await write(stretch, new Uint8Array(room))), found: found()};
  };
}

async function begin(words: readonly string[]) {
  const asked = await parseArguments([table.name, ...words], {[table.name]: async () => table}, nowhere);
  if (asked.kind !== 'call') throw new Error('no call of a table');
  const {presentation} = asked.call.display;
  const rows = await rowsOf({...asked.call, ...alone}, noInput());
  const write = writesRowByRow(presentation) ? await rowsWriter(rows.table, presentation) : undefined;
  if (write === undefined) throw new Error(`no rows from any place on: ${presentation}`);
  return {found: rows.found, write};
}

/** As in a pipe; what is written looks as the options say, else as there. */
const nowhere = {env: {}, stdout: {isTTY: false, write: () => {}}, columns: undefined, rows: undefined};

/** The first thread shows progress and hears Ctrl-C. */
const alone: Pick<Call, 'step' | 'turn' | 'startThread' | 'processors'> = {
  step: () => {},
  turn: async () => {},
  startThread: () => Promise.reject(new Error('a thread starts no other')),
  processors: async () => 1,
};

async function* noInput(): AsyncGenerator<Uint8Array> {}
