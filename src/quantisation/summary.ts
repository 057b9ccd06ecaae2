/** What is to be known of a quantised activation: its errors, and which codes are lost. */

import type {Quantised} from './quantise.ts';
import type {Scheme} from './scheme.ts';

/** An error in steps of the output, which are its least significant bits. */
interface Error {
  readonly steps: number;
  /** The code of the input. */
  readonly code: number;
  readonly x: number;
}

/** The summary of a table. */
export interface Summary {
  /** The largest error where the result is within the codes; undefined if it never is. */
  readonly largest: Error | undefined;
  /** The largest error where the result is the last code on one side and would lie beyond it. */
  readonly saturated: {readonly low: number; readonly high: number; readonly largest: Error | undefined};
  /** Codes of the output that no code of the input gives. */
  readonly unused: number;
  /** From one code of the input to the next: how often the result rises, falls, and goes against f. */
  readonly rises: number;
  readonly falls: number;
  readonly reversals: number;
  /** Inputs at which f has no value. */
  readonly undefinedAt: number;
}

/** Summarises results, be they exact or someone else's. */
export function summaryOf(table: Quantised, {type, output}: Scheme): Summary {
  const {codes, x, value, result, unlimited} = table;
  let [low, high, rises, falls, reversals, undefinedAt] = [0, 0, 0, 0, 0, 0];
  let [largest, beyond]: [Error | undefined, Error | undefined] = [undefined, undefined];
  const used = new Set<number>();
  for (const [i, code] of codes.entries()) {
    const [own, y, free] = [result[i] as number, value[i] as number, unlimited[i] as number]; // as many of each
    if (Number.isNaN(own)) {
      undefinedAt += 1;
      continue;
    }
    used.add(own);
    const error = {steps: Math.abs(own - output.zero - y / output.scale), code, x: x[i] as number};
    if (free < type.least) low += 1;
    if (free > type.most) high += 1;
    if (free === own) largest = larger(largest, error);
    else beyond = larger(beyond, error);
    const rise = i === 0 ? 0 : Math.sign(own - (result[i - 1] as number));
    const rightRise = i === 0 ? 0 : Math.sign(y - (value[i - 1] as number));
    if (rise > 0) rises += 1;
    if (rise < 0) falls += 1;
    if (rise * rightRise < 0) reversals += 1;
  }
  const unused = type.most - type.least + 1 - used.size;
  return {largest, saturated: {low, high, largest: beyond}, unused, rises, falls, reversals, undefinedAt};
}

function larger(before: Error | undefined, error: Error): Error {
  return before === undefined || error.steps > before.steps ? error : before;
}
