/** The threads that share the rows of a table. */

import type {Stretch} from '../../exact/every-number.ts';
import {rowsWriter, writesRowByRow} from '../../render/formats.ts';
import type {WrittenRows} from '../../report/output.ts';
import {answersInOrder} from '../../threads/in-order.ts';
import type {Thread} from '../../threads/thread.ts';
import type {Call} from '../command.ts';
import {threads} from '../options.ts';
import type {Found, RowsOfCall} from './rows.ts';

/** What another thread is asked for: the rows of some points of the table that a command line asks for. */
export interface RowsJob {
  readonly words: readonly string[];
  readonly stretch: Stretch;
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

/** A table, and what has been found so far. */
type Shared = Pick<RowsOfCall, 'table' | 'found'>;

/**
 * The rows of a call as several threads write them; undefined where one thread does: of few rows, of points that are read
 * from a file, and in formats for people, whose columns are as wide as their cells.
 */
export async function sharedRows(call: Call, {table, found}: RowsOfCall): Promise<Shared | undefined> {
  const {presentation} = call.display;
  const {byPoint, length = 0} = table;
  if (byPoint === undefined || !writesRowByRow(presentation)) return undefined;
  const paying = length < leastRows ? 1 : Math.min(usual, call.processors());
  const others = Math.min(call.option(threads) ?? paying, Math.ceil(length / rowsOfJob)) - 1;
  const write = await rowsWriter(table, presentation);
  if (others < 1 || write === undefined) return undefined;
  const {words} = call;
  const {points} = byPoint;
  const here = async ({stretch}: Pick<RowsJob, 'stretch'>): Promise<RowsAnswer> => ({
    ...(await write(stretch)),
    found: found(),
  });
  let soFar = found();
  const told = ({found: more, ...rows}: RowsAnswer): WrittenRows => {
    soFar = together(soFar, more);
    return rows;
  };
  const pointsOfJob = Math.ceil(rowsOfJob / byPoint.rowsOfPoint);
  function* jobs(): Generator<RowsJob> {
    for (let from = firstPoints; from < points; from += pointsOfJob)
      yield {words, stretch: {from, to: Math.min(from + pointsOfJob, points)}};
  }
  async function* written(): AsyncGenerator<WrittenRows> {
    yield told(await here({stretch: {from: 0, to: Math.min(firstPoints, points)}}));
    const helpers: Thread<RowsJob, RowsAnswer>[] = [];
    try {
      while (helpers.length < others) helpers.push(await call.startThread('table-thread'));
      for await (const answer of answersInOrder({jobs: jobs(), threads: helpers, here})) yield told(answer);
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
