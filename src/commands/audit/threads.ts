/** The threads that share the work of an audit. */

import type {PartFigures, PartJob} from '../../audit/part.ts';
import type {Helper} from '../../audit/team.ts';
import type {UnitNumbers} from '../../input/arrays/unit-numbers.ts';
import type {Thread} from '../../threads/thread.ts';
import type {Call} from '../command.ts';
import {threads} from '../options.ts';

/** Fewer bytes are audited in less time than a thread takes to start. */
const leastBytes = 4e6;

/** It pays wherever there are as many processors; more are for the user to ask for. */
const usual = 2;

/** Starts the threads that pay for these layers, and ends them when the work that they share is done. */
export async function withHelpers<T>(
  layers: readonly UnitNumbers[],
  call: Call,
  work: (helpers: readonly Helper[]) => Promise<T>,
): Promise<T> {
  // What comes through a pipe may be much.
  const bytes = layers.reduce((sum, layer) => sum + (layer.bytes ?? Number.POSITIVE_INFINITY), 0);
  const paying = bytes < leastBytes ? 1 : Math.min(usual, await call.processors());
  const units = layers.reduce((most, layer) => Math.max(most, layer.units), 1);
  const count = Math.min(units, call.option(threads) ?? paying);
  const helpers: Thread<PartJob, PartFigures | undefined>[] = [];
  try {
    while (helpers.length < count - 1) helpers.push(await call.startThread('audit-thread'));
    return await work(helpers);
  } finally {
    for (const {end} of helpers) end();
  }
}
