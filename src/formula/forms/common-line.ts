/** Differences of gates over one denominator: sigmoid(a) - sigmoid(b) is (e^a - e^b) / ((1 + e^a) (1 + e^b)). */

import type {Node} from '../tree.ts';
import type {Exponent, Exponents} from './exponents.ts';
import type {Product} from './product.ts';

interface Makers {
  readonly times: (a: Product, b: Product, power?: number) => Product;
  readonly exponential: (exponent: Exponent, sign?: 1 | -1) => Product;
}

/** A gate, or tanh: its terms above the line, and the logarithm of 1 + e^u below it. */
interface Gate {
  readonly above: readonly Product[];
  readonly line: Node;
  readonly u: Exponent;
}

/** Two gates over their common denominator e^line: the terms above it. */
export function commonLine(
  exponents: Exponents,
  makers: Makers,
  [first, second, ...others]: readonly Product[],
): {readonly above: readonly Product[]; readonly line: Exponent} | undefined {
  if (first === undefined || second === undefined || others.length > 0) return undefined;
  const [a, b] = [first, second].map((product) => gateOf(exponents, makers, product));
  if (a === undefined || b === undefined || a.line === b.line) return undefined;
  const timesSum = (terms: readonly Product[], u: Exponent): readonly Product[] =>
    terms.flatMap((term) => [term, makers.times(term, makers.exponential(u))]);
  const line = new Map([a, b].map((gate) => [gate.line, 1]));
  return {above: [...timesSum(a.above, b.u), ...timesSum(b.above, a.u)], line};
}

function gateOf(
  exponents: Exponents,
  {times, exponential}: Makers,
  {sign, exponent, factors}: Product,
): Gate | undefined {
  const [line] = [...exponent].flatMap(([part, n]) => (exponents.innerOf(part) && n === -1 ? [part] : []));
  const u = line && exponents.innerOf(line);
  if (line === undefined || u === undefined || factors.size > 1) return undefined;
  const rest = exponential(exponents.plus(exponent, new Map([[line, 1]])), sign);
  const [[factor, n] = [undefined, 0]] = factors;
  if (factor === undefined) return {line, u, above: [rest]};
  if (factor.kind !== 'call' || factor.name !== 'expm1' || n !== 1) return undefined;
  const power = exponential(exponents.of(factor.args[0] as Node)); // a function of one number
  return {line, u, above: [times(rest, power), times(rest, exponential(new Map(), -1))]};
}
