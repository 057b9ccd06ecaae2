import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {ActError} from '../../../src/errors/errors.ts';
import {bytesInMemory} from '../../../src/input/arrays/bytes.ts';
import type {UnitNumbers} from '../../../src/input/arrays/unit-numbers.ts';
import {zipDirectory} from '../../../src/input/arrays/zip/zip-directory.ts';
import {memberBytes} from '../../../src/input/arrays/zip/zip-member.ts';
import {flipped, mutant, random} from '../mutant.ts';
import {folder, open, openPiped, unitsOf} from './units.ts';
import {type Member, zipFile} from './zip-file.ts';

const temporary = mkdtempSync(join(tmpdir(), 'mutants-'));
afterAll(() => rmSync(temporary, {recursive: true}));

const file = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`));
const fail = (problem: string) => new Error(problem);

/** The members of an archive that is sound. */
async function membersOf(bytes: Uint8Array): Promise<readonly Member[]> {
  const archive = bytesInMemory(bytes, 'archive');
  const directory = zipDirectory(archive, fail);
  const members: Member[] = [];
  for (const member of directory.members.values()) {
    const parts: Uint8Array[] = [];
    for await (const part of memberBytes({file: archive, directory, fail}, member)) parts.push(part.slice());
    members.push({name: member.name, bytes: new Uint8Array(Buffer.concat(parts))});
  }
  return members;
}

/** An archive with a damaged pickle, whose checksum is right. */
async function withPickle(bytes: Uint8Array, change: (pickle: Uint8Array) => Uint8Array): Promise<Uint8Array> {
  const members = await membersOf(bytes);
  return zipFile(members.map((each) => (each.name.endsWith('.pkl') ? {...each, bytes: change(each.bytes)} : each)));
}

/** A file with a damaged header, whose length is right. */
function withHeader(bytes: Uint8Array, change: (header: Uint8Array) => Uint8Array): Uint8Array {
  const end = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = change(bytes.slice(8, end));
  const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer);
  return Uint8Array.of(...length, ...header, ...bytes.slice(end));
}

type Change = (bytes: Uint8Array) => Uint8Array;

interface Seed {
  readonly name: string;
  readonly what: string;
  readonly damaged: (change: Change) => Promise<Uint8Array> | Uint8Array;
  /** Whether checksums guard all numbers: then a copy is refused, or has those of the sound file. */
  readonly isGuarded: boolean;
}

const whole = (name: string, isGuarded: boolean): Seed => ({
  name,
  what: name,
  damaged: (change) => change(file(name)),
  isGuarded,
});

const seeds: readonly Seed[] = [
  whole('bfloat16-big.npy', false),
  whole('fortran.npy', false),
  whole('stored.npz', true),
  whole('wide.npz', true),
  whole('types.safetensors', false),
  whole('nested.pt', true),
  whole('refused-system.pt', true),
  {
    name: 'types.safetensors',
    what: 'the header of types.safetensors',
    damaged: (change) => withHeader(file('types.safetensors'), change),
    isGuarded: false,
  },
  ...['nested.pt', 'views.pt', 'refused-system.pt'].map((name) => ({
    name,
    what: `the pickle of ${name}`,
    damaged: (change: Change) => withPickle(file(name), change),
    isGuarded: false,
  })),
];

async function numbersOf(arrays: readonly UnitNumbers[]): Promise<ReadonlyMap<string, unknown>> {
  const numbers = new Map<string, unknown>();
  for (const array of arrays) {
    const units = await unitsOf(array);
    for (const unit of units) expect(unit.length).toBe(array.samples);
    numbers.set(array.name.split(':')[1] ?? '', units);
  }
  return numbers;
}

/** 10,000 of each with `npm run test:exhaustive`. */
const copies = process.env.MODE === 'exhaustive' ? 10_000 : 200;

test.each(seeds)(
  `${copies} damaged copies of $what are read or refused, each in a second and little memory, and nothing is executed`,
  async ({name, damaged, isGuarded}) => {
    const next = random(1);
    const path = join(temporary, name);
    writeFileSync(path, file(name));
    const sound = await open(path).then(numbersOf, () => new Map());
    let [read, refused] = [0, 0];
    for (let i = 0; i < copies; i += 1) {
      const bytes = await damaged((sane) => (i % 4 < 2 ? mutant(sane, next) : flipped(sane, next)));
      const started = process.cpuUsage();
      const from = name.replace(/^.*\./, '') as 'npy'; // an ending that is a format
      try {
        writeFileSync(path, bytes);
        const numbers = await numbersOf(i % 2 === 0 ? await open(path) : await openPiped(bytes, {from}, 1 + (i % 999)));
        if (isGuarded) for (const [key, units] of numbers) expect(units).toEqual(sound.get(key));
        read += 1;
      } catch (error) {
        if (!(error instanceof ActError)) throw error;
        expect(error.code).not.toBe('internal');
        expect(error.message).not.toContain('\n');
        refused += 1;
      }
      const {user, system} = process.cpuUsage(started);
      expect((user + system) / 1000).toBeLessThan(1000);
      expect(process.memoryUsage().arrayBuffers).toBeLessThan(128 * 2 ** 20);
    }
    expect(refused).toBeGreaterThan(copies / 4);
    if (sound.size > 0 && !isGuarded) expect(read).toBeGreaterThan(0);
    expect(existsSync('executed')).toBe(false);
  },
  900_000,
);
