// The files that the examples of audit read, so that what they call is compiled.
import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const [samples, units] = [300, 4];
const numbers = Float32Array.from({length: samples * units}, (_, i) => 4 * Math.sin(i * i));

/** A new folder with a small layer in each of the formats. */
export async function exampleFiles() {
  const folder = await mkdtemp(join(tmpdir(), 'act-cli-examples-'));
  const write = (name, ...parts) => writeFile(join(folder, name), Buffer.concat(parts));
  const bytes = Buffer.from(numbers.buffer);
  await write('layer3.npy', npyHeader(), bytes);
  await write('acts.safetensors', safetensorsHeader(bytes.length), bytes);
  await write('layer3.csv', Buffer.from(csvText()));
  return folder;
}

function npyHeader() {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${samples}, ${units}), }`.padEnd(117);
  return Buffer.from(`\x93NUMPY\x01\x00\x76\x00${text}\n`, 'latin1');
}

function safetensorsHeader(length) {
  const text = JSON.stringify({'blocks.0.mlp': {dtype: 'F32', shape: [samples, units], data_offsets: [0, length]}});
  const size = Buffer.alloc(8);
  size.writeUInt32LE(text.length);
  return Buffer.concat([size, Buffer.from(text)]);
}

function csvText() {
  const rows = Array.from({length: samples}, (_, i) => numbers.slice(i * units, (i + 1) * units).join());
  return ['a,b,c,d', ...rows, ''].join('\n');
}
