/** The numbers in a page of Parquet, whatever their encoding. */

import {deltaReader} from './deltas.ts';
import {hybridIntegers, mostBits} from './hybrid.ts';
import type {Numbers, NumberType} from './plain-numbers.ts';

/** Reads the next so many numbers that are not missing; undefined where there are not as many. */
export type NumberReader = (count: number) => Numbers | undefined;

/** What a page's numbers are read from. */
export interface EncodedNumbers {
  readonly bytes: Uint8Array;
  readonly encoding: string;
  readonly type: NumberType;
  readonly dictionary: Numbers | undefined;
}

/** A reader of the numbers; undefined where the bytes do not begin as they should, or the encoding is not one of numbers. */
export function numberReader(encoded: EncodedNumbers): NumberReader | undefined {
  const read = uncheckedReader(encoded);
  if (read === undefined) return undefined;
  return (count) => {
    const numbers = read(count);
    return numbers?.length === count ? numbers : undefined;
  };
}

function uncheckedReader(encoded: EncodedNumbers): NumberReader | undefined {
  switch (encoded.encoding) {
    case 'PLAIN':
      return plainReader(encoded);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return dictionaryReader(encoded);
    case 'RLE':
      return truthReader(encoded);
    case 'BYTE_STREAM_SPLIT':
      return splitReader(encoded);
    case 'DELTA_BINARY_PACKED': {
      const read = deltaReader(encoded.bytes);
      const {ofInteger, allocate} = encoded.type;
      if (ofInteger === undefined || read === undefined) return undefined;
      return (count) => {
        const integers = read(count);
        const numbers = allocate(count);
        for (const [i, integer] of (integers ?? []).entries()) numbers[i] = ofInteger(integer);
        return integers && numbers;
      };
    }
    default:
      return undefined;
  }
}

function plainReader({bytes, type}: EncodedNumbers): NumberReader {
  let at = 0;
  return (count) => {
    const from = at;
    at += count * type.width;
    if (at > bytes.length) return undefined;
    // Truths may begin and end within a byte.
    const [first, skipped] = [Math.floor(from), (from % 1) / type.width];
    const numbers = type.numbers(bytes.subarray(first, Math.ceil(at)));
    return numbers.length === count ? numbers : numbers.subarray(skipped, skipped + count);
  };
}

/** Truths in the hybrid of runs and packed bits, after its length. */
function truthReader({bytes, type}: EncodedNumbers): NumberReader | undefined {
  if (type.width >= 1 || bytes.length < 4) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length > bytes.length - 4) return undefined;
  const integers = hybridIntegers(bytes.subarray(4, 4 + length), 1);
  return (count) => {
    const bits = new Uint8Array(count);
    return integers.read(bits) ? Float32Array.from(bits) : undefined;
  };
}

function dictionaryReader({bytes, dictionary, type}: EncodedNumbers): NumberReader | undefined {
  const bits = bytes[0];
  // A page without numbers may have no byte at all.
  if (bits === undefined) return (count) => (count === 0 ? type.allocate(0) : undefined);
  if (dictionary === undefined || bits > mostBits) return undefined;
  const integers = hybridIntegers(bytes.subarray(1), bits);
  return (count) => {
    const indexes = new Uint32Array(count);
    if (!integers.read(indexes)) return undefined;
    const numbers = type.allocate(count);
    for (let i = 0; i < count; i += 1) {
      const index = indexes[i] as number; // below the length
      if (index >= dictionary.length) return undefined;
      numbers[i] = dictionary[index] as number; // below the length
    }
    return numbers;
  };
}

/** The first bytes of all numbers, then the second ones, and so on. */
function splitReader({bytes, type}: EncodedNumbers): NumberReader | undefined {
  const {width} = type;
  const total = bytes.length / width;
  let at = 0;
  if (width < 1 || !Number.isInteger(total)) return undefined;
  return (count) => {
    if (at + count > total) return undefined;
    const joined = new Uint8Array(count * width);
    for (let byte = 0; byte < width; byte += 1) {
      const from = byte * total + at;
      for (let i = 0; i < count; i += 1) joined[i * width + byte] = bytes[from + i] as number; // within the bytes
    }
    at += count;
    return type.numbers(joined);
  };
}
