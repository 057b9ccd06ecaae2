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
import {applyChain, type Link, level, levelOf, type Parsed} from './operators.ts';
import {functionNames, isPrimitive} from './primitives.ts';
import {nearest} from './spelling.ts';
import {formulaError, shown, type Token, tokenize} from './tokens.ts';
import type {Condition, Node, Relation, Trees} from './tree.ts';

/** What the names in a formula stand for. */
export interface Scope {
  readonly trees: Trees;
  /** Another activation; undefined if there is none of that name. */
  readonly applied?: (name: string) => Applicable | undefined;
  /** The tree for a bare name: an input, a parameter, or a replacement. If absent, a variable of that name. */
  readonly variable?: (name: string) => Node;
}

/** A function that is no primitive, made of trees. */
export interface Applicable {
  readonly arity: number;
  readonly at: (args: readonly Node[]) => Node;
}

/** The deepest nesting: more than any formula needs, and far from the end of the stack. */
const deepest = 200;
/** The most pieces (numbers, names, symbols) of a formula. */
const mostTokens = 50_000;

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

/**
 * The tree of a condition, such as `min_val < max_val`.
 * @throws ActError as for a formula
 */
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
  const excess = tokens[mostTokens];
  if (excess !== undefined) {
    throw formulaError(text, excess.at, `longer than ${mostTokens} numbers, names and symbols; write a shorter one`);
  }

  const peek = (): Token => tokens[position] as Token; // the end token is never passed
  const fail = (problem: string, token: Token = peek()): never => {
    throw formulaError(text, token.at, problem);
  };
  const accept = (symbol: string): boolean => {
    const {kind, text: next} = peek();
    if (kind === 'number' || kind === 'end' || next !== symbol) return false;
    position += 1;
    return true;
  };
  const expect = (symbol: string): void => {
    const token = peek();
    if (!accept(symbol)) fail(`expected '${symbol}' but found ${shown(token)}`, token);
  };
  const deeper = <T>(parse: () => T): T => {
    depth += 1;
    if (depth > deepest) fail(`nested more than ${deepest} levels deep; write it with fewer levels`);
    const result = parse();
    depth -= 1;
    return result;
  };
  const number = (parsed: Parsed, at: Token): Node =>
    isCondition(parsed) ? fail('a number is needed here, not a comparison', at) : parsed;
  const truth = (parsed: Parsed, at: Token): Condition =>
    isCondition(parsed) ? parsed : fail('a comparison is needed here, not a number', at);

  const choice = (): Parsed =>
    deeper(() => {
      const first = peek();
      const condition = operation(0);
      if (!accept('?')) return condition;
      const test = truth(condition, first);
      const thenStart = peek();
      const then = number(choice(), thenStart);
      expect(':');
      const otherwiseStart = peek();
      return trees.choose(test, then, number(choice(), otherwiseStart));
    });

  /** Operators that bind at least so tightly, with their operands; left-associative, except for powers. */
  const operation = (least: number): Parsed => {
    const first = peek();
    let left = operand(least);
    // Operators of one level in a row, which are applied when another level or the end is seen.
    let chain: Link[] = [];
    const applied = (): Parsed => {
      const result = applyChain(trees, left, chain);
      chain = [];
      return result;
    };
    for (let token = peek(); ; token = peek()) {
      if (token.text === '**') fail("write '^' for a power, not '**'");
      const own = levelOf(token.text);
      if (chain.length > 0 && own !== levelOf(chain[0]?.operator ?? '')) left = applied();
      if (own < least) return left;
      position += 1;
      const second = peek();
      if (token.text === 'and' || token.text === 'or') {
        truth(left, first);
        chain.push({operator: token.text, operand: truth(operation(own + 1), second)});
        continue;
      }
      const right = own === level.power ? deeper(() => operation(own)) : operation(own + 1);
      if (own === level.comparison) {
        if (levelOf(peek().text) === own) fail("comparisons do not chain; write 'a < b and b < c'");
        left = trees.compare(token.text as Relation, number(left, first), number(right, second)); // by its level
      } else {
        const last = number(right, second);
        number(left, first);
        chain.push({operator: token.text, operand: last});
      }
    }
  };

  const operand = (least: number): Parsed => {
    if (least <= level.not && accept('not')) {
      const first = peek();
      const test = deeper(() => operation(level.not));
      return trees.logic('not', truth(test, first));
    }
    const negative = accept('-');
    if (!negative && !accept('+')) return atom();
    const first = peek();
    const value = deeper(() => operation(level.power));
    return negative ? trees.call('neg', number(value, first)) : number(value, first);
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
      return trees.number(numberOf(token));
    }
    if (token.kind !== 'name' || ['and', 'or', 'not'].includes(token.text)) {
      return fail(`expected a number, a name or '(' but found ${shown(token)}`, token);
    }
    position += 1;
    return accept('(') ? call(token) : variable(token);
  };

  const numberOf = (token: Token): number => {
    const next = peek();
    if (next.kind === 'name' && next.at === token.at + token.text.length) {
      fail(`write a product as '${token.text}*${next.text}'`, next);
    }
    const value = readNumber(token.text);
    if (value === undefined || !Number.isFinite(value))
      return fail(`'${token.text}' is larger than the largest double`, token);
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
      args.push(number(choice(), first));
    } while (accept(','));
    expect(')');
    const [first, second, third] = args as [Node, Node, Node]; // `arity` checks how many there are
    const arity = (wanted: number): void => {
      if (args.length !== wanted)
        fail(`${token.text} takes ${wanted} argument${wanted === 1 ? '' : 's'}, not ${args.length}`, token);
    };
    switch (token.text) {
      case 'max':
      case 'min':
        if (args.length < 2) fail(`${token.text} takes two arguments or more`, token);
        return applyChain(
          trees,
          first,
          args.slice(1).map((operand) => ({operator: token.text, operand})),
        ) as Node; // an operator between numbers
      case 'clip':
        arity(3);
        // At a bound both take their first argument, x, so the gradient there is 1, as in torch.clamp before 2.14.
        return trees.call('min', trees.call('max', first, second), third);
      default: {
        const primitive = isPrimitive(token.text);
        const other = primitive ? undefined : scope.applied?.(token.text);
        if (!primitive && other === undefined) fail(unknownFunction(token.text), token);
        arity(other?.arity ?? 1);
        return other?.at(args) ?? trees.call(token.text, first);
      }
    }
  };

  return {
    choice,
    value: (parsed) => number(parsed, tokens[0] as Token), // there is at least the end token
    condition: (parsed) => truth(parsed, tokens[0] as Token), // as above
    end: () => {
      if (peek().kind !== 'end') fail(`unexpected ${shown(peek())}`);
    },
  };
}

function isCondition(parsed: Parsed): parsed is Condition {
  return parsed.kind === 'compare' || parsed.kind === 'and' || parsed.kind === 'or' || parsed.kind === 'not';
}

function unknownFunction(name: string): string {
  const near = nearest(name, functionNames);
  const known = `the functions are ${functionNames.join(' ')} and every activation by its name`;
  return `unknown function '${name}'; ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : known}`;
}
