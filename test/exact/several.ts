/** Functions of several numbers at the points of test/vectors/gated.py, hashed as there. */

import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {select} from '../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {createEvaluate} from '../../src/evaluation/evaluate.ts';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import {fromNumber} from '../../src/exact/big-float/big-float.ts';
import {bitsOf, valueOfBits} from '../../src/exact/bit-patterns.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {evaluator} from '../../src/formula/arithmetic.ts';

export interface Entry {
  readonly activation: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Larger coordinates are 0. */
  readonly most?: number;
  /** By format, then `value` and the names of the inputs. */
  readonly formats: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** mpmath's hashes. */
export const {entries}: {readonly entries: readonly Entry[]} = JSON.parse(
  readFileSync(new URL('../vectors/gated.json', import.meta.url), 'utf8'),
); // as the generator writes

export function labelOf({activation, parameters}: Pick<Entry, 'activation' | 'parameters'>): string {
  const settings = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return settings.length === 0 ? activation : `${activation}:${settings.join()}`;
}

export function selected(text: string): Selection {
  return select([text], new Map())[0] as Selection; // one for each text
}

const count = 5000;

interface Shape {
  readonly width: number;
  readonly mantissa: number;
  readonly least: number;
}

/** Width, bits of the fraction, and exponent of the smallest normal number. */
const shapes: Readonly<Record<string, Shape>> = {
  float64: {width: 64, mantissa: 52, least: -1022},
  float32: {width: 32, mantissa: 23, least: -126},
  float16: {width: 16, mantissa: 10, least: -14},
  bfloat16: {width: 16, mantissa: 7, least: -126},
  float8_e4m3fn: {width: 8, mantissa: 3, least: -6},
  float8_e5m2: {width: 8, mantissa: 2, least: -14},
};

const kinds = [
  ['ordinary', 'ordinary'],
  ['any', 'any'],
  ['clamp', 'clamp'],
  ['ordinary', 'any'],
  ['clamp', 'ordinary'],
] as const;

/** The points of the generator, column by column. */
export function pointsIn(name: string, size: number, most = Number.POSITIVE_INFINITY): readonly Float64Array[] {
  const shape = shapes[name] as Shape;
  const format = dtypeNamed(name);
  let state = BigInt(shape.width * 1000 + shape.mantissa);
  const draw = (): bigint => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return state >> 32n;
  };
  const columns = Array.from({length: size}, () => new Float64Array(count));
  for (let i = 0; i < count; i += 1) {
    for (const [j, column] of columns.entries()) {
      const x = coordinate(kinds[i % kinds.length]?.[j % 2] ?? 'any', [draw(), draw(), draw()], shape);
      column[i] = Math.abs(x) <= most ? x : 0;
    }
  }
  return columns;

  function coordinate(
    kind: (typeof kinds)[number][number],
    [high, low, choice]: readonly [bigint, bigint, bigint],
    {width, mantissa, least}: Shape,
  ): number {
    const [fractionBits, lowest] = [BigInt(mantissa), BigInt(least)];
    const bits = ((high << 32n) | low) >> BigInt(64 - width);
    const sign = bits & (1n << BigInt(width - 1));
    const fraction = bits & ((1n << fractionBits) - 1n);
    if (kind === 'ordinary')
      return valueOfBits(sign | (((choice % 10n) - 6n - lowest + 1n) << fractionBits) | fraction, format);
    if (kind === 'any') {
      const value = valueOfBits(bits, format);
      return Number.isFinite(value) ? value : valueOfBits(sign, format);
    }
    const whole = [0n, 1n, 7n, 10n][Number(choice % 4n)] as bigint;
    const top = BigInt(whole.toString(2).length - 1);
    const size =
      ((top - lowest + 1n) << fractionBits) | (((whole << fractionBits) >> top) & ((1n << fractionBits) - 1n));
    const beside = (whole === 0n ? 0n : size) + ((choice >> 8n) % 3n) - 1n;
    return valueOfBits(sign | (beside < 0n ? 0n : beside), format);
  }
}

/** The hash of the value and of each gradient; an exact zero counts as positive. */
export function hashesOf(selection: Selection, format: string, most?: number): Readonly<Record<string, string>> {
  const {inputs} = selection;
  const columns = pointsIn(format, inputs.length, most);
  const precision = {format: dtypeNamed(format), overflow: 'ieee', fast: false, parametersInFormat: false} as const;
  const results = createEvaluate(selection, inputs, precision)(columns, count);
  return hashed(selection, {columns, results, format});
}

interface Results {
  readonly columns: readonly Float64Array[];
  readonly results: readonly Float64Array[];
  readonly format: string;
}

export function hashed(selection: Selection, {columns, results, format}: Results): Readonly<Record<string, string>> {
  const {width} = shapes[format] as Shape;
  const zeros = exactZeros(selection);
  const free = (row: number) => zeros(columns.map((column) => column[row] as number)); // one for each point
  const hashes = results.map((column, k) => {
    const buffer = Buffer.alloc((width / 8) * count);
    column.forEach((result, row) => {
      const number = Object.is(result, -0) && free(row)[k] ? 0 : result;
      const bits = Number.isNaN(number) ? bitsOf(Number.NaN, dtypeNamed(format)) : bitsOf(number, dtypeNamed(format));
      for (let byte = 0; byte < width / 8; byte += 1)
        buffer[(row * width) / 8 + byte] = Number((bits >> BigInt(8 * byte)) & 0xffn);
    });
    return createHash('sha256').update(buffer).digest('hex');
  });
  return Object.fromEntries(['value', ...selection.inputs].map((name, i) => [name, hashes[i] as string]));
}

/** Whether value and gradients are exactly 0, which a rounding to -0 does not tell. */
function exactZeros(selection: Selection): (point: readonly number[]) => readonly boolean[] {
  const {value, inputs, parameters} = selection;
  const roots = [value, ...inputs.map((name) => gradientOf(selection, name))];
  const evaluate = evaluator({roots, inputs, parameters}, createBigArithmetic({precision: 140, last: false}));
  return (point) => evaluate(point.map(fromNumber)).map(({kind}) => kind === 'zero');
}
