/** The bytes of a member of a zip archive, as they come, held against their size and their checksum. */

import {pipeline, Readable} from 'node:stream';
import {constants, crc32, createInflateRaw} from 'node:zlib';
import {ActError} from '../../../errors/errors.ts';
import {shown} from '../../cells.ts';
import {blockBytes, type RandomAccess, streamOf} from '../bytes.ts';
import {startOf, type ZipDirectory, type ZipMember} from './zip-directory.ts';

/** An archive that is open. */
export interface Zip {
  readonly file: RandomAccess;
  readonly directory: ZipDirectory;
  readonly fail: (problem: string) => Error;
}

/** Methods of packing that are not read. */
const methods: ReadonlyMap<number, string> = new Map([
  [9, 'deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
]);

/**
 * Refuses members that are encrypted, or packed in another way than deflated.
 * @throws ActError
 */
export function checkMember({fail}: Zip, {name, method, isEncrypted, packed, size}: ZipMember): void {
  if (isEncrypted) throw fail(`its member '${shown(name)}' is encrypted`);
  if (method !== 0 && method !== 8)
    throw fail(`its member '${shown(name)}' is packed with ${methods.get(method) ?? `method ${method}`}, not deflated`);
  if (method === 0 && packed !== size)
    throw fail(`its member '${shown(name)}' has ${size} bytes, but takes ${packed} as they are`);
}

/**
 * The bytes of a member.
 * @throws ActError, at the latest behind the last byte, where the member is damaged
 */
export async function* memberBytes(
  zip: Zip,
  member: ZipMember,
  read: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const {file, directory, fail} = zip;
  const damaged = (problem: string) => fail(`its member '${shown(member.name)}' ${problem}`);
  checkMember(zip, member);
  const from = startOf(file, directory, member, fail);
  const packed = counted(streamOf(file, {from, to: from + member.packed}), read);
  let [crc, size] = [0, 0];
  for await (const bytes of member.method === 0 ? packed : inflated(packed, member, damaged)) {
    size += bytes.length;
    if (size > member.size) throw damaged(`has more than the ${member.size} bytes that the directory tells`);
    crc = crc32(bytes, crc);
    yield bytes;
  }
  if (size < member.size) throw damaged(`ends after ${size} of ${member.size} bytes`);
  if (member.crc !== undefined && crc !== member.crc) throw damaged('is damaged: its checksum is wrong');
}

async function* counted(source: AsyncIterable<Uint8Array>, read: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    read(bytes.length);
    yield bytes;
  }
}

async function* inflated(
  source: AsyncIterable<Uint8Array>,
  {packed}: ZipMember,
  damaged: (problem: string) => Error,
): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({chunkSize: blockBytes, finishFlush: constants.Z_FINISH});
  // Errors of the source come out of `inflate`, and closing `inflate` closes the source.
  pipeline(Readable.from(source), inflate, () => {});
  try {
    for await (const bytes of inflate) yield bytes;
  } catch (error) {
    if (error instanceof ActError) throw error;
    throw damaged('is damaged: its deflated bytes have no meaning, or are cut off');
  }
  if (inflate.bytesWritten !== packed) throw damaged('is damaged: bytes follow the deflated ones');
}
