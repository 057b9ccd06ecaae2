/**
 * A tree as plain double functions: JavaScript is written out for all roots at once, a node that several share is
 * computed once, a branch only where it is taken, and a subtree without inputs before the loop.
 *
 * `new Function` compiles it. The text is made from the tree alone (numbers, operators, names made here), never from
 * what the user typed. Where text may not become code, closures give the same doubles in three times the time.
 */

import type {Evaluation} from './arithmetic.ts';
import {closures, type Fill} from './closures.ts';
import {beginnings, continuations, doubleNamed} from './plain-doubles.ts';
import type {CallNode, CompareNode, Condition, Node} from './tree.ts';
import {fixedTest, nodesBelow} from './tree.ts';

/** Whether the place where this runs has refused: it would again, and each refusal is reported to who runs it. */
let isForbidden = false;

/**
 * The plain double function of some trees. NaN in gives NaN out. Where an input is infinite or the doubles come to NaN
 * (an overflow times an underflow), the row is handed to `rescue`.
 */
export function compile(evaluation: Evaluation): Fill {
  if (isForbidden) return closures(evaluation);
  try {
    return writtenOut(evaluation);
  } catch (error) {
    // A content security policy without unsafe-eval, or Node with --disallow-code-generation-from-strings.
    if (!(error instanceof EvalError)) throw error;
    isForbidden = true;
    return closures(evaluation);
  }
}

function writtenOut({roots, inputs, parameters}: Evaluation): Fill {
  const writer = createWriter(inputs, parameters);
  const body = writer.roots(roots);
  const called = [...writer.called];
  const source = `"use strict";
const [${called.join()}] = functions;
${writer.prologue()}
return (inputs, outputs, length, rescue) => {
${inputs.map((_, i) => `const in${i} = inputs[${i}];`).join(' ')}
${roots.map((_, i) => `const out${i} = outputs[${i}];`).join(' ')}
for (let row = 0; row < length; row++) {
${inputs.map((_, i) => `const x${i} = in${i}[row];`).join(' ')}
if (!(${inputs.map((_, i) => `x${i} - x${i} === 0`).join(' && ') || 'true'})) {
if (${inputs.map((_, i) => `x${i} !== x${i}`).join(' || ') || 'false'}) { ${roots.map((_, i) => `out${i}[row] = NaN;`).join(' ')} } else rescue(row);
continue;
}
let ${roots.map((_, i) => `y${i}`).join(', ')};
${body}
${roots.map((_, i) => `out${i}[row] = y${i};`).join(' ')}
if (${roots.map((_, i) => `y${i} !== y${i}`).join(' || ')}) rescue(row);
}
};`;
  // The factory's parameter and result are what the text above says.
  return new Function('functions', source)(called.map(functionNamed)) as Fill;
}

/** A primitive continued from its beginning, a beginning, or a primitive of its own. */
function functionNamed(name: string): unknown {
  const begun: Readonly<Record<string, unknown>> = beginnings;
  return continuations[name]?.value ?? begun[name] ?? doubleNamed(name);
}

interface Writer {
  readonly roots: (roots: readonly Node[]) => string;
  readonly prologue: () => string;
  /** The names of the functions that the text calls. */
  readonly called: ReadonlySet<string>;
}

/**
 * Names of nodes already computed at some place in the text, and of the beginnings of primitives by their own text;
 * branches see what stands before them.
 */
interface Place {
  readonly known: Map<number | string, string>;
  readonly outer: Place | undefined;
  readonly lines: string[];
}

const operators: Readonly<Record<string, string>> = {add: '+', sub: '-', mul: '*', div: '/'};
const javascriptRelations: Readonly<Record<string, string>> = {'==': '===', '!=': '!=='};

function createWriter(inputs: readonly string[], parameters: ReadonlyMap<string, number>): Writer {
  let count = 0;
  const called = new Set<string>();
  const before: Place = {known: new Map(), outer: undefined, lines: []};

  const isFixed = fixedTest(inputs);

  const lookUp = (key: number | string, place: Place | undefined): string | undefined =>
    place === undefined ? undefined : (place.known.get(key) ?? lookUp(key, place.outer));

  const write = (node: Node, place: Place): string => {
    const known = lookUp(node.id, place);
    if (known !== undefined) return known;
    if (node.kind === 'number') return literal(node.value);
    if (node.kind === 'constant') return node.name === 'pi' ? 'Math.PI' : 'Math.E';
    if (node.kind === 'variable') return variable(node.name);
    const home = isFixed(node) ? before : place;
    const name = `t${count++}`;
    if (node.kind === 'choose') {
      home.lines.push(`let ${name};`);
      branch(node.condition, home, [node.then], [node.otherwise], [name]);
    } else {
      const args = node.args.map((arg) => write(arg, home));
      const begun = beginning(node, home);
      const text = call(node.name, begun === undefined ? args : [...args, begun], node.args);
      home.lines.push(`const ${name} = ${text};`);
    }
    home.known.set(node.id, name);
    return name;
  };

  /** The name of what a primitive begins with; being even, it is the same for an argument and its negative. */
  const beginning = ({name, args: [arg]}: CallNode, home: Place): string | undefined => {
    const after = continuations[name]?.after;
    if (after === undefined || arg === undefined) return undefined;
    const size = arg.kind === 'call' && arg.name === 'neg' ? (arg.args[0] as Node) : arg;
    called.add(after);
    const text = `${after}(${write(size, home)})`;
    const known = lookUp(text, home);
    if (known !== undefined) return known;
    const made = `t${count++}`;
    home.lines.push(`const ${made} = ${text};`);
    home.known.set(text, made);
    return made;
  };

  const variable = (name: string): string => {
    const index = inputs.indexOf(name);
    if (index >= 0) return `x${index}`;
    const value = parameters.get(name);
    if (value === undefined) throw new Error(`no value for the variable ${name}`);
    return literal(value);
  };

  const call = (name: string, args: readonly string[], nodes: readonly Node[]): string => {
    const [a, b] = args as [string, string]; // as many as the operator takes
    if (name === 'neg') return `-${a}`;
    if (name === 'pow') return power(a, b, nodes[1] as Node);
    // Not Math.max: at a tie the first argument is taken, with the sign of its zero.
    if (name === 'max') return `${a} >= ${b} || ${a} !== ${a} ? ${a} : ${b}`;
    if (name === 'min') return `${a} <= ${b} || ${a} !== ${a} ? ${a} : ${b}`;
    const operator = operators[name];
    if (operator !== undefined) return `${a} ${operator} ${b}`;
    called.add(name);
    return `${name}(${args.join()})`;
  };

  /** Assigns one of two lists of trees to the targets. */
  const branch = (
    condition: Condition,
    place: Place,
    then: readonly Node[],
    otherwise: readonly Node[],
    targets: readonly string[],
  ): void => {
    const operands = comparisons(condition).flatMap(({left, right}) => [left, right]);
    const doubtful = [...new Set(operands.filter((node) => node.kind === 'call' || node.kind === 'choose'))];
    const test = truth(condition, place);
    const unordered = doubtful.map((node) => write(node, place)).map((name) => `${name} !== ${name}`);
    const block = (nodes: readonly Node[]): string => {
      const inside: Place = {known: new Map(), outer: place, lines: []};
      assign(nodes, inside, targets);
      return `{ ${inside.lines.join(' ')} }`;
    };
    const ordered = `if (${test}) ${block(then)} else ${block(otherwise)}`;
    const nan = targets.map((target) => `${target} = NaN;`).join(' ');
    place.lines.push(unordered.length === 0 ? ordered : `if (${unordered.join(' || ')}) { ${nan} } else ${ordered}`);
  };

  const assign = (nodes: readonly Node[], place: Place, targets: readonly string[]): void => {
    const [first] = nodes;
    // A value and its gradient branch alike: one test for both.
    if (first?.kind === 'choose' && lookUp(first.id, place) === undefined) {
      const same = nodes.flatMap((node) =>
        node.kind === 'choose' && node.condition === first.condition ? [node] : [],
      );
      if (same.length === nodes.length) {
        const [then, otherwise] = [same.map((node) => node.then), same.map((node) => node.otherwise)];
        branch(first.condition, place, then, otherwise, targets);
        return;
      }
    }
    nodes.forEach((node, i) => {
      place.lines.push(`${targets[i]} = ${write(node, place)};`);
    });
  };

  const truth = (condition: Condition, place: Place): string => {
    if (condition.kind === 'compare') {
      const relation = javascriptRelations[condition.relation] ?? condition.relation;
      return `(${write(condition.left, place)} ${relation} ${write(condition.right, place)})`;
    }
    const parts = condition.args.map((arg) => truth(arg, place));
    return condition.kind === 'not' ? `!${parts[0]}` : `(${parts.join(condition.kind === 'and' ? ' && ' : ' || ')})`;
  };

  return {
    roots: (roots) => {
      const place: Place = {known: new Map(), outer: before, lines: []};
      assign(
        roots,
        place,
        roots.map((_, i) => `y${i}`),
      );
      return place.lines.join('\n');
    },
    prologue: () => before.lines.join('\n'),
    called,
  };
}

function comparisons(condition: Condition): readonly CompareNode[] {
  return nodesBelow([condition]).flatMap((node) => (node.kind === 'compare' ? [node] : []));
}

/** A double as JavaScript text; a negative one in parentheses, since `--1` would not parse. */
function literal(value: number): string {
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : value})` : String(value);
}

/** Small whole powers by multiplication, which rounds less than Math.pow. */
function power(base: string, exponent: string, node: Node): string {
  if (node.kind === 'number' && node.value === 2) return `${base} * ${base}`;
  if (node.kind === 'number' && node.value === 3) return `${base} * ${base} * ${base}`;
  return `Math.pow(${base}, ${exponent})`;
}
