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
  /** Bits that are read but not used yet. */
  let [pending, pendingBits] = [0, 0];

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
    pendingBits = 0;
    if (isPacked) {
      pending = 0;
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

  const read = (into: Uint8Array | Uint32Array): boolean => {
    for (let done = 0; done < into.length; ) {
      if (left === 0 && !begin()) return false;
      const count = Math.min(left, into.length - done);
      if (isPacked) {
        for (let i = done; i < done + count; i += 1) {
          while (pendingBits < bits) {
            if (at >= bytes.length) return false;
            pending |= (bytes[at++] as number) << pendingBits;
            pendingBits += 8;
          }
          into[i] = pending & mask;
          pending >>>= bits;
          pendingBits -= bits;
        }
      } else into.fill(value, done, done + count);
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
