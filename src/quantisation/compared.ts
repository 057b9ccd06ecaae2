/** Someone else's table of codes beside the exact one. */

import type {Quantised} from './quantise.ts';
import type {Scheme} from './scheme.ts';

/** An output code that is not the right one. */
export interface WrongCode {
  /** The code of the input, and what it stands for. */
  readonly code: number;
  readonly x: number;
  readonly expected: number;
  readonly got: number;
}

/** What a comparison found. */
export interface ComparedCodes {
  readonly count: number;
  /** The wrong ones, the furthest off first. */
  readonly wrong: readonly WrongCode[];
  /** The largest distance of what a code stands for from f(x), in steps of the output, where that does not saturate. */
  readonly largest: {readonly steps: number; readonly code: number} | undefined;
  /** Neighbouring codes of the input for which the results go against f. */
  readonly reversals: number;
}

/** Compares the results at some codes of the input, by that code. Where f has no value, any result will do. */
export function comparedCodes(
  table: Quantised,
  results: ReadonlyMap<number, number>,
  {output}: Pick<Scheme, 'output'>,
): ComparedCodes {
  const {codes, x, value, result, unlimited} = table;
  const wrong: WrongCode[] = [];
  let largest: ComparedCodes['largest'];
  let reversals = 0;
  let before: {readonly y: number; readonly got: number} | undefined;
  for (const [i, code] of codes.entries()) {
    const [got, expected, y] = [results.get(code), result[i] as number, value[i] as number]; // as many of each
    if (got === undefined || Number.isNaN(expected)) {
      before = undefined;
      continue;
    }
    if (got !== expected) wrong.push({code, x: x[i] as number, expected, got});
    const steps = Math.abs(got - output.zero - y / output.scale);
    if (unlimited[i] === expected && steps > (largest?.steps ?? -1)) largest = {steps, code};
    if (before !== undefined && Math.sign(got - before.got) * Math.sign(y - before.y) < 0) reversals += 1;
    before = {y, got};
  }
  const distance = (each: WrongCode) => Math.abs(each.got - each.expected);
  wrong.sort((a, b) => distance(b) - distance(a) || a.code - b.code);
  return {count: results.size, wrong, largest, reversals};
}
