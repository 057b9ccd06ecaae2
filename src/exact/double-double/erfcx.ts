/** The error function in double-double, in two parts: erf z near 0, and erfcx(z) = e^(z²) erfc(z) farther out. */

import {
  add,
  type DoubleDouble,
  divide,
  fromDouble,
  multiply,
  productError,
  scaleBy,
  slack,
  sumError,
} from './double-double.ts';
import {type Pairs, polynomial} from './polynomial.ts';
import {type Kernel, numberIn, put, putUnknown, type Register, taken} from './register.ts';
import {erfcxAtQuarters, erfSeries, twoOverSqrtPi} from './tables.ts';

const slope: DoubleDouble = {hi: twoOverSqrtPi[0], lo: twoOverSqrtPi[1], err: 2 ** -105};

const series = new Float64Array(erfSeries);

/** erf z for |z| < 0.51: terms fall by a factor of about 12 or more; those after z^33 add up to less than 2^-86 z. */
export const erfNearZero: Kernel = (register) => {
  const [z, zl, zErr] = numberIn(register);
  if (z === 0 && zErr === 0) return;
  const size = Math.abs(z);
  // Below 2^-230 the square is taken for 0, before its halves underflow.
  const square = size < 2 ** -230 ? 0 : z * z;
  const rest = square === 0 ? 0 : productError(z, z, square) + 2 * z * zl;
  const squareErr = 2 * size * zErr + zErr * zErr + 2 ** -102 * square + 2 ** -460;
  put(register, square, [rest, squareErr * slack]);
  polynomial(series, register, 7);
  const [p, pl, pErr] = numberIn(register);
  const product = z * p;
  const low = productError(z, p, product) + (z * pl + zl * p);
  const hi = product + low;
  // As in `multiply`; 1.2 is more than p + pErr.
  const err = size * (pErr + 2 ** -85) + 1.2 * zErr + 2 ** -102 * Math.abs(hi);
  put(register, hi, [low - (hi - product), err * slack]);
};

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
 * erfcx z for z >= 1/2: below 18.5 by its Taylor series about the nearest quarter; each series is made at its first use.
 *
 * The size of c[n]/c[0] is largest at z = 0, where it is 1/Γ(n/2 + 1), since erfcx is the Laplace transform of a
 * positive function: the quotient is a moment of a density that contracts to 0 as z grows. The quotient of c[n+1] and
 * c[n] is below 1/Γ(3/2) < 1.2 for the same reason. So within 1/8 of the node each term is below a sixth of the one
 * before; the 21st is below 2^-86.4 c[0], and all terms from it on add up to at most a sixth more.
 */
export function createErfcx(): Kernel {
  const expansions: (Expansion | undefined)[] = [];
  return (register) => {
    const [z, zl, zErr] = numberIn(register);
    // Far out the error of z matters only beside z: z = x/√2 has no digit behind the point from x = 2^106 on.
    if (!(z >= 0.4 && z < 2 ** 400 && zErr < 2 ** -20 * Math.max(1, z / 32))) {
      putUnknown(register);
      return;
    }
    if (z > 18.5) {
      farOut(register);
      return;
    }
    const index = Math.round(4 * z);
    const expansion = expansions[index] ?? expansionAt(index / 4);
    expansions[index] = expansion;
    // Exact, since the node is at most twice z and at least half of it.
    const near = z - index / 4;
    const d = near + zl;
    put(register, d, [sumError(near, zl, d), zErr]);
    polynomial(expansion.coefficients, register, 8);
    const first = expansion.coefficients[0] as number; // not empty
    register[2] = ((register[2] as number) + expansion.err + 2 ** -86 * first) * slack; // it has six places
  };
}

/** (-1)^n (2n - 1)!! for n = 0..13. */
const asymptotic = new Float64Array([
  1, 0, -1, 0, 3, 0, -15, 0, 105, 0, -945, 0, 10395, 0, -135135, 0, 2027025, 0, -34459425, 0, 654729075, 0,
  -13749310575, 0, 316234143225, 0, -7905853580625, 0,
]);

/**
 * erfcx z for z > 18.5 as Σ (-1)^n (2n - 1)!! / (2z²)^n / (z √π): each term is below a 25th of the one before, and their sum
 * is off by less than the first that is left out, 27!!/685^14 < 2^-84.
 */
function farOut(register: Register): void {
  const z = taken(register, 0);
  const s = divide(fromDouble(0.5), multiply(z, z));
  put(register, s.hi, [s.lo, s.err]);
  polynomial(asymptotic, register, 8);
  const {hi, lo, err} = taken(register, 0);
  const result = divide(multiply({hi, lo, err: err + 2 ** -84}, scaleBy(slope, 0.5)), z);
  put(register, result.hi, [result.lo, result.err]);
}
