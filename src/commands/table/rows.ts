/** The table that a call of `table` asks for, whoever writes its rows. */

import {actError, commandLineError} from '../../errors/errors.ts';
import type {Io} from '../../io.ts';
import {isArrays} from '../../render/formats.ts';
import type {Note} from '../../report/notes.ts';
import type {Table} from '../../report/table.ts';
import {valueTable} from '../../report/value-table.ts';
import {roundedPoints} from '../../sampling/points.ts';
import {seriesOf} from '../../sampling/series.ts';
import {limitWatch, precisionOf} from '../asked/precision.ts';
import {withNumberFormat} from '../asked/quant.ts';
import {withSecond} from '../asked/second.ts';
import {selectionsOf} from '../asked/selections.ts';
import {thresholdNotes} from '../asked/threshold-notes.ts';
import type {Call} from '../command.ts';
import {bits, dtype, hex, long, patience, threshold, wrt} from '../options.ts';
import {shard} from '../points/point-options.ts';
import {pointsOf} from '../points/points.ts';
import {shown} from './shown.ts';

/** What is found while rows are made: a plain record, which can be handed to another thread. */
export interface Found {
  /** How many points were made, and how many of them were rounded. */
  readonly points: number;
  readonly moved: number;
  /** Where limits are not known. */
  readonly limits: readonly {readonly label: string; readonly inputs: readonly number[]}[];
}

/** A table of so many rows may have a thousand slow ones, from which on tails are looked for. */
const manyRows = 5000;

export interface RowsOfCall {
  readonly table: Table;
  /** What has been found since it was last asked for. */
  readonly found: () => Found;
  /** What is to be said of it. */
  readonly notes: (found: Found) => readonly Note[];
}

/**
 * The rows of a call; they are computed while they are read.
 * @throws ActError for options that cannot be combined, and for input that cannot be read
 */
export async function rowsOf(given: Call, stdin: Io['stdin']): Promise<RowsOfCall> {
  const call = withNumberFormat(given);
  const selections = selectionsOf(call, call.option(patience));
  const limits: {label: string; inputs: readonly number[]}[] = [];
  const limitNotKnown = (label: string, inputs: readonly number[]): void => {
    limits.push({label, inputs: [...inputs]});
  };
  const precision = {...precisionOf(call), limitNotKnown};
  const named = await pointsOf(call, stdin, selections[0]?.inputs ?? []);
  const rounded = roundedPoints(named, precision.format);
  const isLong = call.option(long) ?? false;
  // Functions of vectors have no regions: these are left out, unless they are asked for.
  const hasRegions = selections.every(({inputs}) => inputs.length === 1);
  const usual = ['value', 'gradient', ...(isLong && hasRegions ? (['region'] as const) : [])] as const;
  const wanted = withSecond(call, call.option(shown) ?? usual);
  if (precision.fast && wanted.includes('second')) throw actError('exclusive', '--fast', 'f″ (--order 2)');
  const owner = selections.find(({parameters}) => parameters.has(threshold.name));
  if (call.isGiven(threshold) && !wanted.includes('region'))
    throw commandLineError('thresholdOfRegions', owner?.label, call.option(threshold), hasRegions);
  const underflowIn = call.option(dtype);
  const isRounded = precision.format.precision !== 53;
  const uncounted = isRounded ? roundedPoints(named, precision.format) : named;
  const request = {
    selections,
    points: isRounded ? rounded : named,
    precision,
    show: wanted.filter((what) => what !== 'region'),
    regions: wanted.includes('region')
      ? {threshold: call.option(threshold), ...(underflowIn && {format: underflowIn, direction: precision.direction})}
      : undefined,
    parameters: call.all(wrt),
    // Loading what finds them takes longer than a short table.
    tails: (named.count ?? 0) < manyRows ? undefined : (await import('../../regions/constant-tails.ts')).constantTails,
  };
  const layout = {long: isLong, hexadecimal: call.option(hex) ?? false, bits: call.option(bits) ?? false};
  const {presentation} = call.display;
  const whole = isArrays(presentation)
    ? await (await import('./arrays.ts')).arraysOfCall(call, {...request, presentation, uncounted})
    : valueTable(seriesOf(request), request, layout);
  // A part of arrays has a head of its own.
  const isContinued = (call.option(shard)?.part ?? 1) > 1 && !isArrays(presentation);
  // Arrays that are held have been computed by now.
  let before = {total: 0, moved: 0};
  return {
    table: {...whole, isContinued},
    found() {
      const {total, moved} = rounded.seen();
      const since = {points: total - before.total, moved: moved - before.moved, limits: limits.splice(0)};
      before = {total, moved};
      return since;
    },
    notes(found) {
      const watch = limitWatch();
      for (const {label, inputs} of found.limits) watch.limitNotKnown(label, inputs);
      const {points: total, moved} = found;
      const rounding: readonly Note[] =
        moved === 0 ? [] : [{code: 'pointsRounded', moved, total, format: precision.format.name}];
      return [...thresholdNotes(call, selections), ...named.notes(), ...rounding, ...watch.notes()];
    },
  };
}
