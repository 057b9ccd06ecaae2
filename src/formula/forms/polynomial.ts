/** Polynomials with whole coefficients, lowest first, taken apart into powers of polynomials without multiple roots. */

import type {Node, Trees} from '../tree.ts';
import type {Term} from './product.ts';

type Polynomial = readonly bigint[];

/** Of higher degrees the coefficients become long. */
const highestDegree = 8;

/**
 * The polynomials whose powers, by their place, have the product p, but for a number: of x³ - 3x + 2 these are x + 2 and
 * x - 1, as it is (x + 2)(x - 1)². Undefined where p has no multiple roots.
 */
export function squareFree(p: Polynomial): readonly Polynomial[] | undefined {
  if (p.length < 3 || p.length > highestDegree + 1) return undefined;
  // Yun's algorithm.
  let shared = commonDivisor(p, derivative(p));
  if (shared.length < 2) return undefined;
  const found: Polynomial[] = [];
  let simple = quotient(p, shared);
  while (simple.length > 1) {
    const next = commonDivisor(simple, shared);
    found.push(quotient(simple, next));
    simple = next;
    shared = quotient(shared, next);
  }
  return found;
}

/** Coefficients are multiples of it. */
const unit = 2 ** -10;

/** A sum of terms as a polynomial in one of its factors, in multiples of the unit; undefined where it is none. */
export function polynomialIn(
  terms: readonly Term[],
): {readonly variable: Node; readonly coefficients: Polynomial; readonly unit: number} | undefined {
  const [variable] = terms.flatMap(({rest}) => [...rest.factors.keys()]);
  if (variable === undefined) return undefined;
  const coefficients: bigint[] = [];
  for (const {coefficient, rest} of terms) {
    const degree = rest.factors.get(variable) ?? 0;
    const isPower = rest.exponent.size === 0 && rest.factors.size === (degree === 0 ? 0 : 1);
    const isWhole = Number.isSafeInteger(coefficient / unit) && Number.isInteger(degree);
    if (!isPower || !isWhole || degree < 0 || degree > highestDegree) return undefined;
    while (coefficients.length <= degree) coefficients.push(0n);
    coefficients[degree] = BigInt(coefficient / unit);
  }
  return {variable, coefficients, unit};
}

/** The number that a polynomial has more than the product of the powers of others, as a fraction. */
export function scaleOf(
  p: Polynomial,
  powers: readonly Polynomial[],
): {readonly above: bigint; readonly below: bigint} {
  const highest = (of: Polynomial): bigint => of.at(-1) ?? 1n;
  const [above, below] = [highest(p), powers.reduce((all, each, i) => all * highest(each) ** BigInt(i + 1), 1n)];
  const shared = greatestDivisor(above, below);
  return {above: above / shared, below: below / shared};
}

/** A polynomial with a highest coefficient above 0. */
export function polynomialNode(trees: Trees, variable: Node, coefficients: Polynomial): Node {
  const terms = coefficients.map((coefficient, i) => {
    const size = trees.number(Math.abs(Number(coefficient)));
    const power = i === 1 ? variable : trees.call('pow', variable, trees.number(i));
    const term = i === 0 ? size : size.value === 1 ? power : trees.call('mul', size, power);
    return {coefficient, term};
  });
  const [first, ...others] = terms.filter(({coefficient}) => coefficient !== 0n).reverse();
  return others.reduce(
    (sum, {coefficient, term}) => trees.call(coefficient < 0n ? 'sub' : 'add', sum, term),
    first?.term ?? trees.number(0),
  );
}

function derivative(p: Polynomial): Polynomial {
  return p.slice(1).map((coefficient, i) => coefficient * BigInt(i + 1));
}

/** Without what all coefficients share, and the highest one above 0. */
function primitive(p: Polynomial): Polynomial {
  const content = p.reduce(greatestDivisor, 0n);
  const sign = (p.at(-1) ?? 1n) < 0n ? -1n : 1n;
  return content === 0n ? p : p.map((coefficient) => (sign * coefficient) / content);
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function commonDivisor(a: Polynomial, b: Polynomial): Polynomial {
  let [larger, smaller] = [primitive(a), primitive(b)];
  while (smaller.length > 0) [larger, smaller] = [smaller, primitive(divide(larger, smaller).remainder)];
  return larger;
}

/** The quotient of polynomials that divide, but for a number. */
function quotient(a: Polynomial, b: Polynomial): Polynomial {
  return primitive(divide(a, b).quotient);
}

/** The division of a multiple of a by b. */
function divide(a: Polynomial, b: Polynomial): {readonly quotient: Polynomial; readonly remainder: Polynomial} {
  const highest = b.at(-1) ?? 1n;
  let [rest, whole]: [bigint[], bigint[]] = [[...a], []];
  while (rest.length >= b.length) {
    const first = rest.at(-1) as bigint; // b has one, and the rest is no shorter
    const shift = rest.length - b.length;
    whole = [first, ...whole.map((each) => each * highest)];
    rest = rest.map((each, i) => each * highest - first * (b[i - shift] ?? 0n)).slice(0, -1);
  }
  while (rest.at(-1) === 0n) rest = rest.slice(0, -1);
  return {quotient: whole, remainder: rest};
}
