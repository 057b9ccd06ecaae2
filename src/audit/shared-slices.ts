/** Slices of a layer in memory that several threads read, of which there is a bounded amount. */

import type {Slice} from './panels.ts';

/** The numbers of a piece, and how many pieces may be held at once: what one thread may be ahead of another. */
const [pieceLength, mostRooms] = [65_536, 8];

interface Room {
  readonly memory: SharedArrayBuffer;
  /** Done when nobody reads in it any more; fails as the readers do. */
  isFree: Promise<unknown>;
}

export interface SharedSlices {
  /** Hands over a slice in pieces; done when it may be filled again. */
  readonly add: (slice: Slice) => Promise<void>;
  /** Done when all pieces have been read. */
  readonly done: () => Promise<void>;
}

/** Slices of so many units, handed to `read`, which is done when all have read them. */
export function createSharedSlices(units: number, read: (slice: Slice) => Promise<unknown>): SharedSlices {
  /** The one that was filled first comes first. */
  const rooms: Room[] = [];
  const nextRoom = (): Room => {
    const oldest = rooms.length < mostRooms ? undefined : rooms.shift();
    const room = oldest ?? {
      memory: new SharedArrayBuffer(pieceLength * Float64Array.BYTES_PER_ELEMENT),
      isFree: Promise.resolve(),
    };
    rooms.push(room);
    return room;
  };
  return {
    async add(slice) {
      for (let at = 0; at < slice.values.length; at += pieceLength) {
        const room = nextRoom();
        await room.isFree;
        room.isFree = read(copied(pieceAt(slice, at, units), room.memory));
        // Whoever waits for the room is told.
        room.isFree.catch(() => {});
      }
    },
    async done() {
      await Promise.all(rooms.map(({isFree}) => isFree));
    },
  };
}

/** The piece of a slice from a place on, and to which units it belongs. */
function pieceAt({values, unit, left, run}: Slice, at: number, units: number): Slice {
  const piece = values.subarray(at, at + pieceLength);
  if (at < left) return {values: piece, unit, left: left - at, run};
  const past = at - left;
  return {values: piece, unit: (unit + 1 + Math.floor(past / run)) % units, left: run - (past % run), run};
}

function copied({values, ...rest}: Slice, memory: SharedArrayBuffer): Slice {
  const {length} = values;
  const copy =
    values instanceof Float32Array ? new Float32Array(memory, 0, length) : new Float64Array(memory, 0, length);
  copy.set(values);
  return {values: copy, ...rest};
}
