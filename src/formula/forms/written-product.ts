/** Products written out: gates, hyperbolic functions and one exponential, above and below the line. */

import type {Node, Trees} from '../tree.ts';
import type {Exponent} from './exponents.ts';
import type {Product} from './product.ts';
import type {Products} from './products.ts';

/** Powers of factors and softpluses of exponents, as they are taken together. */
interface Open {
  sign: 1 | -1;
  exponent: Exponent;
  factors: Map<Node, number>;
}

/** Higher powers of numbers are left as exponentials. */
const mostTimes = 20;

/** A product as a tree: e^u / (1 + e^u)² as sech2(u/2) / 4. */
export function writtenProduct(trees: Trees, {exponents}: Products, product: Product): Node {
  const {plus} = exponents;
  const half = (inner: Exponent): Node => exponents.written(exponents.times(inner, 1 / 2));
  const raise = (open: Open, node: Node, n: number): void => {
    const all = (open.factors.get(node) ?? 0) + n;
    if (all === 0) open.factors.delete(node);
    else open.factors.set(node, all);
  };

  /** |u|² as u², u / |u| as sign(u), √u² as u. */
  const withSigns = (open: Open): void => {
    for (const [node, n] of [...open.factors]) {
      const isRoot = node.kind === 'call' && node.name === 'sqrt';
      const [u] = node.kind === 'call' && (node.name === 'abs' || isRoot) ? node.args : [];
      if (u === undefined) continue;
      const even = n - (n % 2);
      raise(open, node, -even);
      raise(open, u, isRoot ? even / 2 : even);
      if (isRoot) continue;
      const [left, own] = [n - even, open.factors.get(u) ?? 0];
      if (left === 0 || own === 0 || Math.sign(left) === Math.sign(own)) continue;
      raise(open, node, -left);
      raise(open, u, left);
      raise(open, trees.call('sign', u), 1);
    }
  };
  /** (e^u - 1) / (1 + e^u) as tanh(u/2). */
  const withTanh = (open: Open): void => {
    for (const [node, n] of [...open.factors]) {
      if (node.kind !== 'call' || node.name !== 'expm1') continue;
      const inner = exponents.of(node.args[0] as Node); // a function of one number
      const own = exponents.softplus(inner);
      const [[part, multiple] = [node, 0], ...more] = own;
      const all = open.exponent.get(part) ?? 0;
      if (more.length > 0 || multiple !== 1 || all * n >= 0) continue;
      const pairs = Math.sign(n) * Math.floor(Math.min(Math.abs(n), Math.abs(all)));
      open.exponent = plus(open.exponent, own, pairs);
      raise(open, node, -pairs);
      raise(open, trees.call('tanh', half(inner)), pairs);
    }
  };
  const ratio = (exponent: Exponent, inner: Exponent): number => {
    const lead = exponents.lead(inner);
    return lead === undefined ? 0 : (exponent.get(lead.part) ?? 0) / lead.multiple;
  };
  /** e^-u (e^u - 1) as -(e^-u - 1), e^(-u/2) (e^u - 1) as 2 sinh(u/2). */
  const withTurned = (open: Open): void => {
    for (const [node, n] of [...open.factors]) {
      if (node.kind !== 'call' || node.name !== 'expm1') continue;
      const inner = exponents.of(node.args[0] as Node); // a function of one number
      const share = ratio(open.exponent, inner) / -n;
      if (share !== 1 && share !== 1 / 2) continue;
      open.exponent = plus(open.exponent, inner, share * n);
      raise(open, node, -n);
      if (share === 1) {
        raise(open, trees.call('expm1', exponents.written(exponents.times(inner, -1))), n);
        if (n % 2 !== 0) open.sign = open.sign > 0 ? -1 : 1;
      } else {
        raise(open, trees.call('sinh', half(inner)), n);
        open.exponent = plus(open.exponent, exponents.logOf(2), n);
      }
    }
  };
  /** Powers of 1 + e^u as gates below the line; with e^(u/2) as cosh(u/2), two opposite gates as sech2(u/2). */
  const withGates = (open: Open): void => {
    const {rest, softpluses} = exponents.apart(open.exponent);
    open.exponent = rest;
    const gates = new Map<Node, number>();
    for (const {inner, coefficient} of softpluses) {
      const sign = Math.sign(coefficient);
      let left = Math.abs(coefficient);
      if (Number.isInteger(left) && ratio(open.exponent, inner) === -sign / 2) {
        open.exponent = plus(plus(open.exponent, inner, sign / 2), exponents.logOf(2), sign);
        raise(open, trees.call('cosh', half(inner)), sign);
        left -= 1;
      }
      const w = exponents.written(inner);
      if (left === 0) continue;
      if (!Number.isInteger(left))
        raise(open, trees.call('exp', trees.call('mul', trees.number(coefficient), trees.call('softplus', w))), 1);
      else if (sign > 0) raise(open, trees.call('add', trees.number(1), trees.call('exp', w)), left);
      else {
        const opposite = exponents.written(exponents.times(inner, -1));
        const pairs = Math.min(left, gates.get(w) ?? 0);
        if (pairs > 0) {
          gates.set(w, (gates.get(w) ?? 0) - pairs);
          raise(open, trees.call('sech2', half(inner)), pairs);
          open.exponent = plus(open.exponent, exponents.logOf(4), -pairs);
        }
        if (left > pairs) gates.set(opposite, left - pairs);
      }
    }
    for (const [w, n] of gates) if (n > 0) raise(open, trees.call('sigmoid', w), n);
  };

  /** The numbers above and below the line, powers of two as one. */
  const numbersApart = (open: Open): {scale: number; above: Node[]; below: Node[]} => {
    let scale = 1;
    const [above, below]: [Node[], Node[]] = [[], []];
    for (const [c, n] of exponents.numbersIn(open.exponent)) {
      if (!Number.isInteger(n) || Math.abs(n) > mostTimes) continue;
      open.exponent = plus(open.exponent, exponents.logOf(c), -n);
      if (c === 2) scale *= 2 ** n;
      else (n > 0 ? above : below).push(...Array.from({length: Math.abs(n)}, () => trees.number(c)));
    }
    const [only, ...more] = above;
    if (only?.kind !== 'number' || more.length > 0) return {scale, above, below};
    return {scale: scale * only.value, above: [], below};
  };

  const open: Open = {...product, factors: new Map(product.factors)};
  withSigns(open);
  withTanh(open);
  withTurned(open);
  withGates(open);
  const {scale, above, below} = numbersApart(open);
  for (const [node, n] of open.factors) {
    const size = Math.abs(n);
    (n > 0 ? above : below).push(size === 1 ? node : trees.call('pow', node, trees.number(size)));
  }
  const isVarying = exponents.lead(open.exponent) !== undefined;
  if (open.exponent.size > 0)
    above[isVarying ? 'push' : 'unshift'](trees.call('exp', exponents.written(open.exponent)));
  const [first, ...others] = scale === 1 ? above : [trees.number(scale), ...above];
  const multiplied = (nodes: readonly Node[]): Node => nodes.reduce((left, right) => trees.call('mul', left, right));
  const top = first === undefined ? trees.number(1) : multiplied([first, ...others]);
  const whole = below.length === 0 ? top : trees.call('div', top, multiplied(below));
  if (open.sign > 0) return whole;
  return whole.kind === 'number' ? trees.number(-whole.value) : trees.call('neg', whole);
}
