/**
 * Functions that take a double-double from three places of an array, hi, lo and err, and put the result there: numbers
 * that are arguments of a call, or parts of its result, would each be allocated, which takes longer than the function.
 */

import {type DoubleDouble, make} from './double-double.ts';

/** hi, lo and err; a second number may follow. */
export type Register = Float64Array;

/** A function of one number, in place. */
export type Kernel = (register: Register) => void;

/** An empty register; one is enough, for nothing stays in it. */
export function createRegister(): Register {
  return new Float64Array(6);
}

/** The number in a register: hi, lo, err. */
export function numberIn(register: Register): readonly [number, number, number] {
  return [register[0] as number, register[1] as number, register[2] as number]; // it has six places
}

/** Puts a number into a register. */
export function put(register: Register, hi: number, [lo, err]: readonly [number, number]): void {
  register[0] = hi;
  register[1] = lo;
  register[2] = err;
}

/** Says that nothing is known of the result, or that it is not a number. */
export function putUnknown(register: Register): void {
  if (!Number.isNaN(register[0])) register[0] = 0;
  register[1] = 0;
  register[2] = Number.POSITIVE_INFINITY;
}

/** A kernel for numbers as records. */
export function onRecords(kernel: Kernel, register: Register): (x: DoubleDouble) => DoubleDouble {
  return (x) => {
    put(register, x.hi, [x.lo, x.err]);
    kernel(register);
    return taken(register, 0);
  };
}

/** The number that begins at a place of a register. */
export function taken(register: Register, place: 0 | 3): DoubleDouble {
  // A register has six places.
  return make(register[place] as number, register[place + 1] as number, register[place + 2] as number);
}
