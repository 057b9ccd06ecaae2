/** The elementary functions over balls. */

import {type Big, ball} from './big-float.ts';
import {createErrorFunctions, type ErrorFunctions} from './error-functions.ts';
import {createExponentials, type Exponentials} from './exponential.ts';
import {fixedPi} from './fixed-point.ts';
import type {Rests} from './split.ts';
import {createTrigonometry, type Trigonometry} from './trigonometric.ts';
import {createWorking} from './working-precision.ts';

/** The elementary functions and π at one precision. */
export interface Elementary extends Exponentials, Trigonometry, ErrorFunctions {
  readonly pi: () => Big;
}

/** Sines of larger arguments than 2^largestAngle are unknown. */
const largestAngle = 16_000;

/** The functions to a number of bits. */
export function createElementary(precision: number, rests: Rests = 'lost'): Elementary {
  const working = createWorking(precision, rests);
  const exponentials = createExponentials(working);
  const others = new Map<number, Elementary>();
  const atPrecision = (bits: number): Elementary => {
    const made = others.get(bits) ?? createElementary(bits, rests);
    others.set(bits, made);
    return made;
  };
  return {
    pi: () => ball(working.constant(fixedPi, precision + 8), -precision - 8, 1n, precision),
    ...exponentials,
    ...createTrigonometry(working, largestAngle),
    ...createErrorFunctions(working, {log: exponentials.log, atPrecision}),
  };
}
