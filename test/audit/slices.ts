import type {Slice} from '../../src/audit/panels.ts';

/** How the numbers of a layer lie in a file, and how a reader cuts them. */
export interface Laid {
  /** How many numbers of a unit follow each other; all of its samples are a multiple. */
  readonly run: number;
  /** The lengths of the blocks, again and again. */
  readonly lengths: readonly number[];
  readonly narrow?: boolean;
}

/** The slices of some units, each with as many samples. The buffer is the same for all, as readers may do. */
export function* slicesOf(units: readonly (readonly number[])[], {run, lengths, narrow}: Laid): Generator<Slice> {
  const samples = units[0]?.length ?? 0;
  const all: number[] = [];
  for (let sample = 0; sample < samples; sample += run)
    for (const unit of units) all.push(...unit.slice(sample, sample + run));
  const buffer = narrow === true ? new Float32Array(Math.max(...lengths)) : new Float64Array(Math.max(...lengths));
  let at = 0;
  for (let i = 0; at < all.length; i += 1) {
    const length = Math.min(all.length - at, lengths[i % lengths.length] as number);
    buffer.set(all.slice(at, at + length));
    const unit = Math.floor(at / run) % units.length;
    yield {values: buffer.subarray(0, length), unit, left: run - (at % run), run};
    buffer.fill(7); // nobody reads on
    at += length;
  }
}

/** Numbers in [0, 1) from a seed: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
