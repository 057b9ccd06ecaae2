/** Bytes that are written one after another into the same memory. */

/** The first `length` of `memory` are written. */
export interface Bytes {
  memory: Uint8Array;
  length: number;
}

/** No bytes, with room for so many before more memory is needed. */
export function noBytes(room: number): Bytes {
  return {memory: new Uint8Array(room), length: 0};
}

/** Makes room for so many bytes more. */
export function reserve(bytes: Bytes, room: number): void {
  const needed = bytes.length + room;
  if (needed <= bytes.memory.length) return;
  const larger = new Uint8Array(2 * needed);
  larger.set(bytes.memory);
  bytes.memory = larger;
}

/** Writes bytes, or a text in UTF-8, and makes the room for it. */
export function append(bytes: Bytes, text: string | Uint8Array): void {
  if (typeof text !== 'string') {
    reserve(bytes, text.length);
    bytes.memory.set(text, bytes.length);
    bytes.length += text.length;
    return;
  }
  reserve(bytes, 3 * text.length);
  const {memory, length} = bytes;
  let i = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) break;
    memory[length + i] = code;
  }
  bytes.length = length + i;
  if (i < text.length)
    bytes.length += new TextEncoder().encodeInto(text.slice(i), memory.subarray(bytes.length)).written;
}

/** The written bytes, which are there until others are written in their place: `bytes` is empty again. */
export function taken(bytes: Bytes): Uint8Array {
  const written = bytes.memory.subarray(0, bytes.length);
  bytes.length = 0;
  return written;
}
