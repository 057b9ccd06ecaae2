/** The files that the commands of README.md and docs/audit.md read. */

import {copyFileSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gunzipSync} from 'node:zlib';
import {random} from './input/mutant.ts';
import {npyFile} from './npy-file.ts';

/** Layers of two small models in every format: see vectors/layers.py. */
const trained = 'test/vectors/layers';

/** Makes the files in a new folder. They are the same on every machine. */
export function makeLayers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'act-layers-'));
  const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  const copy = (from: string, name: string) => copyFileSync(`${trained}/${from}`, join(folder, name));
  const unzip = (from: string, name: string) => write(name, gunzipSync(readFileSync(`${trained}/${from}`)));

  write('layer3.npy', npy([1000, 64], layer3()));
  write('conv2.npy', npy([50, 8, 6, 6], channels()));
  write('diverged.npy', npy([100, 8], diverged()));
  for (const epoch of [1, 2, 3, 4, 5, 6]) write(`epoch${epoch}.npy`, npy([250, 64], dying(epoch)));
  write(
    'acts.safetensors',
    safetensors({'blocks.0.mlp': [[200, 32], scaled(1)], 'blocks.1.mlp': [[200, 32], scaled(5)]}),
  );
  write('model.safetensors', safetensors({'fc1.weight': [[64, 32], weights()], 'fc1.bias': [[64], biases()]}));
  write('layer3.bin', bytesOf(layer3()));
  copy('layers.npz', 'acts.npz');
  copy('layers.pt', 'acts.pt');
  copy('mlp-wide.parquet', 'layer3.parquet');
  copy('block-list.parquet', 'hidden.parquet');
  write('layer3.csv', numberedColumns(gunzipSync(readFileSync(`${trained}/mlp.csv.gz`)).toString()));
  unzip('block.jsonl.gz', 'hidden.jsonl');
  return folder;
}

/** A table as pandas writes it where columns have no names: their numbers from 0 above them. */
function numberedColumns(csv: string): Uint8Array {
  const [header = '', ...rows] = csv.split('\n');
  const numbers = header.split(',').map((_, i) => i);
  return Buffer.from([numbers.join(','), ...rows].join('\n'));
}

/** Numbers with mean 0 and standard deviation 1. Only sums make them, so that every machine makes the same. */
function normals(seed: number): () => number {
  const next = random(seed);
  return () => Array.from({length: 12}, next).reduce((sum, each) => sum + each, -6);
}

/** Units that lie about some mean each; three are far below 0 on every sample, one on almost every. */
function layer3(): Float32Array {
  const next = normals(3);
  const means = Float64Array.from({length: 64}, () => next() / 2);
  for (const unit of [3, 17, 41]) means[unit] = -9;
  means[20] = -2.6;
  return Float32Array.from({length: 64_000}, (_, i) => next() + (means[i % 64] ?? 0));
}

/** Images of eight channels, of which one is dead. */
function channels(): Float32Array {
  const next = normals(5);
  return Float32Array.from({length: 50 * 8 * 36}, (_, i) => next() - (Math.floor(i / 36) % 8 === 2 ? 8 : 0));
}

function diverged(): Float32Array {
  const next = normals(7);
  const numbers = Float32Array.from({length: 800}, next);
  numbers.set([Number.NaN], 8 * 41 + 6);
  numbers.set([Number.POSITIVE_INFINITY], 8 * 99 + 2);
  return numbers;
}

/** A layer whose units drift below 0, some faster than others. */
function dying(epoch: number): Float32Array {
  const next = normals(epoch);
  return Float32Array.from({length: 250 * 64}, (_, i) => next() - ((epoch - 1) * (i % 64)) / 50);
}

function scaled(factor: number): Float32Array {
  const next = normals(factor);
  return Float32Array.from({length: 6400}, () => factor * next());
}

function weights(): Float32Array {
  const next = normals(11);
  return Float32Array.from({length: 2048}, () => next() / 4);
}

function biases(): Float32Array {
  const next = normals(13);
  return Float32Array.from({length: 64}, (_, i) => (i === 7 ? -6 : next() / 4));
}

function bytesOf(numbers: Float32Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(4 * numbers.length));
  for (const [i, number] of numbers.entries()) bytes.setFloat32(4 * i, number, true);
  return new Uint8Array(bytes.buffer);
}

function npy(shape: readonly number[], numbers: Float32Array): Uint8Array {
  return npyFile({descr: '<f4', shape, data: bytesOf(numbers)});
}

/** A file of float32 tensors, as the library safetensors writes it. */
function safetensors(tensors: Readonly<Record<string, readonly [readonly number[], Float32Array]>>): Uint8Array {
  let at = 0;
  const entries = Object.entries(tensors).map(([name, [shape, {length}]]) => {
    const from = at;
    at += 4 * length;
    return [name, {dtype: 'F32', shape, data_offsets: [from, at]}];
  });
  const json = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([size, json, ...Object.values(tensors).map(([, numbers]) => bytesOf(numbers))]);
}
