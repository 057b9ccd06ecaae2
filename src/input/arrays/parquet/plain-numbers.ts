/** The numbers of Parquet's types, from their plain bytes. */

import type {SchemaElement} from 'hyparquet';

export type Numbers = Float32Array | Float64Array;

/** How the numbers of a column lie in bytes. */
export interface NumberType {
  /** What reports call it. */
  readonly stored: string;
  /** How many bytes a number has; of truths, 0 and 1, there are eight in a byte. */
  readonly width: number;
  /** So many numbers from their plain bytes. */
  readonly numbers: (bytes: Uint8Array) => Numbers;
  /** The number of an integer; undefined where delta encodings do not hold the type. */
  readonly ofInteger?: (integer: bigint) => number;
  /** As many numbers, none set. */
  readonly allocate: (count: number) => Numbers;
}

/** The number type of a column; undefined if it holds something else. */
export function numberType(element: SchemaElement): NumberType | undefined {
  const {type, type_length: length, logical_type: logical, converted_type: converted} = element;
  const isDecimal = converted === 'DECIMAL' || logical?.type === 'DECIMAL';
  if (isDecimal) return decimalType(element);
  if (type === 'FLOAT')
    return {stored: 'float32', width: 4, numbers: (bytes) => new Float32Array(aligned(bytes, 4)), allocate: floats};
  if (type === 'DOUBLE')
    return {stored: 'float64', width: 8, numbers: (bytes) => new Float64Array(aligned(bytes, 8)), allocate: doubles};
  if (type === 'FIXED_LEN_BYTE_ARRAY' && logical?.type === 'FLOAT16' && length === 2)
    return {stored: 'float16', width: 2, numbers: halves, allocate: floats};
  if (type === 'BOOLEAN') return {stored: 'bool', width: 1 / 8, numbers: truths, allocate: floats};
  if (type !== 'INT32' && type !== 'INT64') return undefined;
  const bits = logical?.type === 'INTEGER' ? logical.bitWidth : Number(/^U?INT_(\d+)$/.exec(converted ?? '')?.[1] ?? 0);
  const isUnsigned = logical?.type === 'INTEGER' ? !logical.isSigned : (converted ?? '').startsWith('UINT_');
  // Dates and times are integers too, but no numbers of a layer.
  const isInteger = logical?.type === 'INTEGER' || (logical === undefined && (converted === undefined || bits > 0));
  if (!isInteger) return undefined;
  const width = type === 'INT32' ? 4 : 8;
  const stored = `${isUnsigned ? 'u' : ''}int${bits || 8 * width}`;
  const wrap = isUnsigned ? BigInt.asUintN : BigInt.asIntN;
  return {
    stored,
    width,
    numbers: (bytes) => (width === 4 ? integers32(bytes, isUnsigned) : integers64(bytes, isUnsigned)),
    ofInteger: (integer) => Number(wrap(8 * width, integer)),
    allocate: doubles,
  };
}

const floats = (count: number) => new Float32Array(count);
const doubles = (count: number) => new Float64Array(count);

/** The same bytes where numbers of so many bytes can be viewed. */
function aligned(bytes: Uint8Array, width: number): ArrayBuffer {
  // Not bytes.slice: of a Buffer, which decompressors give, it is no copy, and its memory holds what is not of the page.
  return new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % width))).buffer;
}

function integers32(bytes: Uint8Array, isUnsigned: boolean): Numbers {
  return Float64Array.from(isUnsigned ? new Uint32Array(aligned(bytes, 4)) : new Int32Array(aligned(bytes, 4)));
}

/** The nearest doubles: the upper half is exact, and the sum with the lower one is rounded once. */
function integers64(bytes: Uint8Array, isUnsigned: boolean): Numbers {
  const lower = new Uint32Array(aligned(bytes, 8));
  const upper = isUnsigned ? lower : new Int32Array(lower.buffer);
  const numbers = new Float64Array(lower.length / 2);
  for (let i = 0; i < numbers.length; i += 1)
    numbers[i] = (upper[2 * i + 1] as number) * 2 ** 32 + (lower[2 * i] as number); // within both
  return numbers;
}

/** The bits of each byte, the lowest first. */
function truths(bytes: Uint8Array): Numbers {
  return Float32Array.from({length: 8 * bytes.length}, (_, i) => ((bytes[i >> 3] as number) >> (i & 7)) & 1); // within them
}

function halves(bytes: Uint8Array): Numbers {
  const patterns = new Uint16Array(aligned(bytes, 2));
  return Float32Array.from(patterns, (pattern) => {
    const [exponent, fraction] = [(pattern >> 10) & 31, pattern & 1023];
    const special = fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
    const finite = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
    return (pattern < 32_768 ? 1 : -1) * (exponent === 31 ? special : finite);
  });
}

/** Decimals: whole numbers of so many bytes, the first byte the highest, divided by a power of ten. */
function decimalType(element: SchemaElement): NumberType | undefined {
  const {type, type_length: length = 0, logical_type: logical} = element;
  const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0);
  if (!Number.isInteger(scale) || scale < 0 || scale > 76) return undefined;
  const exact = (whole: bigint): number => {
    const near = Number(whole);
    return scale <= 22 && Math.abs(near) < 2 ** 53 ? near / 10 ** scale : Number(`${whole}e-${scale}`);
  };
  const width = type === 'INT32' ? 4 : type === 'INT64' ? 8 : type === 'FIXED_LEN_BYTE_ARRAY' ? length : 0;
  if (width < 1 || width > 32) return undefined;
  const isLittle = type !== 'FIXED_LEN_BYTE_ARRAY';
  return {
    stored: 'decimal',
    width,
    numbers: (bytes) =>
      Float64Array.from({length: Math.floor(bytes.length / width)}, (_, i) => {
        const own = bytes.subarray(i * width, (i + 1) * width);
        const hex = [...own].map((byte) => byte.toString(16).padStart(2, '0'));
        return exact(BigInt.asIntN(8 * width, BigInt(`0x${(isLittle ? hex.toReversed() : hex).join('')}`)));
      }),
    ...(isLittle ? {ofInteger: (whole: bigint) => exact(BigInt.asIntN(8 * width, whole))} : {}),
    allocate: doubles,
  };
}
