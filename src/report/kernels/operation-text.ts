/** Operations of a formula in sentences and cells. */

import {printedSize, printFormula} from '../../formula/print.ts';
import type {Node} from '../../formula/tree.ts';

/** More numbers, names and operators than this nobody reads. */
const longestOperation = 40;

/** An operation as text; of a long one, its own name alone. */
export function operationText(operation: Node): string {
  return printedSize(operation) <= longestOperation ? printFormula(operation) : outerText(operation);
}

const symbols: Readonly<Record<string, string>> = {add: '+', sub: '-', mul: '*', div: '/', pow: '^', neg: '-'};

/** An operation without its operands, unless they are short. */
function outerText(operation: Node): string {
  if (printedSize(operation) <= 9) return printFormula(operation);
  if (operation.kind === 'choose') return 'a choice';
  if (operation.kind !== 'call') return printFormula(operation);
  const parts = operation.args.map((arg) => (printedSize(arg) <= 3 ? printFormula(arg) : '...'));
  const symbol = symbols[operation.name];
  if (symbol === undefined) return `${operation.name}(${parts.join(', ')})`;
  return parts.length === 1 ? `${symbol}${parts[0]}` : parts.join(` ${symbol} `);
}
