/** How the numbers of a layer are spread, before it is known how far they reach. */

/** Counts by the upper half of a float32: sign, exponent, 7 bits. */
export interface Histogram {
  readonly add: (values: Float32Array | Float64Array) => void;
  /** 65,536 counts. */
  readonly counts: Float64Array;
}

const scratchLength = 8192;

export function createHistogram(): Histogram {
  const counts = new Float64Array(65_536);
  const narrow = new Float32Array(scratchLength);
  const count = (values: Float32Array): void => {
    const patterns = new Uint32Array(values.buffer, values.byteOffset, values.length);
    for (let i = 0; i < patterns.length; i += 1) {
      const place = (patterns[i] as number) >>> 16; // below the length
      counts[place] = (counts[place] as number) + 1;
    }
  };
  return {
    counts,
    add(values) {
      if (values instanceof Float32Array && values.byteOffset % 4 === 0) return count(values);
      for (let from = 0; from < values.length; from += scratchLength) {
        const part = values.subarray(from, from + scratchLength);
        narrow.set(part);
        count(narrow.subarray(0, part.length));
      }
    },
  };
}
