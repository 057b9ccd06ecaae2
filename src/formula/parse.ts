/**
 * Reads the formula language.
 *
 *     choice     = or [ '?' choice ':' choice ]
 *     or         = and { 'or' and }            and = not { 'and' not }
 *     not        = 'not' not | comparison      comparison = sum [ relation sum ]
 *     sum        = product { ('+'|'-') product }
 *     product    = sign { ('*'|'/') sign }     sign = ('-'|'+') sign | power
 *     power      = atom [ '^' sign ]           atom = number | name | name '(' choice {',' choice} ')' | '(' choice ')'
 *
 * Written by hand: a parser from npm gives a tree without positions or with JavaScript's own operators and
 * precedences (`^` is xor, unary minus binds tighter than power), and would be as long to adapt.
 */

import {readNumber} from './number-text.ts';
import {functionNames, isPrimitive} from './primitives.ts';
import {nearest} from './spelling.ts';
import {formulaError, shown, type Token, tokenize} from './tokens.ts';
import type {Condition, Node, Relation, Trees} from './tree.ts';

/** What names may stand for in a formula. */
export interface Scope {
  readonly trees: Trees;
  /** The tree of another activation applied to one argument, or nothing if there is none of that name. */
  readonly applied?: (name: string, argument: Node) => Node | undefined;
  /** The value of a bare name: an input, a parameter or what stands in its place. A variable of that name if absent. */
  readonly variable?: (name: string) => Node;
}

type Parsed = {readonly kind: 'value'; readonly node: Node} | {readonly kind: 'condition'; readonly node: Condition};

const signs: readonly string[] = ['-', '+'];
const relations: readonly string[] = ['<', '<=', '>', '>=', '==', '!='];
/** Deeper nesting than any formula needs; recursion stays far from the stack's end. */
const deepest = 200;

/**
 * The tree of a formula.
 * @throws ActError `formula`, with the formula and a caret under the mistake as its detail
 */
export function parseFormula(text: string, scope: Scope): Node {
  const parser = createParser(text, scope);
  const tree = parser.value(parser.choice());
  parser.end();
  return tree;
}

/** The tree of a condition, such as `min_val < max_val`. */
export function parseCondition(text: string, scope: Scope): Condition {
  const parser = createParser(text, scope);
  const tree = parser.condition(parser.choice());
  parser.end();
  return tree;
}

interface Parser {
  readonly choice: () => Parsed;
  readonly value: (parsed: Parsed) => Node;
  readonly condition: (parsed: Parsed) => Condition;
  readonly end: () => void;
}

function createParser(text: string, scope: Scope): Parser {
  const {trees} = scope;
  const tokens = tokenize(text);
  let position = 0;
  let depth = 0;

  const peek = (): Token => tokens[position] as Token; // the end token is never passed
  const fail = (problem: string, token: Token = peek()): never => {
    throw formulaError(text, token.at, problem);
  };
  const acceptAny = (symbols: readonly string[]): Token | undefined => {
    const token = peek();
    if (token.kind === 'number' || token.kind === 'end' || !symbols.includes(token.text)) return undefined;
    position += 1;
    return token;
  };
  const accept = (symbol: string): boolean => {
    const {kind, text: found} = peek();
    if (kind === 'number' || kind === 'end' || found !== symbol) return false;
    position += 1;
    return true;
  };
  const expect = (symbol: string): void => {
    const token = peek();
    if (!accept(symbol)) fail(`expected '${symbol}' but found ${shown(token)}`, token);
  };
  const deeper = <T>(parse: () => T): T => {
    depth += 1;
    if (depth > deepest) fail(`nested more than ${deepest} levels deep`);
    const result = parse();
    depth -= 1;
    return result;
  };
  const start = (parsed: Parsed, at: Token): Node =>
    parsed.kind === 'value' ? parsed.node : fail('a number is needed here, not a comparison', at);
  const truth = (parsed: Parsed, at: Token): Condition =>
    parsed.kind === 'condition' ? parsed.node : fail('a comparison is needed here, not a number', at);
  const numeric = (node: Node): Parsed => ({kind: 'value', node});
  const conditionOf = (node: Condition): Parsed => ({kind: 'condition', node});

  const choice = (): Parsed =>
    deeper(() => {
      const first = peek();
      const condition = or();
      if (!accept('?')) return condition;
      const test = truth(condition, first);
      const thenStart = peek();
      const then = start(choice(), thenStart);
      expect(':');
      const otherwiseStart = peek();
      return numeric(trees.choose(test, then, start(choice(), otherwiseStart)));
    });

  const logical = (word: 'and' | 'or', operand: () => Parsed) => (): Parsed => {
    const first = peek();
    let left = operand();
    while (accept(word)) {
      const second = peek();
      left = conditionOf(trees.logic(word, truth(left, first), truth(operand(), second)));
    }
    return left;
  };
  const not = (): Parsed => {
    if (!accept('not')) return comparison();
    const first = peek();
    return conditionOf(trees.logic('not', truth(deeper(not), first)));
  };
  const and = logical('and', not);
  const or = logical('or', and);

  const comparison = (): Parsed => {
    const first = peek();
    const left = sum();
    const relation = acceptAny(relations);
    if (relation === undefined) return left;
    const second = peek();
    const right = sum();
    if (relations.includes(peek().text)) fail("comparisons do not chain; write 'a < b and b < c'");
    // `relation` was accepted from the set of relations.
    const compared = trees.compare(relation.text as Relation, start(left, first), start(right, second));
    return conditionOf(compared);
  };

  const binary = (names: Readonly<Record<string, string>>, operand: () => Parsed) => {
    const symbols = Object.keys(names);
    return (): Parsed => {
      const first = peek();
      let left = operand();
      for (let token = acceptAny(symbols); token !== undefined; token = acceptAny(symbols)) {
        const second = peek();
        const right = start(operand(), second);
        left = numeric(trees.call(names[token.text] as string, start(left, first), right)); // accepted from the keys
      }
      return left;
    };
  };

  const sign = (): Parsed => {
    const token = acceptAny(signs);
    if (token === undefined) return power();
    const first = peek();
    const operand = start(deeper(sign), first);
    return numeric(token.text === '-' ? trees.call('neg', operand) : operand);
  };
  const product = binary({'*': 'mul', '/': 'div'}, sign);
  const sum = binary({'+': 'add', '-': 'sub'}, product);

  const power = (): Parsed => {
    const first = peek();
    const base = atom();
    if (peek().text === '**') fail("write '^' for a power, not '**'");
    if (!accept('^')) return base;
    const second = peek();
    const exponent = start(deeper(sign), second);
    return numeric(trees.call('pow', start(base, first), exponent));
  };

  const atom = (): Parsed => {
    const token = peek();
    if (accept('(')) {
      const inner = choice();
      expect(')');
      return inner;
    }
    if (token.kind === 'number') {
      position += 1;
      return numeric(trees.number(numberOf(token)));
    }
    if (token.kind !== 'name' || ['and', 'or', 'not'].includes(token.text)) {
      return fail(`expected a number, a name or '(' but found ${shown(token)}`, token);
    }
    position += 1;
    if (!accept('(')) return numeric(variable(token));
    return numeric(call(token));
  };

  const numberOf = (token: Token): number => {
    const next = peek();
    if (next.kind === 'name' && next.at === token.at + token.text.length) {
      fail(`write a product as '${token.text}*${next.text}'`, next);
    }
    const value = readNumber(token.text);
    if (value === undefined || !Number.isFinite(value))
      return fail(`'${token.text}' is beyond the largest double`, token);
    return value;
  };

  const variable = (token: Token): Node => {
    if (token.text === 'pi' || token.text === 'e') return trees.constant(token.text);
    if (functionNames.includes(token.text)) fail(`'${token.text}' is a function: write ${token.text}(x)`, token);
    return scope.variable === undefined ? trees.variable(token.text) : scope.variable(token.text);
  };

  const call = (token: Token): Node => {
    const args: Node[] = [];
    do {
      const first = peek();
      args.push(start(choice(), first));
    } while (accept(','));
    expect(')');
    const [first, second, third] = args as [Node, Node, Node]; // as many as `arity` then allows
    const arity = (wanted: number): void => {
      if (args.length !== wanted)
        fail(`${token.text} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${args.length}`, token);
    };
    switch (token.text) {
      case 'max':
      case 'min':
        if (args.length < 2) fail(`${token.text} takes two arguments or more`, token);
        return args.slice(1).reduce((left, right) => trees.call(token.text, left, right), first);
      case 'clip':
        arity(3);
        // At a bound both take their first argument, x: the gradient there is 1, as torch.clamp had it until 2.14.
        return trees.call('min', trees.call('max', first, second), third);
      default: {
        const known = isPrimitive(token.text) ? trees.call(token.text, first) : scope.applied?.(token.text, first);
        const found = known ?? fail(unknownFunction(token.text), token);
        arity(1);
        return found;
      }
    }
  };

  return {
    choice,
    value: (parsed) => start(parsed, tokens[0] as Token), // there is always the end token
    condition: (parsed) => truth(parsed, tokens[0] as Token),
    end: () => {
      if (peek().kind !== 'end') fail(`unexpected ${shown(peek())}`);
    },
  };
}

function unknownFunction(name: string): string {
  const near = nearest(name, functionNames);
  const known = `the functions are ${functionNames.join(' ')} and every activation by its name`;
  return `unknown function '${name}'; ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : known}`;
}
