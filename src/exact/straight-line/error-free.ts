/** Sums and products of doubles with their rounding errors, as text: the ones of double-double.ts (Knuth, Dekker). */

import {type CodeSheet, literal} from '../../formula/code/sheet.ts';
import type {PairCode} from './pair-code.ts';

/** The names of a result and of its rounding error. */
export type WithError = readonly [result: string, error: string];

export interface ErrorFree {
  readonly sum: (a: string, b: string) => WithError;
  readonly product: (a: PairCode, b: PairCode) => WithError;
  /** high + low as two doubles that do not overlap, where the first is larger (Dekker). */
  readonly normal: (high: string, low: string) => WithError;
  /** The name of |h|, or the literal where the value is known beforehand. */
  readonly size: (h: string, value?: number) => string;
}

/** The operations on a sheet. */
export function errorFree({name}: CodeSheet): ErrorFree {
  /** The high and the low half of a double. */
  const halves = (h: string, value: number | undefined): readonly [string, string] => {
    if (value !== undefined) {
      const t = 134217729 * value;
      const high = t - (t - value);
      return [literal(high), literal(value - high)];
    }
    const t = name(`134217729 * ${h}`);
    const high = name(`${t} - (${t} - ${h})`);
    return [high, name(`${h} - ${high}`)];
  };

  const product = (a: PairCode, b: PairCode): WithError => {
    const p = name(`${a.h} * ${b.h}`);
    const [ah, al] = halves(a.h, a.value);
    const [bh, bl] = halves(b.h, b.value);
    return [
      p,
      name(terms(plus(times(al, bl)), `- (${p} - ${ah} * ${bh}`, minus(times(al, bh)), minus(times(ah, bl)), ')')),
    ];
  };

  const sum = (a: string, b: string): WithError => {
    const s = name(`${a} + ${b}`);
    const t = name(`${s} - ${a}`);
    return [s, name(`${a} - (${s} - ${t}) + (${b} - ${t})`)];
  };

  const normal = (high: string, low: string): WithError => {
    const h = name(`${high} + ${low}`);
    return [h, name(`${low} - (${h} - ${high})`)];
  };

  const size = (h: string, value?: number): string =>
    value === undefined ? name(`Math.abs(${h})`) : literal(Math.abs(value));

  return {sum, product, normal, size};
}

/** A product, unless a factor is 0. */
function times(a: string, b: string): string | undefined {
  return a === '0' || b === '0' ? undefined : `${a} * ${b}`;
}

/** A term that is added, if there is one. */
export function plus(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `+ ${text}`;
}

/** A term that is subtracted, if there is one. */
function minus(text: string | undefined): string {
  return text === undefined ? '' : `- ${text}`;
}

/** Terms with their signs as one expression. */
export function terms(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/^\+ /, '');
}
