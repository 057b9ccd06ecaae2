import {actError} from '../errors.ts';
import type {Precision} from '../evaluation/evaluate.ts';
import {float64} from '../exact/number-format.ts';
import type {Call} from './command.ts';
import {dtype, fast, paramsInDtype, saturate} from './options.ts';

/**
 * The precision that a call asks for.
 * @throws ActError for `--fast` in a format other than float64
 */
export function precisionOf(call: Call): Precision {
  const format = call.option(dtype) ?? float64;
  const isFast = call.option(fast) ?? false;
  if (isFast && format !== float64) throw actError('exclusive', '--fast', `--dtype ${format.name}`);
  return {
    format,
    overflow: call.option(saturate) ? 'saturate' : 'ieee',
    fast: isFast,
    parametersInFormat: call.option(paramsInDtype) ?? false,
  };
}
