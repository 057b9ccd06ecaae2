/** The levels of the values in a page: which are missing, and where lists begin. */

import {hybridIntegers, type Integers} from './hybrid.ts';
import type {Page} from './pages.ts';

/** Levels of a page, and the bytes of its values. */
export interface PageLevels {
  /** Undefined where the highest level is 0, so that all values are there. */
  readonly definition: Integers | undefined;
  readonly repetition: Integers | undefined;
  readonly values: Uint8Array;
}

/** The highest levels of a column. */
export interface Highest {
  readonly definition: number;
  readonly repetition: number;
}

/** Undefined where the page is too short, or packs its levels in a way that is not read. */
export function levelsOf(page: Page, highest: Highest): PageLevels | undefined {
  let rest = page.bytes;
  /** Levels in the first version of pages: their length, then they. */
  const inFront = (): Uint8Array | undefined => {
    if (rest.length < 4) return undefined;
    const length = new DataView(rest.buffer, rest.byteOffset).getUint32(0, true);
    if (length > rest.length - 4) return undefined;
    const bytes = rest.subarray(4, 4 + length);
    rest = rest.subarray(4 + length);
    return bytes;
  };
  // Repetition levels come first.
  const levels = (['repetition', 'definition'] as const).map((which) => {
    if (highest[which] === 0) return undefined;
    const bytes = page.areHybrid[which] ? (page.levels?.[which] ?? inFront()) : undefined;
    return bytes === undefined ? 'damaged' : hybridIntegers(bytes, 32 - Math.clz32(highest[which]));
  });
  const [repetition, definition] = levels;
  if (repetition === 'damaged' || definition === 'damaged') return undefined;
  return {repetition, definition, values: rest};
}
