/** Double-doubles as text: names and literals of their parts. */

import type {CodeSheet} from '../../formula/code/sheet.ts';
import {exponentOf, scale} from '../number-format.ts';

/**
 * A value in code: the names or literals of its parts. Without `l` it is a double; without `e` it is exact, and h the
 * double nearest to it, ties to even.
 */
export interface PairCode {
  readonly h: string;
  readonly l?: string;
  readonly e?: string;
  /** It is 0 or its size lies within 2^±span. */
  readonly span: number;
  /** It may be 0 exactly, and `e` is 0 then. */
  readonly zero?: boolean;
  /** The double itself, where it is known beforehand. */
  readonly value?: number;
}

/** Inputs, products and quotients lie within 2^±guarded, operands within 2^±most. */
export const guarded = 900;
export const most = 1010;
export const [least, largest] = [2 ** -guarded, 2 ** guarded];

/** Text that a bound is multiplied with where it is used. */
export const withRoundings = '1.000001';

/** The kernels that code calls, by name; they work in place in the array named `r`. */
export type KernelName = 'exp' | 'expm1' | 'log' | 'log1p' | 'sinCos' | 'atan' | 'erfcx' | 'erfNearZero';

/** What leaves a row to the slower arithmetic. */
export const giveUp = '{ rescue(row); continue; }';

/** A value that is one of two, in variables of its own. */
export function eitherPair(
  sheet: CodeSheet,
  then: PairCode,
  otherwise: PairCode,
): {
  readonly value: PairCode;
  readonly declared: readonly string[];
  readonly whenTrue: string;
  readonly whenFalse: string;
} {
  const parts = (['h', 'l', 'e'] as const)
    .filter((part) => then[part] !== undefined || otherwise[part] !== undefined)
    .map((part) => ({part, variable: sheet.unused()}));
  const set = (from: PairCode): string =>
    parts.map(({part, variable}) => `${variable} = ${from[part] ?? 0};`).join(' ');
  const value = {
    // Every value has an h.
    ...(Object.fromEntries(parts.map(({part, variable}) => [part, variable])) as {h: string}),
    span: Math.max(then.span, otherwise.span),
    ...((then.zero || otherwise.zero) && ({zero: true} as const)),
  };
  return {value, declared: parts.map(({variable}) => variable), whenTrue: set(then), whenFalse: set(otherwise)};
}

/** Says whether a value that may be 0 exactly is it. */
export function isZero({h, e}: PairCode): string {
  return e === undefined ? `${h} === 0` : `${h} === 0 && ${e} === 0`;
}

/** The same, known not to be 0 exactly. */
export function unlessZero({zero, ...rest}: PairCode): PairCode {
  return rest;
}

/** Whether the text says minus: then the opposite may have a name already. */
export function isNegated({h}: PairCode): boolean {
  return h.startsWith('(-');
}

/** Whether a value that is known beforehand is a positive power of two, so that a product with it is exact. */
export function isPowerOfTwo(value: number | undefined): value is number {
  return value !== undefined && value > 0 && scale(1, exponentOf(value)) === value;
}

/** Whether a value is a double, exactly. */
export function isDouble({l, e}: PairCode): boolean {
  return l === undefined && e === undefined;
}

/** The opposite of a name or a literal. */
export function negated(text: string): string {
  return text.startsWith('(-') ? text.slice(2, -1) : `(-${text})`;
}
