/** The error function in double-double, in two parts: erf z near 0, and erfcx(z) = e^(z²) erfc(z) farther out. */

import {
  add,
  type DoubleDouble,
  divide,
  fromDouble,
  make,
  multiply,
  scaleBy,
  sumError,
  unknown,
} from './double-double.ts';
import {type Pairs, polynomial} from './polynomial.ts';
import {erfcxAtQuarters, erfSeries, twoOverSqrtPi} from './tables.ts';

const slope: DoubleDouble = {hi: twoOverSqrtPi[0], lo: twoOverSqrtPi[1], err: 2 ** -105};

const series = new Float64Array(erfSeries);

/** erf z for |z| < 0.51: terms fall by a factor of about 12 or more; those after z^33 add up to less than 2^-86 z. */
export function erfNearZero(z: DoubleDouble): DoubleDouble {
  const {hi, lo, err} = polynomial(series, multiply(z, z), 7);
  return multiply(z, {hi, lo, err: err + 2 ** -85});
}

/** The Taylor coefficients about a node, and the sum of their errors times powers of 1/8. */
interface Expansion {
  readonly coefficients: Pairs;
  readonly err: number;
}

const terms = 21;

/**
 * The expansion of erfcx about a node, from erfcx' = 2 z erfcx - 2/√π: (n + 1) c[n+1] = 2 (z c[n] + c[n-1]), where
 * c[-1] is -1/√π. The recurrence loses digits, but not those that matter: an error in c[0] adds a solution of
 * y' = 2 z y, which grows by less than e^(2z/8 + 1/64) < 2^7 within 1/8 of the node.
 */
function expansionAt(node: number): Expansion {
  const z = fromDouble(node);
  const at = 2 * (4 * node - 2); // the table starts at 2/4
  const [hi = Number.NaN, lo = Number.NaN] = erfcxAtQuarters.slice(at, at + 2);
  let before = scaleBy(slope, -0.5);
  let last: DoubleDouble = {hi, lo, err: 2 ** -105 * hi};
  const coefficients = [hi, lo];
  let err = last.err;
  for (let n = 1; n < terms; n += 1) {
    const next = scaleBy(divide(add(multiply(z, last), before), fromDouble(n)), 2);
    before = last;
    last = next;
    coefficients.push(next.hi, next.lo);
    err += next.err * 8 ** -n;
  }
  return {coefficients: new Float64Array(coefficients), err};
}

/**
 * erfcx z for 1/2 <= z < 19, by its Taylor series about the nearest quarter; each series is made at its first use.
 *
 * The size of c[n]/c[0] is largest at z = 0, where it is 1/Γ(n/2 + 1), since erfcx is the Laplace transform of a
 * positive function: the quotient is a moment of a density that contracts to 0 as z grows. The quotient of c[n+1] and
 * c[n] is below 1/Γ(3/2) < 1.2 for the same reason. So within 1/8 of the node each term is below a sixth of the one
 * before; the 21st is below 2^-86.4 c[0], and all terms from it on add up to at most a sixth more.
 */
export function createErfcx(): (z: DoubleDouble) => DoubleDouble {
  const expansions: (Expansion | undefined)[] = [];
  return (z) => {
    const index = Math.round(4 * z.hi);
    if (!(index >= 2 && index <= 76 && z.err < 2 ** -20)) return unknown;
    const expansion = expansions[index] ?? expansionAt(index / 4);
    expansions[index] = expansion;
    // Exact, since the node is at most twice z and at least half of it.
    const near = z.hi - index / 4;
    const d = near + z.lo;
    const distance: DoubleDouble = {hi: d, lo: sumError(near, z.lo, d), err: z.err};
    const {hi, lo, err} = polynomial(expansion.coefficients, distance, 8);
    const first = expansion.coefficients[0] as number; // not empty
    return make(hi, lo, err + expansion.err + 2 ** -86 * first);
  };
}
