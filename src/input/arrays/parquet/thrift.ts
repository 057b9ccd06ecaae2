/** Structures in Thrift's compact protocol, as Parquet writes its headers. */

/** A value of a field; integers of 64 bits are exact. */
export type ThriftValue = number | bigint | boolean | Uint8Array | readonly ThriftValue[] | ThriftStruct;

/** The fields of a structure by their numbers. */
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;

/** Parquet's own structures are not half as deep. */
const deepest = 24;

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * The structure that bytes begin with, and how long it is; undefined if they are not one, or only its beginning. Nothing
 * is made larger than the bytes are, whatever they say.
 */
export function readStruct(bytes: Uint8Array): {readonly struct: ThriftStruct; readonly length: number} | undefined {
  const cursor: Cursor = {bytes, at: 0};
  try {
    const struct = structAt(cursor, 0);
    return {struct, length: cursor.at};
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function structAt(cursor: Cursor, depth: number): ThriftStruct {
  if (depth > deepest) throw new RangeError('too deep');
  const fields = new Map<number, ThriftValue>();
  for (let field = 0; ; ) {
    const byte = byteAt(cursor);
    const type = byte & 15;
    if (type === 0) return fields;
    field = byte >> 4 === 0 ? Number(zigzagAt(cursor)) : field + (byte >> 4);
    fields.set(field, type < 3 ? type === 1 : valueAt(cursor, {type, depth}));
  }
}

function valueAt(cursor: Cursor, {type, depth}: {readonly type: number; readonly depth: number}): ThriftValue {
  switch (type) {
    case 1:
    case 2:
      return byteAt(cursor) === 1; // in a list
    case 3:
      return (byteAt(cursor) << 24) >> 24;
    case 4:
    case 5:
      return Number(zigzagAt(cursor));
    case 6:
      return zigzagAt(cursor);
    case 7: {
      const {buffer, byteOffset} = bytesAt(cursor, 8);
      return new DataView(buffer, byteOffset, 8).getFloat64(0, true);
    }
    case 8:
      return bytesAt(cursor, Number(unsignedAt(cursor)));
    case 9: {
      const byte = byteAt(cursor);
      const count = byte >> 4 < 15 ? byte >> 4 : Number(unsignedAt(cursor));
      // Each item takes a byte or more.
      if (count > cursor.bytes.length - cursor.at) throw new RangeError('too long');
      const items: ThriftValue[] = [];
      for (let i = 0; i < count; i += 1) items.push(valueAt(cursor, {type: byte & 15, depth: depth + 1}));
      return items;
    }
    case 12:
      return structAt(cursor, depth + 1);
    default:
      throw new RangeError('unknown type'); // maps and sets are nowhere in Parquet
  }
}

function byteAt(cursor: Cursor): number {
  const byte = cursor.bytes[cursor.at++];
  if (byte === undefined) throw new RangeError('at the end');
  return byte;
}

function bytesAt(cursor: Cursor, length: number): Uint8Array {
  if (length > cursor.bytes.length - cursor.at) throw new RangeError('at the end');
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

function unsignedAt(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = byteAt(cursor);
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return value;
  }
  throw new RangeError('too many bytes');
}

function zigzagAt(cursor: Cursor): bigint {
  const value = unsignedAt(cursor);
  return (value >> 1n) ^ -(value & 1n);
}
