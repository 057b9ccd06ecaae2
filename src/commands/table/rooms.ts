/** Memory that several threads write to, and that is used again and again. */

/** Rooms for texts in bytes. */
interface Rooms {
  /** A free one, as long as any text that has been given back. */
  readonly take: () => SharedArrayBuffer;
  /** Tells that these bytes, which stand in a room unless it was too short for them, are not needed any more. */
  readonly giveBack: (bytes: Uint8Array) => void;
}

/** Rooms of this length, or more where that turns out to be too short. */
export function createRooms(length: number): Rooms {
  let longest = length;
  const free: SharedArrayBuffer[] = [];
  return {
    take() {
      for (let room = free.pop(); room !== undefined; room = free.pop()) if (room.byteLength >= longest) return room;
      return new SharedArrayBuffer(longest);
    },
    giveBack({buffer, length: used}) {
      // A little more, because the next ones will not be of exactly that length.
      if (buffer instanceof SharedArrayBuffer) free.push(buffer);
      else longest = Math.max(longest, Math.ceil(1.1 * used));
    },
  };
}
