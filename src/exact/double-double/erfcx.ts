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
import {createRegister, type Kernel, numberIn, put, putUnknown, type Register, taken} from './register.ts';
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

/** The Taylor coefficients about a node, and the sum of their errors times powers of the largest distance. */
interface Expansion {
  readonly coefficients: Pairs;
  readonly err: number;
}

/** How far from a node its series is used, of how many terms, of which some are double-doubles. */
interface Reach {
  readonly distance: number;
  readonly terms: number;
  readonly pairs: number;
}

/**
 * The size of c[n]/c[0] is largest at z = 0, where it is 1/Γ(n/2 + 1), since erfcx is the Laplace transform of a
 * positive function: the quotient is a moment of a density that contracts to 0 as z grows. The quotient of c[n+1] and
 * c[n] is below 1/Γ(3/2) < 1.2 for the same reason. So within 1/8 of a node each term is below a sixth of the one
 * before; the 21st is below 2^-86.4 c[0], and all terms from it on add up to at most a sixth more. Within 1/64 the 13th is
 * below 2^-88.9 c[0].
 */
const [ofQuarters, ofSteps]: readonly [Reach, Reach] = [
  {distance: 1 / 8, terms: 21, pairs: 8},
  {distance: 1 / 64, terms: 13, pairs: 5},
];

/**
 * The expansion of erfcx about a node, from erfcx' = 2 z erfcx - 2/√π: (n + 1) c[n+1] = 2 (z c[n] + c[n-1]), where
 * c[-1] is -1/√π. The recurrence loses digits, but not those that matter: an error in c[0] adds a solution of
 * y' = 2 z y, which grows by less than e^(2z/8 + 1/64) < 2^7 within 1/8 of the node.
 */
function expansionAt(node: number, first: DoubleDouble, {distance, terms}: Reach): Expansion {
  const z = fromDouble(node);
  let before = scaleBy(slope, -0.5);
  let last = first;
  const coefficients = [first.hi, first.lo];
  let {err} = first;
  for (let n = 1; n < terms; n += 1) {
    const next = scaleBy(divide(add(multiply(z, last), before), fromDouble(n)), 2);
    before = last;
    last = next;
    coefficients.push(next.hi, next.lo);
    err += next.err * distance ** n;
  }
  return {coefficients: new Float64Array(coefficients), err};
}

/** The expansion about a quarter. */
function quarterAt(node: number): Expansion {
  const at = 2 * (4 * node - 2); // the table starts at 2/4
  const [hi = Number.NaN, lo = Number.NaN] = erfcxAtQuarters.slice(at, at + 2);
  return expansionAt(node, {hi, lo, err: 2 ** -105 * hi}, ofQuarters);
}

/** Puts the sum of a series at the number in a register, the distance from its node. */
function sum({coefficients, err}: Expansion, register: Register, {pairs}: Reach): void {
  polynomial(coefficients, register, pairs);
  const first = coefficients[0] as number; // not empty
  register[2] = ((register[2] as number) + err + 2 ** -86 * first) * slack; // it has six places
}

/**
 * erfcx z for z >= 1/2: below 18.5 by its Taylor series about the nearest of nodes 1/32 apart. Each is made at its first
 * use, from the series about the nearest quarter.
 */
export function createErfcx(): Kernel {
  const quarters: (Expansion | undefined)[] = [];
  const steps: (Expansion | undefined)[] = [];
  const stepAt = (node: number): Expansion => {
    const index = Math.round(4 * node);
    const quarter = quarters[index] ?? quarterAt(index / 4);
    quarters[index] = quarter;
    const register = createRegister();
    put(register, node - index / 4, [0, 0]);
    sum(quarter, register, ofQuarters);
    return expansionAt(node, taken(register, 0), ofSteps);
  };
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
    const index = Math.round(32 * z);
    const step = steps[index] ?? stepAt(index / 32);
    steps[index] = step;
    // Exact, since the node is at most twice z and at least half of it.
    const near = z - index / 32;
    const d = near + zl;
    put(register, d, [sumError(near, zl, d), zErr]);
    sum(step, register, ofSteps);
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
