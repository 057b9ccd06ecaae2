/**
 * The mutants of a source text: places where one operator, constant or statement is another. Types, imports, string
 * texts and comments have none, nor has what is thrown: its wording is tested as text.
 */
import {parseAst} from 'vitest/node';

/** Operators and what stands in their place; a comparison is also moved by its boundary. */
const binary = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '<<': ['>>'],
  '>>': ['<<'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
};
const assignments = {'+=': '-=', '-=': '+=', '*=': '/=', '/=': '*='};
const methods = {min: 'max', max: 'min', floor: 'ceil', ceil: 'floor', some: 'every', every: 'some'};

/** Types that hold code all the same. */
const transparent = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

/**
 * All mutants, in the order of the text: the text from `start` to `end` becomes `text`; `reach` is the expression or
 * statement around it that must be run for a test to see it.
 */
export function mutantsOf(source) {
  const found = [];
  const add = (reach, {start, end}, text) =>
    found.push({start, end, text, reach: [reach.start, reach.end, reach.kind]});
  const code = ({start, end}) => source.slice(start, end);
  const whole = (node, text) => add({...node, kind: 'expression'}, node, text);
  const statement = (node, text = '{}') => add({...node, kind: 'statement'}, node, text);
  /** The operator between two operands. */
  const operator = (node, left, right, text) => {
    const start = source.indexOf(node.operator, left.end);
    if (start < 0 || start >= right.start) throw new Error(`no ${node.operator} in ${code(node)}`);
    add({...node, kind: 'expression'}, {start, end: start + node.operator.length}, text);
  };

  const visit = (node, parent, key) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each, parent, key);
      return;
    }
    if (typeof node.type !== 'string') return;
    if (node.type.startsWith('TS') && !transparent.has(node.type)) return;
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ThrowStatement':
      case 'TemplateElement':
        return;
      case 'BinaryExpression':
      case 'LogicalExpression':
        if (node.operator === '+' && (isText(node.left) || isText(node.right))) break;
        for (const text of binary[node.operator] ?? []) operator(node, node.left, node.right, text);
        break;
      case 'AssignmentExpression':
        // A loop that counts the wrong way is known to have no end.
        if (key !== 'update' && node.operator in assignments && !isText(node.right))
          operator(node, node.left, node.right, assignments[node.operator]);
        break;
      case 'UnaryExpression':
        if (node.operator === '!' || node.operator === '-') whole(node, `(${code(node.argument)})`);
        break;
      case 'ConditionalExpression':
        whole(node, `(${code(node.consequent)})`);
        whole(node, `(${code(node.alternate)})`);
        break;
      case 'Literal':
        if (parent.type === 'Property' && key === 'key') break;
        if (typeof node.value === 'boolean') whole(node, String(!node.value));
        else if (typeof node.value === 'bigint') {
          whole(node, `${node.value + 1n}n`);
          if (node.value > 0n) whole(node, `${node.value - 1n}n`);
        } else if (typeof node.value === 'number') {
          const step = Number.isInteger(node.value) && Math.abs(node.value) < 2 ** 52 ? 1 : node.value / 8;
          whole(node, String(node.value + step));
          if (node.value > 0) whole(node, String(node.value - step));
        }
        break;
      case 'CallExpression':
        if (node.callee.type === 'MemberExpression' && !node.callee.computed && node.callee.property.name in methods)
          add({...node, kind: 'expression'}, node.callee.property, methods[node.callee.property.name]);
        break;
      case 'ExpressionStatement':
        if (node.directive === undefined || node.directive === null) statement(node);
        break;
      case 'IfStatement':
        if (node.alternate === null && leaves(node.consequent)) statement(node);
        break;
    }
    for (const [name, child] of Object.entries(node)) {
      if (name !== 'parent' && name !== 'typeAnnotation' && name !== 'typeArguments') visit(child, node, name);
    }
  };
  visit(parseAst(source, {lang: 'ts'}), {type: ''}, '');
  return found.filter((mutant) => parses(mutated(source, mutant))).sort((a, b) => a.start - b.start || a.end - b.end);
}

function parses(source) {
  try {
    parseAst(source, {lang: 'ts'});
    return true;
  } catch {
    return false;
  }
}

function isText(node) {
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'BinaryExpression') return node.operator === '+' && (isText(node.left) || isText(node.right));
  return node.type === 'Literal' && typeof node.value === 'string';
}

/** Whether a branch leaves the function or the loop, by something else than an error. */
function leaves(node) {
  const last = node.type === 'BlockStatement' ? node.body.at(-1) : node;
  return ['ReturnStatement', 'ContinueStatement', 'BreakStatement'].includes(last?.type);
}

/** The source with one mutant. */
export function mutated(source, {start, end, text}) {
  return source.slice(0, start) + text + source.slice(end);
}

/** The source that notes in `reached` which mutants' places are run: the i-th sets the number i + `first`. */
export function watched(source, mutants, first) {
  const insertions = mutants.flatMap(({reach: [start, end, kind]}, i) => {
    const note = `__reached[${first + i}] = 1`;
    const size = end - start;
    return kind === 'statement'
      ? [
          {at: start, text: `{${note}; `, size},
          {at: end, text: '}', size: -size},
        ]
      : [
          {at: start, text: `(${note}, `, size},
          {at: end, text: ')', size: -size},
        ];
  });
  // Where several begin, the longest begins first, and where several end, it ends last; what ends comes before.
  insertions.sort((a, b) => a.at - b.at || rank(a) - rank(b) || b.size - a.size);
  let [text, from] = ['', 0];
  for (const insertion of insertions) {
    text += source.slice(from, insertion.at) + insertion.text;
    from = insertion.at;
  }
  return text + source.slice(from);
}

function rank({size}) {
  return size < 0 ? 0 : 1;
}

/** Line and column of a place, from 1, and the line itself before and after. */
export function described(source, mutant) {
  const before = source.slice(0, mutant.start);
  const line = before.split('\n').length;
  const begin = before.lastIndexOf('\n') + 1;
  const finish = (text, place) => (text.indexOf('\n', place) < 0 ? text.length : text.indexOf('\n', place));
  const changed = mutated(source, mutant);
  return {
    line,
    column: mutant.start - begin + 1,
    from: source.slice(begin, finish(source, mutant.end)).trim(),
    to: changed.slice(begin, finish(changed, mutant.start + mutant.text.length)).trim(),
  };
}
