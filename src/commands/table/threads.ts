/** The threads that share the rows of a table. */

import type {Stretch} from '../../exact/every-number.ts';
import {rowsWriter, writesRowByRow} from '../../render/formats.ts';
import type {WrittenRows} from '../../report/table.ts';
import {answersInOrder} from '../../threads/in-order.ts';
import type {Thread} from '../../threads/thread.ts';
import type {Call} from '../command.ts';
import {threads} from '../options.ts';
import {createRooms} from './rooms.ts';
import type {Found, RowsOfCall} from './rows.ts';

/** What another thread is asked for: the rows of some points of the table that a command line asks for. */
export interface RowsJob {
  readonly words: readonly string[];
  readonly stretch: Stretch;
  /** The memory into which they are to be written. */
  readonly room: SharedArrayBuffer;
}

/** These rows, and what was found while they were made. */
export interface RowsAnswer extends WrittenRows {
  readonly found: Found;
}

/** Fewer rows are written in less time than a thread takes to start. */
const leastRows = 5e5;

/** It pays wherever there are as many processors; more are for the user to ask for. */
const usual = 2;

/** The first points are few, so that the first row leaves at once; then so many rows make a job. */
const [firstPoints, rowsOfJob] = [64, 8192];

/** A room in bytes for the rows of a job: three numbers each. */
const usualRoom = 64 * rowsOfJob;

/** A table, and what has been found so far. */
type Shared = Pick<RowsOfCall, 'table' | 'found'>;

/**
 * The rows of a call as several threads write them; undefined where one thread does: of few rows, of points that are
 * read from a file, and in formats for people, whose columns are as wide as their cells.
 */
export async function sharedRows(call: Call, {table, found}: RowsOfCall): Promise<Shared | undefined> {
  const {presentation} = call.display;
  const {byPoint, length = 0} = table;
  if (byPoint === undefined || !writesRowByRow(presentation)) return undefined;
  const paying = length < leastRows ? 1 : Math.min(usual, await call.processors());
  const others = Math.min(call.option(threads) ?? paying, Math.ceil(length / rowsOfJob)) - 1;
  const write = others < 1 ? undefined : await rowsWriter(table, presentation);
  if (write === undefined) return undefined;
  const {points, rowsOfPoint} = byPoint;
  const here = async ({stretch, room}: RowsJob): Promise<RowsAnswer> => ({
    ...(await write(stretch, new Uint8Array(room))),
    found: found(),
  });
  const rooms = createRooms(usualRoom);
  function* jobs(): Generator<RowsJob> {
    const pointsOfJob = Math.ceil(rowsOfJob / rowsOfPoint);
    for (let from = 0; from < points; ) {
      const to = Math.min(points, from === 0 ? firstPoints : from + pointsOfJob);
      yield {words: call.words, stretch: {from, to}, room: rooms.take()};
      from = to;
    }
  }
  // No rows: the thread has loaded all that it needs when it has written them.
  const readied = ({ask}: Pick<Thread<RowsJob, RowsAnswer>, 'ask'>): Promise<unknown> =>
    ask({words: call.words, stretch: {from: 0, to: 0}, room: new SharedArrayBuffer(0)});
  let soFar = found();
  async function* written(): AsyncGenerator<WrittenRows> {
    const helpers: Thread<RowsJob, RowsAnswer>[] = [];
    const start = async (): Promise<readonly Thread<RowsJob, RowsAnswer>[]> => {
      while (helpers.length < others) helpers.push(await call.startThread('table-thread'));
      return helpers;
    };
    try {
      for await (const answer of answersInOrder({jobs: jobs(), here, start, readied})) {
        soFar = together(soFar, answer.found);
        yield answer;
        rooms.giveBack(answer.bytes);
      }
    } finally {
      for (const {end} of helpers) end();
    }
  }
  return {table: {...table, written}, found: () => soFar};
}

/** What was found in some rows, and then in those that follow them. */
function together(first: Found, second: Found): Found {
  return {
    points: first.points + second.points,
    moved: first.moved + second.moved,
    limits: [...first.limits, ...second.limits],
  };
}
