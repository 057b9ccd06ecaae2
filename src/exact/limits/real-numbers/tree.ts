/** Exact real numbers written as trees without inputs, which the ladder rounds. */

import type {Node, Trees} from '../../../formula/tree.ts';
import {bitLength} from '../../number-format.ts';
import {type Rational, rationalOf} from './rational.ts';
import type {Factor, Product, Real} from './real.ts';

const chunk = 52n;

/** A whole number as a tree of doubles: m 2^k, where m is one double or is made of chunks of 52 bits. */
function wholeTree(trees: Trees, n: bigint): Node {
  if (n < 0n) return trees.call('neg', wholeTree(trees, -n));
  const short = Number(n);
  if (Number.isSafeInteger(short)) return trees.number(short);
  const zeros = bitLength(n & -n) - 1;
  if (zeros > 0) {
    const power = trees.call('pow', trees.number(2), trees.number(zeros));
    return trees.call('mul', wholeTree(trees, n >> BigInt(zeros)), power);
  }
  const above = trees.call('mul', wholeTree(trees, n >> chunk), trees.number(2 ** Number(chunk)));
  return trees.call('add', above, trees.number(Number(n & ((1n << chunk) - 1n))));
}

function rationalTree(trees: Trees, {n, d}: Rational): Node {
  const near = Number(n) / Number(d);
  if (Number.isFinite(near)) {
    const back = rationalOf(near);
    if (back.n === n && back.d === d) return trees.number(near);
  }
  return d === 1n ? wholeTree(trees, n) : trees.call('div', wholeTree(trees, n), wholeTree(trees, d));
}

/** The tree of a real number. */
export function realTree(trees: Trees, {products}: Real): Node {
  const [first, ...others] = products.map((product) => productTree(trees, product));
  return others.reduce<Node>((sum, next) => trees.call('add', sum, next), first ?? trees.number(0));
}

function productTree(trees: Trees, {coefficient, factors}: Product): Node {
  const isPlain = factors.length > 0 && coefficient.n === 1n && coefficient.d === 1n;
  const parts = factors.map((factor) => factorTree(trees, factor));
  const [first, ...others] = isPlain ? parts : [rationalTree(trees, coefficient), ...parts];
  return others.reduce<Node>((product, next) => trees.call('mul', product, next), first as Node); // there is one
}

function factorTree(trees: Trees, {atom, exponent: {n, d}}: Factor): Node {
  if (n < 0n) return trees.call('div', trees.number(1), factorTree(trees, {atom, exponent: {n: -n, d}}));
  if (n === 1n && d === 1n) return atom.node;
  if (atom.node.kind === 'constant' && atom.node.name === 'e') return trees.call('exp', rationalTree(trees, {n, d}));
  if (n === 1n && d === 2n) return trees.call('sqrt', atom.node);
  return trees.call('pow', atom.node, rationalTree(trees, {n, d}));
}
