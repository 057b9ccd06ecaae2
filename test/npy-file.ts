/** Bytes of .npy files, written as NumPy writes them. */

export interface NpyFile {
  readonly descr: string;
  readonly shape: readonly number[];
  /** The numbers' bytes. */
  readonly data: Uint8Array;
  readonly fortran?: boolean;
  readonly version?: 1 | 2 | 3;
}

/** The file of an array; its data begins at a multiple of 64 bytes, as in NumPy. */
export function npyFile({descr, shape, data, fortran = false, version = 1}: NpyFile): Uint8Array {
  const sizes = shape.map((size) => `${size},`).join(' ');
  const order = fortran ? 'True' : 'False';
  const quoted = descr.startsWith('[') ? descr : `'${descr}'`;
  const start = version === 1 ? 10 : 12;
  const text = `{'descr': ${quoted}, 'fortran_order': ${order}, 'shape': (${sizes}), }`;
  const length = Math.ceil((start + text.length + 1) / 64) * 64 - start;
  const bytes = new Uint8Array(start + length + data.length);
  bytes.set([0x93, ...new TextEncoder().encode('NUMPY'), version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(`${text.padEnd(length - 1)}\n`), start);
  bytes.set(data, start + length);
  return bytes;
}

/** The bytes of unsigned 16-bit integers, little end first. */
export function uint16Bytes(values: Iterable<number>): Uint8Array {
  return new Uint8Array(Uint16Array.from(values).buffer);
}
