/** Slices of a layer in memory that several threads read, of which there is a bounded amount. */

import type {Slice} from './panels.ts';

/** The numbers of a piece, and how many pieces may be held at once: what one thread may be ahead of another. */
const [pieceLength, mostRooms] = [65_536, 8];

interface Room {
  readonly memory: SharedArrayBuffer;
  /** Done when nobody reads in it any more; fails as the readers do. */
  readonly isFree: Promise<unknown>;
}

/**
 * Hands over slices of at most `pieceLength` numbers to `read`, which is done when all have read them. What it returns is
 * done when a slice may be filled again.
 */
export function createSharedSlices(read: (slice: Slice) => Promise<unknown>): (slice: Slice) => Promise<void> {
  /** The one that was filled first comes first. */
  const rooms: Room[] = [];
  return async (slice) => {
    const oldest = rooms.length < mostRooms ? undefined : rooms.shift();
    await oldest?.isFree;
    const memory = oldest?.memory ?? new SharedArrayBuffer(pieceLength * Float64Array.BYTES_PER_ELEMENT);
    const isFree = read(copied(slice, memory));
    // Whoever waits for the room is told.
    isFree.catch(() => {});
    rooms.push({memory, isFree});
  };
}

/** A slice in pieces that can be shared. */
export function* piecesOf({values, unit, left, run}: Slice, units: number): Generator<Slice> {
  for (let at = 0; at < values.length; at += pieceLength) {
    const piece = values.subarray(at, at + pieceLength);
    const past = at - left;
    if (past < 0) yield {values: piece, unit, left: -past, run};
    else yield {values: piece, unit: (unit + 1 + Math.floor(past / run)) % units, left: run - (past % run), run};
  }
}

function copied({values, ...rest}: Slice, memory: SharedArrayBuffer): Slice {
  const {length} = values;
  const copy =
    values instanceof Float32Array ? new Float32Array(memory, 0, length) : new Float64Array(memory, 0, length);
  copy.set(values);
  return {values: copy, ...rest};
}
