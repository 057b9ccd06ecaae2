/** erfcx(z) = e^(z²) erfc(z) in double-double, by Taylor series about eighths. */

import {createBigArithmetic} from './big-arithmetic.ts';
import {type Big, fromNumber} from './big-float.ts';
import {add, type DoubleDouble, fromDouble, make, multiply, subtract, unknown} from './double-double.ts';

const spacing = 8;
const terms = 22;
/** Bits for the coefficients: the recurrence loses up to 140 of them at z = 19. */
const precision = 420;

/**
 * erfcx for 0 <= z <= 19. The coefficients about a node are made at its first use, from
 * erfcx' = 2 z erfcx - 2/√π, that is (n + 1) c[n+1] = 2 z c[n] + 2 c[n-1]. They are at most 1/Γ(n/2 + 1) in size (the
 * value at z = 0: erfcx is the Laplace transform of a positive function), so at |z - node| <= 1/16 the terms from the
 * 22nd on add up to less than 2^-88 / Γ(12) · 1.1 < 2^-113.
 */
export function createErfcx(): (z: DoubleDouble) => DoubleDouble {
  const nodes: (readonly DoubleDouble[] | undefined)[] = [];
  return (z) => {
    const node = Math.round(z.hi * spacing);
    if (!(node >= 0 && node <= 19 * spacing) || z.err > 2 ** -20) return unknown;
    const coefficients = nodes[node] ?? coefficientsAt(node / spacing);
    nodes[node] = coefficients;
    const d = subtract(z, fromDouble(node / spacing));
    // From the 11th on a term is below 2^-44 / Γ(6.5) = 2^-52 of erfcx(0) = 1, or as much less as erfcx is.
    let high = 0;
    for (let n = terms - 1; n >= 11; n -= 1) high = high * d.hi + (coefficients[n] as DoubleDouble).hi;
    let sum: DoubleDouble = {hi: high, lo: 0, err: Math.abs(high) * 2 ** -44 + 16 * d.err};
    for (let n = 10; n >= 0; n -= 1) sum = add(multiply(sum, d), coefficients[n] as DoubleDouble);
    return make(sum.hi, sum.lo, sum.err + 2 ** -112);
  };
}

function coefficientsAt(z: number): readonly DoubleDouble[] {
  const {unary, binary, constant} = createBigArithmetic({precision, last: false});
  const operation = (name: string) => binary[name] as (a: Big, b: Big) => Big; // the operators exist
  const call = (name: string) => unary[name] as (a: Big) => Big; // so do the primitives
  const [plus, times, over] = [operation('add'), operation('mul'), operation('div')];
  const at = fromNumber(z);
  const value = times(call('exp')(times(at, at)), call('erfc')(at));
  const slope = over(fromNumber(-2), call('sqrt')(constant('pi')));
  const c = [value, plus(times(fromNumber(2 * z), value), slope)];
  for (let n = 1; n < terms - 1; n += 1) {
    const sum = plus(times(fromNumber(2 * z), c[n] as Big), times(fromNumber(2), c[n - 1] as Big));
    c.push(over(sum, fromNumber(n + 1)));
  }
  return c.map(toDoubleDouble);
}

/** The nearest double-double of a narrow ball. */
function toDoubleDouble(a: Big): DoubleDouble {
  if (a.kind !== 'ball') return unknown;
  const hi = toDouble(a.m, a.e);
  const rest = fromNumber(hi);
  if (rest.kind !== 'ball') return unknown;
  const e = Math.min(a.e, rest.e);
  const lo = toDouble((a.m << BigInt(a.e - e)) - (rest.m << BigInt(rest.e - e)), e);
  return {hi, lo, err: 2 ** -105 * Math.abs(hi) + 2 * toDouble(a.r, a.e)};
}

/** m 2^e to about a unit in the last place. */
function toDouble(m: bigint, e: number): number {
  const cut = Math.max(0, (m < 0n ? -m : m).toString(16).length * 4 - 1000);
  return Number(m >> BigInt(cut)) * 2 ** Math.max(-1070, e + cut);
}
