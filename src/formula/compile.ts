/**
 * A tree as plain double functions: JavaScript is written out for all roots at once, a node that several share is
 * computed once, a branch only where it is taken, and a subtree without inputs before the loop.
 *
 * `new Function` compiles it. The text is made from the tree alone (numbers, operators, names made here), never from
 * what the user typed. Where text may not become code, closures give the same doubles in three times the time.
 */

import {type Evaluation, evaluator, type Fill} from './arithmetic.ts';
import {closures, plainArithmetic} from './closures.ts';
import {codeOrNone} from './code/allowed.ts';
import {type CodeSheet, literal} from './code/sheet.ts';
import {type Language, writeOut} from './code/write-out.ts';
import {beginnings, continuations, doubleNamed} from './plain-doubles.ts';
import type {CallNode, Node} from './tree.ts';

/**
 * The plain double function of some trees. NaN in gives NaN out. Where an input is infinite or the doubles come to NaN
 * (an overflow times an underflow), the row is handed to `rescue`.
 */
export function compile(evaluation: Evaluation): Fill {
  return codeOrNone(() => writtenOut(evaluation)) ?? closures(evaluation);
}

function writtenOut({roots, inputs, parameters}: Evaluation): Fill {
  const called = new Set<string>();
  const {sheet, values} = writeOut(roots, inputs, (sheet) => doubles(sheet, parameters, called));
  const names = [...called];
  const source = `"use strict";
const [${names.join()}] = functions;
return (inputs, outputs, length, rescue) => {
${inputs.map((_, i) => `const in${i} = inputs[${i}];`).join(' ')}
${roots.map((_, i) => `const out${i} = outputs[${i}];`).join(' ')}
for (let row = 0; row < length; row++) {
${inputs.map((_, i) => `const x${i} = in${i}[row];`).join(' ')}
if (!(${inputs.map((_, i) => `x${i} - x${i} === 0`).join(' && ') || 'true'})) {
if (${inputs.map((_, i) => `x${i} !== x${i}`).join(' || ') || 'false'}) { ${roots.map((_, i) => `out${i}[row] = NaN;`).join(' ')} } else rescue(row);
continue;
}
${sheet.text()}
${values.map((value, i) => `out${i}[row] = ${value};`).join(' ')}
if (${values.map((value) => `${value} !== ${value}`).join(' || ')}) rescue(row);
}
};`;
  // The factory's parameter and result are what the text above says.
  return new Function('functions', source)(names.map(functionNamed)) as Fill;
}

/** A primitive continued from its beginning, a beginning, or a primitive of its own. */
function functionNamed(name: string): unknown {
  const begun: Readonly<Record<string, unknown>> = beginnings;
  return continuations[name]?.value ?? begun[name] ?? doubleNamed(name);
}

const operators: Readonly<Record<string, string>> = {add: '+', sub: '-', mul: '*', div: '/'};
const javascriptRelations: Readonly<Record<string, string>> = {'==': '===', '!=': '!=='};

/** Doubles by name or literal; the names of functions are added to `called`. */
function doubles(sheet: CodeSheet, parameters: ReadonlyMap<string, number>, called: Set<string>): Language<string> {
  const arithmetic = plainArithmetic();

  /** The name of what a primitive begins with; being even, it is the same for an argument and its negative. */
  const beginning = (name: string, argument: string): string | undefined => {
    const after = continuations[name]?.after;
    if (after === undefined) return undefined;
    called.add(after);
    return sheet.name(`${after}(${argument.startsWith('(-') ? argument.slice(2, -1) : argument})`);
  };

  const expression = (node: CallNode, args: readonly string[]): string => {
    const {name, args: nodes} = node;
    const [a, b] = args as [string, string]; // as many as the operator takes
    if (name === 'pow') return power(a, b, nodes[1] as Node);
    // The sign of an input may be as good as random, and a processor foretells branches: this has none. Inputs are finite.
    if (name === 'max' && a === '0' && nodes[1]?.kind === 'variable') return `+(${b} > 0) * ${b} + 0`;
    // Not Math.max: at a tie the first argument is taken, with the sign of its zero.
    if (name === 'max') return `${a} >= ${b} || ${a} !== ${a} ? ${a} : ${b}`;
    if (name === 'min') return `${a} <= ${b} || ${a} !== ${a} ? ${a} : ${b}`;
    const operator = operators[name];
    if (operator !== undefined) return `${a} ${operator} ${b}`;
    called.add(name);
    const begun = beginning(name, a);
    return `${name}(${[...args, ...(begun === undefined ? [] : [begun])].join()})`;
  };

  return {
    input: (index) => `x${index}`,
    fixed: (node) => literal(evaluator({roots: [node], inputs: [], parameters}, arithmetic)([])[0] as number), // of one root
    call(node, write) {
      const args = node.args.map(write);
      return node.name === 'neg' ? `(-${args[0]})` : sheet.name(expression(node, args));
    },
    comparison: ({relation}, left, right) => `(${left} ${javascriptRelations[relation] ?? relation} ${right})`,
    unordered: (operands) => {
      const doubtful = operands.filter(([{kind}]) => kind === 'call' || kind === 'choose').map(([, name]) => name);
      return doubtful.length === 0 ? undefined : doubtful.map((name) => `${name} !== ${name}`).join(' || ');
    },
    unbranched: (test, then, otherwise) => {
      if (then === '1' && otherwise === '0') return sheet.name(`+${test}`);
      return then === '0' && otherwise === '1' ? sheet.name(`+!${test}`) : undefined;
    },
    either: (then, otherwise) => {
      const value = sheet.unused();
      return {
        value,
        declared: [value],
        whenTrue: `${value} = ${then};`,
        whenFalse: `${value} = ${otherwise};`,
        whenNaN: `${value} = NaN;`,
      };
    },
  };
}

/** Small whole powers by multiplication, which rounds less than Math.pow. */
function power(base: string, exponent: string, node: Node): string {
  if (node.kind === 'number' && node.value === 2) return `${base} * ${base}`;
  if (node.kind === 'number' && node.value === 3) return `${base} * ${base} * ${base}`;
  return `Math.pow(${base}, ${exponent})`;
}
