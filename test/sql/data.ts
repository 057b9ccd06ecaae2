/** Layers for SQL: the doubles at every edge, NaN, infinities and NULL, and what a plain count makes of them. */

import {select} from '../../src/activations/select.ts';
import {holds, type Zones, zonesOf} from '../../src/audit/zones.ts';
import {nextDouble} from '../../src/exact/doubles.ts';
import {dtypeNamed, type NumberFormat} from '../../src/exact/number-format.ts';
import type {Asked} from '../../src/sql/units.ts';
import {intervalsOf, kindsOf} from '../../src/sql/units.ts';

export type Numbers = readonly (number | null)[];

/** The zones of an activation, as SQL is asked with them. */
export function heldOf(text: string, dtype?: string, threshold = 0.01): {zones: Zones; hasFormat: boolean} {
  const wording = {written: (name: string) => name, unknown: (name: string) => new Error(name)};
  const [selection] = select([text], new Map(), wording);
  if (selection === undefined) throw new Error(text);
  const format: {format?: NumberFormat} = dtype === undefined ? {} : {format: dtypeNamed(dtype)};
  return {zones: zonesOf(selection, {threshold, ...format}), hasFormat: dtype !== undefined};
}

/** Four units of equally many numbers: edges among ordinary numbers, all on one side, without a number, and huge ones. */
export function layerFor({zones, zeros}: Pick<Zones, 'zones' | 'zeros'>, isSingle = false): readonly Numbers[] {
  const ends = [...zones, ...zeros].flatMap(({from, to}) => [from, to]).filter(Number.isFinite);
  const near = [...new Set([0, ...ends])].flatMap((x) =>
    isSingle ? around32(x) : [nextDouble(x, -1n), x, nextDouble(x)],
  );
  const ordinary = Array.from({length: 300}, (_, i) => 6 * Math.sin(i * 1.7) + Math.cos(i * 0.3) ** 3);
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, -0, 5e-324, -5e-324];
  const [least, most] = isSingle ? [-3.4028234663852886e38, 3.4028234663852886e38] : [-1e200, Number.MAX_VALUE];
  const units = [
    [...ordinary, ...near.filter((x) => Math.abs(x) < 1e30), ...odd],
    ordinary.map((x) => -Math.abs(x) - 900),
    [Number.NaN, null, Number.POSITIVE_INFINITY],
    [...near, least, most, -5, Number.NEGATIVE_INFINITY],
  ].map((unit) => (isSingle ? unit.map((x) => (x === null ? x : Math.fround(x))) : unit));
  const length = Math.max(...units.map((unit) => unit.length));
  return units.map((unit) => [...unit, ...Array.from({length: length - unit.length}, () => null)]);
}

/** The floats next to a double. */
function around32(x: number): readonly number[] {
  const nearest = Math.fround(x);
  if (!Number.isFinite(nearest)) return [];
  const step = Math.max(2 ** -149, Math.abs(nearest) * 2 ** -24);
  return [Math.fround(nearest - step), nearest, Math.fround(nearest + step)];
}

/** What the columns of the report come to, counted in JavaScript; mean and std are null where a square may overflow. */
export function figuresOf(numbers: Numbers, held: Pick<Asked, 'zones' | 'hasFormat'>): Record<string, number | null> {
  const finite = numbers.filter((x): x is number => x !== null && Number.isFinite(x));
  const count = (belongs: (x: number) => boolean) => finite.filter(belongs).length;
  const kinds = kindsOf(held).map((kind) => {
    const intervals = intervalsOf(held.zones, kind);
    return [kind, count((x) => intervals.some((interval) => holds(interval, x)))];
  });
  const isModerate = finite.length > 0 && finite.every((x) => Math.abs(x) <= 1e150);
  const mean = sum(finite) / finite.length;
  return {
    count: numbers.length,
    nan: numbers.filter((x) => x === null || Number.isNaN(x)).length,
    negative_infinite: numbers.filter((x) => x === Number.NEGATIVE_INFINITY).length,
    positive_infinite: numbers.filter((x) => x === Number.POSITIVE_INFINITY).length,
    min: finite.length === 0 ? null : Math.min(...finite),
    max: finite.length === 0 ? null : Math.max(...finite),
    mean: isModerate ? mean : null,
    std: isModerate ? Math.sqrt(sum(finite.map((x) => (x - mean) ** 2)) / finite.length) : null,
    ...Object.fromEntries(kinds),
  };
}

/** By Kahan's method. */
function sum(numbers: readonly number[]): number {
  let [total, rest] = [0, 0];
  for (const x of numbers) {
    const next = total + (x - rest);
    rest = next - total - (x - rest);
    total = next;
  }
  return total;
}
