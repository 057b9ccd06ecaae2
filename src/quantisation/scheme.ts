/** How integers stand for real numbers: scale (code - zero point), and the rules by which real numbers become codes. */

/** A type of integers that serve as codes. */
export interface IntegerType {
  readonly name: string;
  readonly bits: number;
  readonly least: number;
  readonly most: number;
}

/** The types, those that are tried first where none is named at the beginning. */
export const integerTypes: readonly IntegerType[] = [
  {name: 'int8', bits: 8, least: -128, most: 127},
  {name: 'uint8', bits: 8, least: 0, most: 255},
  {name: 'int16', bits: 16, least: -32768, most: 32767},
  {name: 'uint16', bits: 16, least: 0, most: 65535},
  {name: 'int4', bits: 4, least: -8, most: 7},
  {name: 'uint4', bits: 4, least: 0, most: 15},
];

/** The type of this name; undefined for another. */
export function integerTypeNamed(text: string): IntegerType | undefined {
  return integerTypes.find(({name}) => name === text.toLowerCase());
}

/** Which numbers the codes of a tensor stand for. */
export interface Scale {
  /** Above 0, and a float32, as runtimes store it. */
  readonly scale: number;
  /** The code of 0. */
  readonly zero: number;
}

/**
 * `onnx`: y / scale is rounded, ties to even (QuantizeLinear). `tflite`: y is multiplied by 1 / scale, which is rounded to
 * float32 first, and ties go away from 0 (the tables of LiteRT's kernels). Both then add the zero point and saturate.
 */
export const rules = ['onnx', 'tflite'] as const;

export type Rule = (typeof rules)[number];

/** How the input and the output of an activation are quantised. */
export interface Scheme {
  readonly type: IntegerType;
  readonly input: Scale;
  readonly output: Scale;
  readonly rule: Rule;
}

/** Every code of a type, ascending. */
export function codesOf({least, most}: IntegerType): Float64Array {
  return Float64Array.from({length: most - least + 1}, (_, i) => least + i);
}

/** The exact number that a code stands for: a product of 24 and 17 bits, which a double holds. */
export function numberOf(code: number, {scale, zero}: Scale): number {
  return scale * (code - zero) + 0; // no -0
}
