/** Terms of sums: a coefficient times factors, multiplied out and with like terms taken together. */

import {type Node, treeWork} from '../tree.ts';

export interface Term {
  readonly coefficient: number;
  readonly factors: readonly Node[];
}

/** More terms than these are not multiplied out. */
const mostTerms = 40;

/** Numbers whose products and sums are exact, as far as few of them come together: multiples of 2^-10 up to 2^10. */
export function isSmallNumber(node: Node): node is Node & {readonly kind: 'number'} {
  return (
    node.kind === 'number' &&
    node.value !== 0 &&
    Math.abs(node.value) <= 2 ** 10 &&
    Number.isInteger(node.value * 2 ** 10)
  );
}

/** The terms with every sum among their factors multiplied out; as they are where that makes too many. */
export function expanded(
  terms: readonly Term[],
  termsOf: (factor: Node) => readonly Term[] | undefined,
): readonly Term[] {
  let open = terms;
  for (;;) {
    let isDone = true;
    const next = open.flatMap((term): readonly Term[] => {
      const place = term.factors.findIndex((factor) => termsOf(factor) !== undefined);
      if (place < 0) return [term];
      isDone = false;
      const others = term.factors.filter((_, i) => i !== place);
      const parts = termsOf(term.factors[place] as Node) ?? []; // a sum
      return parts.map(({coefficient, factors}) => ({
        coefficient: term.coefficient * coefficient,
        factors: [...others, ...factors],
      }));
    });
    treeWork.count += next.length;
    if (isDone) return open;
    if (next.length > mostTerms) return terms;
    open = next;
  }
}

/** Like terms as one, without those that vanish. A coefficient that may be rounded stays apart. */
export function combined(terms: readonly Term[]): readonly Term[] {
  const found = new Map<string, Term>();
  for (const [i, term] of terms.entries()) {
    const ids = term.factors.map(({id}) => id).sort((a, b) => a - b);
    const isExact = Number.isSafeInteger(term.coefficient * 2 ** 20);
    const key = isExact ? ids.join() : `${ids.join()} ${i}`;
    const coefficient = (found.get(key)?.coefficient ?? 0) + term.coefficient;
    found.set(key, {coefficient, factors: term.factors});
  }
  return [...found.values()].filter(({coefficient}) => coefficient !== 0);
}
