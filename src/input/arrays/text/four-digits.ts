/** Four characters as one integer, the first in its lowest byte: their digits are told and read without a loop. */

/** How many of the four are digits before the first that is none. */
export function digitsAt(four: number): number {
  const flipped = four ^ zeros;
  // The upper half of a byte is not 0 where the byte is above 9; what a sum carries is above that byte.
  const others = ((flipped + 0x06060606) | flipped) & 0xf0f0f0f0;
  return others === 0 ? 4 : (31 - Math.clz32(others & -others)) >>> 3;
}

/** The number that the first `count` of them write. */
export function numberOfDigits(four: number, count: number): number {
  if (count === 0) return 0;
  // With zeros before it, so that there are always four.
  const digits = (four ^ zeros) << (32 - 8 * count);
  const pairs = (Math.imul(digits & 0x00ff00ff, 10) + ((digits >>> 8) & 0x00ff00ff)) | 0;
  return (Math.imul(pairs & 0xffff, 100) + (pairs >>> 16)) | 0;
}

/** '0000' */
const zeros = 0x30303030;
