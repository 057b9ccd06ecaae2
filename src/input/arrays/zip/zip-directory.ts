/** The directory of a zip archive, with zip64: which members there are, and where their bytes lie. */

import {shown} from '../../cells.ts';
import type {RandomAccess} from '../bytes.ts';

/** A file in an archive, as the directory at its end tells it. */
export interface ZipMember {
  readonly name: string;
  /** 0 for bytes as they are, 8 for deflated ones. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** The checksum of its bytes; undefined where it is known not to have been computed. */
  readonly crc: number | undefined;
  /** How many bytes it takes in the archive, and how many it has. */
  readonly packed: number;
  readonly size: number;
  /** Where its own header stands. */
  readonly header: number;
}

/** The members of an archive by their names. */
export interface ZipDirectory {
  readonly members: ReadonlyMap<string, ZipMember>;
  /** Where the directory begins: no member reaches beyond it. */
  readonly start: number;
}

type Fail = (problem: string) => Error;

/** The longest comment that may stand behind the directory, and the record before it. */
const longestEnd = 65_535 + 22;

/** Longer than the directory of a million arrays. */
const longestDirectory = 1 << 27;

const signatures = {end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, entry: 0x02014b50, header: 0x04034b50};

/**
 * The directory of a file.
 * @throws ActError if there is none, or it does not fit the file
 */
export function zipDirectory(file: RandomAccess, fail: Fail): ZipDirectory {
  const {start, length, count} = placeOf(file, fail);
  if (start + length > file.size)
    throw fail(`its directory claims to end at byte ${start + length}, but the file ends at byte ${file.size}`);
  if (length > longestDirectory) throw fail(`its directory claims to have ${length} bytes`);
  const bytes = file.read(start, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const members = new Map<string, ZipMember>();
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const place = `its directory is damaged at byte ${start + at}`;
    if (at + 46 > length || view.getUint32(at, true) !== signatures.entry) throw fail(place);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const extra = at + 46 + (nameLength ?? 0); // the three are there
    const end = extra + (extraLength ?? 0) + (commentLength ?? 0);
    if (end > length) throw fail(place);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, extra));
    const sizes = wideSizes(view, {at, extra, end: extra + (extraLength ?? 0)});
    if (sizes === undefined) throw fail(place);
    if (members.has(name)) throw fail(`it has two members '${shown(name)}'`);
    members.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & 0x2041) !== 0,
      crc: view.getUint32(at + 16, true),
      ...sizes,
    });
    at = end;
  }
  if (at !== length) throw fail(`its directory is damaged at byte ${start + at}`);
  return {members, start};
}

interface Place {
  readonly start: number;
  readonly length: number;
  readonly count: number;
}

/** Where the directory lies, from the record behind it. */
function placeOf(file: RandomAccess, fail: Fail): Place {
  const from = Math.max(0, file.size - longestEnd);
  const tail = file.read(from, file.size - from);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let at = tail.length - 22; at >= 0; at -= 1) {
    // Its comment has to end where the file does.
    if (view.getUint32(at, true) !== signatures.end || at + 22 + view.getUint16(at + 20, true) !== tail.length)
      continue;
    const place = {
      count: view.getUint16(at + 10, true),
      length: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true),
    };
    const isTooNarrow = place.count === 0xffff || place.length === 0xffffffff || place.start === 0xffffffff;
    const isLocated = at >= 20 && view.getUint32(at - 20, true) === signatures.locator64;
    return isTooNarrow || isLocated ? widePlace(file, from + at - 20, fail) : place;
  }
  throw fail('its directory, which stands at the end of a zip archive, is missing: it is cut off, or no zip archive');
}

/** The same of zip64, whose record is found by a locator. */
function widePlace(file: RandomAccess, locator: number, fail: Fail): Place {
  const missing = fail('its zip64 directory is missing');
  if (locator < 0) throw missing;
  const found = viewOf(file, locator, 20);
  const at = Number(found.getBigUint64(8, true));
  if (found.getUint32(0, true) !== signatures.locator64 || at + 56 > file.size) throw missing;
  const record = viewOf(file, at, 56);
  if (record.getUint32(0, true) !== signatures.end64) throw missing;
  const [count = 0, length = 0, start = 0] = [32, 40, 48].map((field) => Number(record.getBigUint64(field, true)));
  return {count, length, start};
}

function viewOf(file: RandomAccess, position: number, length: number): DataView {
  const bytes = file.read(position, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

interface Entry {
  readonly at: number;
  readonly extra: number;
  readonly end: number;
}

/** The sizes of an entry; those that do not fit 32 bits stand in its extra field. Undefined if they do not. */
function wideSizes(view: DataView, {at, extra, end}: Entry): Pick<ZipMember, 'packed' | 'size' | 'header'> | undefined {
  const narrow = [24, 20, 42].map((field) => view.getUint32(at + field, true)); // in zip64's order
  let wide = extra;
  while (wide + 4 <= end && view.getUint16(wide, true) !== 1) wide += 4 + view.getUint16(wide + 2, true);
  let next = wide + 4;
  const sizes: number[] = [];
  for (const size of narrow) {
    if (size !== 0xffffffff) sizes.push(size);
    else if (next + 8 <= end) {
      sizes.push(Number(view.getBigUint64(next, true)));
      next += 8;
    } else return undefined;
  }
  const [size = 0, packed = 0, header = 0] = sizes;
  return {size, packed, header};
}

/**
 * Where the bytes of a member begin.
 * @throws ActError if its own header is missing, or tells something else than the directory
 */
export function startOf(file: RandomAccess, {start}: ZipDirectory, member: ZipMember, fail: Fail): number {
  const {header, packed, method} = member;
  const damaged = `its member '${shown(member.name)}' has a damaged header at byte ${header}`;
  if (header + 30 > start) throw fail(damaged);
  const view = viewOf(file, header, 30);
  if (view.getUint32(0, true) !== signatures.header || view.getUint16(8, true) !== method) throw fail(damaged);
  const nameLength = view.getUint16(26, true);
  const from = header + 30 + nameLength + view.getUint16(28, true);
  if (from + packed > start)
    throw fail(`its member '${shown(member.name)}' claims to end at byte ${from + packed}, within the directory`);
  const name = new TextDecoder().decode(file.read(header + 30, nameLength));
  if (name !== member.name) throw fail(damaged);
  return from;
}
