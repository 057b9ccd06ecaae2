/** Small integers in Parquet's hybrid of runs and packed bits: levels, and indexes of a dictionary. */

/** Reads integers one stretch after the other. */
export interface Integers {
  /** Fills a part of an array. @returns whether there were as many */
  readonly read: (into: Uint8Array | Uint32Array) => boolean;
  /** The next integer if so many of them are the same, which are then read; undefined otherwise, and nothing is read. */
  readonly run: (count: number) => number | undefined;
}

/** More bits than any dictionary's indexes need here. */
export const mostBits = 24;

/** The integers of so many bits, up to `mostBits`, that bytes hold. */
export function hybridIntegers(bytes: Uint8Array, bits: number): Integers {
  const mask = 2 ** bits - 1;
  let at = 0;
  /** What is left of a run, or of packed integers. */
  let left = 0;
  let isPacked = false;
  let value = 0;
  /** Where the next packed integer begins, in bits after `packedFrom`. */
  let [packedFrom, packedBits] = [0, 0];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  const begin = (): boolean => {
    let header = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 2 ** 35) return false;
      header += (byte & 127) * shift;
      if (byte < 128) break;
    }
    isPacked = header % 2 === 1;
    left = isPacked ? 8 * Math.floor(header / 2) : header / 2;
    if (isPacked) {
      packedFrom = at;
      packedBits = 0;
      // Eight integers at a time take as many bytes as each has bits. The last ones may be left out.
      at += (left / 8) * bits;
      return true;
    }
    value = 0;
    for (let shift = 0; shift < bits; shift += 8) {
      const byte = bytes[at++];
      if (byte === undefined) return false;
      value |= byte << shift;
    }
    return value <= mask;
  };

  /** Fills a part of an array with packed integers, of which four bytes hold any one. */
  const unpack = (into: Uint8Array | Uint32Array, from: number, to: number): boolean => {
    if (packedFrom + (packedBits + (to - from) * bits) / 8 > bytes.length) return false;
    const last = bytes.length - 4;
    let bit = packedBits;
    for (let i = from; i < to; i += 1) {
      const byte = packedFrom + (bit >> 3);
      const four = byte <= last ? view.getInt32(byte, true) : fourBytes(bytes, byte);
      into[i] = (four >>> (bit & 7)) & mask;
      bit += bits;
    }
    packedBits = bit;
    return true;
  };

  const read = (into: Uint8Array | Uint32Array): boolean => {
    for (let done = 0; done < into.length; ) {
      if (left === 0 && !begin()) return false;
      const count = Math.min(left, into.length - done);
      if (!isPacked) into.fill(value, done, done + count);
      else if (!unpack(into, done, done + count)) return false;
      left -= count;
      done += count;
    }
    return true;
  };

  return {
    read,
    run: (count) => {
      while (left === 0) if (!begin()) return undefined;
      if (isPacked || left < count) return undefined;
      left -= count;
      return value;
    },
  };
}

/** Four bytes as an integer; behind the end are zeros. */
function fourBytes(bytes: Uint8Array, at: number): number {
  return [0, 1, 2, 3].reduce((sum, i) => sum | ((bytes[at + i] ?? 0) << (8 * i)), 0);
}
