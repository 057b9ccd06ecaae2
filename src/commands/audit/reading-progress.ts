/** How far the files of a call have been read, for the line on a terminal. */

import type {Call} from '../command.ts';

/** Told how many bytes of a file there are, and have been read. */
export interface FileProgress {
  readonly size: (bytes: number | undefined) => void;
  readonly read: (bytes: number) => void;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toLocaleString('en', {maximumFractionDigits: 0})} MB`;

/** The progress of so many files: bytes, rate and, where all sizes are known, the time left. */
export function readingProgress(count: number, {step}: Pick<Call, 'step'>, now: () => number): readonly FileProgress[] {
  const start = now();
  const sizes: (number | undefined)[] = Array.from({length: count});
  const done = new Float64Array(count);
  const text = () => {
    const read = done.reduce((sum, bytes) => sum + bytes, 0);
    const rate = read / Math.max(1e-3, (now() - start) / 1000);
    const all = sizes.reduce<number | undefined>(
      (sum, size) => (sum === undefined || size === undefined ? undefined : sum + size),
      0,
    );
    const rates = `${megabytes(rate)}/s`;
    if (all === undefined) return `read ${megabytes(read)}, ${rates}`;
    const left = Math.ceil(Math.max(0, all - read) / Math.max(1, rate));
    return `read ${megabytes(read)} of ${megabytes(all)}, ${rates}, ${left} s left`;
  };
  return sizes.map((_, i) => ({
    size(bytes) {
      sizes[i] = bytes;
    },
    read(bytes) {
      done[i] = bytes;
      step(text);
    },
  }));
}
