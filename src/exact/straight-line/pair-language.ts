/** The formula language in double-double arithmetic as text. */

import {complementOf, evaluator} from '../../formula/arithmetic.ts';
import type {CodeSheet} from '../../formula/code/sheet.ts';
import type {Language} from '../../formula/code/write-out.ts';
import {createDoubleDoubleArithmetic} from '../double-double/arithmetic.ts';
import type {DoubleDouble} from '../double-double/double-double.ts';
import {functionsOf} from '../double-double/functions.ts';
import {eitherPair, giveUp, guarded, type KernelName, type PairCode, withRoundings} from './pair-code.ts';
import {pairOperations} from './pair-operations.ts';

const javascriptRelations: Readonly<Record<string, string>> = {'==': '===', '!=': '!=='};

/** Values on a sheet as double-doubles; the names of kernels that the text calls are added to `called`. */
export function pairLanguage(
  sheet: CodeSheet,
  parameters: ReadonlyMap<string, number>,
  called: Set<KernelName>,
): Language<PairCode> {
  const operations = pairOperations(sheet, called);
  const {add, subtract, multiply, divide, negate, number} = operations;
  const {unary, pow, complements} = functionsOf(operations);
  const arithmetic = createDoubleDoubleArithmetic();

  /** A test of the order of two values. */
  const ordered = (relation: string, a: PairCode, b: PairCode): string => {
    const operator = javascriptRelations[relation] ?? relation;
    const areDoubles = [a, b].every(({l, e}) => l === undefined && e === undefined);
    if (areDoubles) return `(${a.h} ${operator} ${b.h})`;
    const {h, e} = b.value === 0 ? a : subtract(a, b);
    if (e !== undefined) sheet.line(`if (!(Math.abs(${h}) > ${e} * ${withRoundings})) ${giveUp}`);
    return `(${h} ${operator} 0)`;
  };
  const extreme = (relation: string, a: PairCode, b: PairCode): PairCode => {
    const test = ordered(relation, a, b);
    const {value, declared, whenTrue, whenFalse} = eitherPair(sheet, a, b);
    sheet.line(`let ${declared.join(', ')}; if (${test}) { ${whenTrue} } else { ${whenFalse} }`);
    return value;
  };
  const binary: Readonly<Record<string, (a: PairCode, b: PairCode) => PairCode>> = {
    add,
    sub: subtract,
    mul: multiply,
    div: divide,
    pow,
    max: (a, b) => extreme('>=', a, b),
    min: (a, b) => extreme('<=', a, b),
  };

  return {
    input: (index) => ({h: `x${index}`, span: guarded, zero: true}),
    fixed(node) {
      if (node.kind === 'number') return number(node.value);
      const [value] = evaluator({roots: [node], inputs: [], parameters}, arithmetic)([]);
      const {hi, lo, err} = value as DoubleDouble; // of one root
      if (lo === 0 && err === 0) return number(hi);
      return {h: String(`(${hi})`), l: `(${lo})`, e: String(err), span: guarded};
    },
    call(node, write) {
      const complement = complementOf(node);
      const less = complement && complements[complement.name];
      if (complement !== undefined && less !== undefined) {
        const argument = write(complement.argument);
        return less(complement.isOpposite ? negate(argument) : argument);
      }
      const [a, b] = node.args.map(write) as [PairCode, PairCode]; // as many as the function takes
      return unary[node.name]?.(a) ?? (binary[node.name]?.(a, b) as PairCode); // the language has no others
    },
    comparison: ({relation}, left, right) => ordered(relation, left, right),
    // NaN is never settled.
    unordered: () => undefined,
    either: (then, otherwise) => ({...eitherPair(sheet, then, otherwise), whenNaN: ''}),
  };
}
