/** LZ4 blocks. */

/** The bytes that a block of LZ4 holds, exactly so many; undefined if the block is damaged. */
export function lz4Block(input: Uint8Array, size: number): Uint8Array | undefined {
  const output = new Uint8Array(size);
  let at = 0;
  let length = 0;
  /** What a half byte of 15 is followed by. */
  const more = (half: number): number => {
    let total = half;
    for (let byte = half === 15 ? 255 : 0; byte === 255; total += byte) byte = input[at++] ?? 0;
    return total;
  };
  while (at < input.length) {
    const token = input[at++] as number; // there is one
    const literals = more(token >> 4);
    if (literals > input.length - at || literals > size - length) return undefined;
    output.set(input.subarray(at, at + literals), length);
    at += literals;
    length += literals;
    if (at === input.length) break; // the last sequence has literals alone
    const back = (input[at++] ?? 0) | ((input[at++] ?? 0) << 8);
    const matched = more(token & 15) + 4;
    if (back === 0 || back > length || matched > size - length) return undefined;
    for (let i = 0; i < matched; i += 1) output[length + i] = output[length + i - back] as number; // may overlap
    length += matched;
  }
  return length === size ? output : undefined;
}

/** The same for blocks as Hadoop frames them: the size of each before and after compression stands before it. */
export function lz4Frames(input: Uint8Array, size: number): Uint8Array | undefined {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const parts: Uint8Array[] = [];
  let [at, length] = [0, 0];
  while (at + 8 <= input.length) {
    const [whole, compressed] = [view.getUint32(at), view.getUint32(at + 4)];
    at += 8;
    if (whole > size - length || compressed > input.length - at) return undefined;
    const part = lz4Block(input.subarray(at, at + compressed), whole);
    if (part === undefined) return undefined;
    parts.push(part);
    at += compressed;
    length += whole;
  }
  return at === input.length && length === size ? new Uint8Array(Buffer.concat(parts)) : undefined;
}
