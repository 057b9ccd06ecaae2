import {actError} from '../../errors/errors.ts';
import type {Precision} from '../../evaluation/evaluate.ts';
import {float64} from '../../exact/number-format.ts';
import type {Note} from '../../report/notes.ts';
import type {Call} from '../command.ts';
import {dtype, fast, paramsInDtype, saturate, truncate} from '../options.ts';

type LimitNotKnown = NonNullable<Precision['limitNotKnown']>;

/**
 * The precision that a call asks for.
 * @throws ActError for `--fast` in a format other than float64, or with `--truncate`
 */
export function precisionOf(call: Call): Precision {
  const format = call.option(dtype) ?? float64;
  const isFast = call.option(fast) ?? false;
  if (isFast && format !== float64) throw actError('exclusive', '--fast', `--dtype ${format.name}`);
  const truncates = call.option(truncate) ?? false;
  if (isFast && truncates) throw actError('exclusive', '--fast', '--truncate');
  return {
    format,
    overflow: call.option(saturate) ? 'saturate' : 'ieee',
    ...(truncates && {direction: 'toZero'}),
    fast: isFast,
    parametersInFormat: call.option(paramsInDtype) ?? false,
  };
}

/** Keeps the limits that are not known, for the notes after the answer. */
export function limitWatch(): {readonly limitNotKnown: LimitNotKnown; readonly notes: () => readonly Note[]} {
  const places = new Map<string, Set<string>>();
  return {
    limitNotKnown: (name, inputs) => {
      const place = inputs.map((input) => String(input).replace('Infinity', 'inf')).join(',');
      places.set(name, (places.get(name) ?? new Set()).add(place));
    },
    notes: () => [...places].map(([name, found]) => ({code: 'limitNotKnown', name, places: [...found]})),
  };
}
