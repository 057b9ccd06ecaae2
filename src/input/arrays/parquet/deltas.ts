/** Integers of which Parquet holds the differences. */

/** Reads so many integers, one stretch after the other; undefined where the bytes are damaged. Callers wrap them. */
export type DeltaReader = (count: number) => readonly bigint[] | undefined;

/** Blocks that writers make have 128 to 1024 values in 4 to 16 parts. */
const largestBlock = 2 ** 20;

/** A reader of the integers that bytes hold; undefined if they do not begin as they should. */
export function deltaReader(bytes: Uint8Array): DeltaReader | undefined {
  let at = 0;
  const unsigned = (): bigint | undefined => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return undefined;
  };
  const signed = (): bigint | undefined => {
    const value = unsigned();
    return value === undefined ? undefined : (value >> 1n) ^ -(value & 1n);
  };
  const [block, parts, total, first] = [unsigned(), unsigned(), unsigned(), signed()];
  if (block === undefined || parts === undefined || total === undefined || first === undefined) return undefined;
  if (block > largestBlock || parts < 1n || parts > block || block % parts !== 0n) return undefined;
  const partLength = Number(block / parts);
  if (partLength % 8 !== 0) return undefined;

  let left = Number(total);
  let value = first;
  let isFirst = true;
  let least = 0n;
  /** The bits of each part's differences, and which part is next. */
  let widths: Uint8Array = new Uint8Array(0);
  let part = 0;
  /** What is left of a part: the index of the next difference, and where its bits begin. */
  let [index, bits, bitsAt] = [partLength, 0, 0];

  const beginPart = (): boolean => {
    if (part === widths.length) {
      const start = signed();
      if (start === undefined || at + Number(parts) > bytes.length) return false;
      least = start;
      widths = bytes.subarray(at, at + Number(parts));
      at += Number(parts);
      part = 0;
    }
    bits = widths[part++] as number; // below its length
    bitsAt = at * 8;
    at += (partLength * bits) / 8;
    index = 0;
    return bits <= 64;
  };

  const difference = (): bigint | undefined => {
    const from = bitsAt + index * bits;
    index += 1;
    if (bits === 0) return 0n;
    const [start, end] = [from >> 3, (from + bits + 7) >> 3];
    if (end > bytes.length) return undefined;
    let packed = 0n;
    for (let i = end - 1; i >= start; i -= 1) packed = (packed << 8n) | BigInt(bytes[i] as number); // within the bytes
    return (packed >> BigInt(from & 7)) & ((1n << BigInt(bits)) - 1n);
  };

  return (count) => {
    if (count > left) return undefined;
    const values: bigint[] = [];
    while (values.length < count) {
      if (!isFirst) {
        if (index === partLength && !beginPart()) return undefined;
        const more = difference();
        if (more === undefined) return undefined;
        value = BigInt.asIntN(64, value + least + more);
      }
      isFirst = false;
      values.push(value);
    }
    left -= count;
    return values;
  };
}
