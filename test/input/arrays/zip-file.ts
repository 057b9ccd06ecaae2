import {crc32} from 'node:zlib';

/** A file in an archive. */
export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** A checksum that is not its own. */
  readonly crc?: number;
  /** A method that is not its own: the bytes are written as they are. */
  readonly method?: number;
}

/** The bytes of a zip archive of undeflated members. */
export function zipFile(members: readonly Member[]): Uint8Array {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const {name, bytes, crc = crc32(bytes), method = 0} of members) {
    const told = Buffer.alloc(26); // what the header of a member and its entry in the directory have in common
    told.writeUInt16LE(method, 4);
    told.writeUInt32LE(crc, 10);
    told.writeUInt32LE(bytes.length, 14);
    told.writeUInt32LE(bytes.length, 18);
    told.writeUInt16LE(name.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), told, Buffer.from(name)]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\0\0'), told, place, Buffer.from(name)]));
    parts.push(header, Buffer.from(bytes));
    at += header.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, directory, end]));
}
