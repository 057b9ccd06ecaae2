/** Errors by binade of the input: the numbers of one sign between two powers of two. */

import type {Binade, Miss} from './findings.ts';

export interface Binades {
  readonly add: (x: number) => void;
  /** A result that is wrong, at an input that was added. */
  readonly miss: (miss: Miss) => void;
  /** Those with results, from the least to the largest. */
  readonly done: () => readonly Binade[];
}

interface Wrong {
  readonly count: number;
  readonly worst: Miss;
}

export function binades(): Binades {
  const counts = new Map<number, number>();
  const wrong = new Map<number, Wrong>();
  return {
    add(x) {
      const key = binadeOf(x);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    miss(miss) {
      const key = binadeOf(miss.x);
      const {count, worst} = wrong.get(key) ?? {count: 0, worst: miss};
      wrong.set(key, {count: count + 1, worst: miss.ulps > worst.ulps ? miss : worst});
    },
    done() {
      const found = [...counts].map(([key, count]): Binade => {
        const {count: misrounded, worst} = wrong.get(key) ?? {count: 0, worst: undefined};
        return {...endsOf(key), count, misrounded, worst};
      });
      return found.sort((a, b) =>
        Number.isNaN(a.from) ? 1 : Number.isNaN(b.from) ? -1 : a.from - b.from || a.to - b.to,
      );
    },
  };
}

/** The end nearer to 0, with the sign: 2 for 3, -2 for -3; 0, infinities and NaN by themselves. */
function binadeOf(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x + 0; // -0 is 0
  double[0] = x;
  words[high] = ((words[high] as number) & 0xfff00000) >>> 0;
  words[1 - high] = 0;
  const end = double[0] as number;
  // The binades of subnormal doubles, whose bits have no exponent.
  return end === 0 ? Math.sign(x) * 2 ** Math.floor(Math.log2(Math.abs(x))) : end;
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
const high = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

function endsOf(key: number): {readonly from: number; readonly to: number} {
  if (key === 0 || !Number.isFinite(key)) return {from: key, to: key};
  return key < 0 ? {from: 2 * key, to: key} : {from: key, to: 2 * key};
}
