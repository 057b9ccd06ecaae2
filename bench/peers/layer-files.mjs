// Files of normal numbers, the same at each run: what a layer's pre-activations look like.
import {closeSync, openSync, writeSync} from 'node:fs';

/** A CSV of doubles with the header u0,u1,... */
export function writeLayerCsv(path, {samples, units}) {
  const file = openSync(path, 'w');
  const next = normals();
  writeSync(file, `${Array.from({length: units}, (_, i) => `u${i}`)}\n`);
  for (let i = 0; i < samples; i += 1000) {
    const lines = Array.from({length: Math.min(1000, samples - i)}, () => `${Array.from({length: units}, next)}\n`);
    writeSync(file, lines.join(''));
  }
  closeSync(file);
}

/** A .npy of float32 in C order, version 1. */
export function writeLayerNpy(path, {samples, units}) {
  const file = openSync(path, 'w');
  const next = normals();
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${samples}, ${units}), }`;
  const head = Buffer.from(`\x93NUMPY\x01\x00\x00\x00${text.padEnd(117)}\n`, 'latin1');
  head.writeUInt16LE(head.length - 10, 8);
  writeSync(file, head);
  for (let i = 0; i < samples; i += 1) writeSync(file, Float32Array.from({length: units}, next));
  closeSync(file);
}

/** Normal numbers by Box and Muller's method from a generator with a fixed seed. */
function normals() {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
