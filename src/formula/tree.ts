/**
 * A formula as a tree. Equal subtrees are one node (hash-consing), so what a value and its gradient share, such as an
 * exponential, is computed once.
 */

/** A comparison operator. */
export type Relation = '<' | '<=' | '>' | '>=' | '==' | '!=';

interface Identity {
  /** Unique among the nodes of one `Trees`; children have smaller numbers than their parents. */
  readonly id: number;
}

/** A literal: the double nearest to its text. */
export interface NumberNode extends Identity {
  readonly kind: 'number';
  readonly value: number;
}

/** A real number that is not a double. */
export interface ConstantNode extends Identity {
  readonly kind: 'constant';
  readonly name: 'pi' | 'e';
}

/** An input (`x`, or a coordinate of a vector) or a parameter: a double that is known when the formula is evaluated. */
export interface VariableNode extends Identity {
  readonly kind: 'variable';
  readonly name: string;
}

/** An operator or a primitive function applied to its arguments. */
export interface CallNode extends Identity {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Node[];
}

/** `condition ? then : otherwise` */
export interface ChooseNode extends Identity {
  readonly kind: 'choose';
  readonly condition: Condition;
  readonly then: Node;
  readonly otherwise: Node;
}

/** A tree whose value is a number. */
export type Node = NumberNode | ConstantNode | VariableNode | CallNode | ChooseNode;

/** `left < right`, or another relation. */
export interface CompareNode extends Identity {
  readonly kind: 'compare';
  readonly relation: Relation;
  readonly left: Node;
  readonly right: Node;
}

/** `and` and `or` of two conditions, `not` of one. */
export interface LogicNode extends Identity {
  readonly kind: 'and' | 'or' | 'not';
  readonly args: readonly Condition[];
}

/** A tree whose value is true or false. */
export type Condition = CompareNode | LogicNode;

/** The makers of one family of trees, in which equal trees are identical. */
export interface Trees {
  readonly number: (value: number) => NumberNode;
  readonly constant: (name: 'pi' | 'e') => ConstantNode;
  readonly variable: (name: string) => VariableNode;
  readonly call: (name: string, ...args: readonly Node[]) => CallNode;
  readonly choose: (condition: Condition, then: Node, otherwise: Node) => ChooseNode;
  readonly compare: (relation: Relation, left: Node, right: Node) => CompareNode;
  readonly logic: (kind: 'and' | 'or' | 'not', ...args: readonly Condition[]) => LogicNode;
}

/** How many nodes were asked for so far, and terms multiplied out: only counting tells what making a tree costs. */
export const treeWork = {count: 0};

/** A fresh family of trees. */
export function createTrees(): Trees {
  const nodes = new Map<string, Node | Condition>();
  const intern = <T extends Node | Condition>(key: string, make: (id: number) => T): T => {
    treeWork.count += 1;
    const known = nodes.get(key);
    if (known !== undefined) return known as T; // the key holds all that a node holds, its kind too
    const node = make(nodes.size);
    Object.freeze(node);
    nodes.set(key, node);
    return node;
  };
  const ids = (items: readonly Identity[]) => items.map((item) => item.id).join();
  return {
    number: (value) => intern(Object.is(value, -0) ? 'n-0' : `n${value}`, (id) => ({id, kind: 'number', value})),
    constant: (name) => intern(`c${name}`, (id) => ({id, kind: 'constant', name})),
    variable: (name) => intern(`v${name}`, (id) => ({id, kind: 'variable', name})),
    call: (name, ...args) => intern(`${name}(${ids(args)})`, (id) => ({id, kind: 'call', name, args})),
    choose: (condition, then, otherwise) =>
      intern(`?${ids([condition, then, otherwise])}`, (id) => ({id, kind: 'choose', condition, then, otherwise})),
    compare: (relation, left, right) =>
      intern(`${relation}${ids([left, right])}`, (id) => ({id, kind: 'compare', relation, left, right})),
    logic: (kind, ...args) => intern(`!${kind}(${ids(args)})`, (id) => ({id, kind, args})),
  };
}

/** The number that a node writes; undefined for other nodes. */
export function numberIn(node: Node): number | undefined {
  if (node.kind === 'number') return node.value;
  const [a] = node.kind === 'call' && node.name === 'neg' ? node.args : [];
  return a?.kind === 'number' ? -a.value : undefined;
}

export function isZero(node: Node): boolean {
  return node.kind === 'number' && node.value === 0;
}

/** The nodes directly below a node. */
export function children(node: Node | Condition): readonly (Node | Condition)[] {
  switch (node.kind) {
    case 'number':
    case 'constant':
    case 'variable':
      return [];
    case 'choose':
      return [node.condition, node.then, node.otherwise];
    case 'compare':
      return [node.left, node.right];
    default:
      return node.args;
  }
}

/** Every node at or below the roots, children before parents. */
export function nodesBelow(roots: readonly (Node | Condition)[]): readonly (Node | Condition)[] {
  const seen = new Set<number>();
  const found: (Node | Condition)[] = [];
  // Nodes that are begun: a stack of its own, because a tree may be higher than the program's stack.
  const begun = roots.toReversed();
  for (let node = begun.at(-1); node !== undefined; node = begun.at(-1)) {
    const before = begun.length;
    if (!seen.has(node.id)) {
      const below = children(node);
      for (let i = below.length - 1; i >= 0; i -= 1) {
        const child = below[i] as Node | Condition; // i is below the length
        if (!seen.has(child.id)) begun.push(child);
      }
    }
    if (begun.length > before) continue;
    begun.pop();
    if (seen.has(node.id)) continue;
    seen.add(node.id);
    found.push(node);
  }
  return found;
}

/** The number of nodes on the longest way down from a node. */
export function heightOf(root: Node): number {
  const heights = new Map<number, number>();
  for (const node of nodesBelow([root])) {
    const below = children(node).reduce((most, child) => Math.max(most, heights.get(child.id) ?? 0), 0);
    heights.set(node.id, below + 1);
  }
  return heights.get(root.id) ?? 0;
}

/** A test whether a node holds none of the inputs, and so has the same value at all points. */
export function fixedTest(inputs: readonly string[]): (node: Node | Condition) => boolean {
  const known = new Map<number, boolean>();
  const isFixed = (node: Node | Condition): boolean => {
    const fixed =
      known.get(node.id) ??
      (node.kind === 'variable' ? !inputs.includes(node.name) : children(node).every((child) => isFixed(child)));
    known.set(node.id, fixed);
    return fixed;
  };
  return isFixed;
}

/** The names of the variables at or below a node, in order of appearance. */
export function variablesOf(node: Node): readonly string[] {
  return nodesBelow([node]).flatMap((below) => (below.kind === 'variable' ? [below.name] : []));
}

/** A tree with some of its variables replaced by trees. */
export function substitute(trees: Trees, root: Node, replacements: ReadonlyMap<string, Node>): Node {
  return replaced(trees, root, new Map([...replacements].map(([name, node]) => [trees.variable(name), node])));
}

/** A tree with some of its nodes replaced by others. */
export function replaced(trees: Trees, root: Node, replacements: ReadonlyMap<Node, Node>): Node {
  const made = new Map(replacements);
  const replace = (node: Node): Node => {
    const known = made.get(node) ?? build(node);
    made.set(node, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind === 'call') return trees.call(node.name, ...node.args.map(replace));
    if (node.kind !== 'choose') return node;
    return trees.choose(condition(node.condition), replace(node.then), replace(node.otherwise));
  };
  const condition = (node: Condition): Condition =>
    node.kind === 'compare'
      ? trees.compare(node.relation, replace(node.left), replace(node.right))
      : trees.logic(node.kind, ...node.args.map(condition));
  return replace(root);
}

/** A tree made anew in another family, with some of its variables as numbers. */
export function copied(trees: Trees, root: Node, numbers: ReadonlyMap<string, number>): Node {
  const made = new Map<number, Node>();
  const copy = (node: Node): Node => {
    const known = made.get(node.id) ?? build(node);
    made.set(node.id, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind === 'number') return trees.number(node.value);
    if (node.kind === 'constant') return trees.constant(node.name);
    if (node.kind === 'call') return trees.call(node.name, ...node.args.map(copy));
    if (node.kind === 'choose') return trees.choose(condition(node.condition), copy(node.then), copy(node.otherwise));
    const value = numbers.get(node.name);
    return value === undefined ? trees.variable(node.name) : trees.number(value);
  };
  const condition = (node: Condition): Condition =>
    node.kind === 'compare'
      ? trees.compare(node.relation, copy(node.left), copy(node.right))
      : trees.logic(node.kind, ...node.args.map(condition));
  return copy(root);
}
