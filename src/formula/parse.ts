/**
 * Reads the formula language.
 *
 *     choice     = or [ '?' choice ':' choice | 'if' or 'else' choice ]
 *     or         = and { 'or' and }            and = not { 'and' not }
 *     not        = 'not' not | comparison      comparison = sum [ relation sum ]
 *     sum        = product { ('+'|'-') product }
 *     product    = sign { ('*'|'/') sign }     sign = ('-'|'+') sign | power
 *     power      = atom [ '^' sign ]           atom = number | name | call | '(' choice ')'
 *     call       = name list [ list ]          a layer, `nn.ELU(0.5)`, is applied by a second list
 *     list       = '(' choice {',' choice} {',' name '=' sign} ')'
 *
 * A comparison where a number is needed is 1 where it holds and 0 where not. What other languages write otherwise and can
 * mean one thing only is read too: see tokens.ts and foreign/.
 *
 * Written by hand: a parser from npm gives a tree without positions or with JavaScript's own operators and
 * precedences (`^` is xor, unary minus binds tighter than power), and would be as long to adapt.
 */

import {type Call, constantNamed, makesLayer, type Scope, treeOfCall} from './call.ts';
import {isLayerName, withoutModules} from './foreign/names.ts';
import {adviceOnFunction, adviceOnName, adviceOnText} from './foreign/refused-names.ts';
import {readNumber} from './number-text.ts';
import {applyChain, isCondition, type Link, level, levelOf, type Parsed} from './operators.ts';
import {functionNames} from './primitives.ts';
import {type TokenWalk, walkTokens} from './token-walk.ts';
import {shown, type Token} from './tokens.ts';
import {type Condition, type Node, type Relation, variablesOf} from './tree.ts';
import {absent, asNumber} from './written-functions.ts';

/** The deepest nesting: more than any formula needs, and far from the end of the stack. */
const deepest = 200;
/** Words that can stand for a setting's value. */
const wordsInSettings: ReadonlySet<string> = new Set(['True', 'False', 'true', 'false', 'inf', 'Infinity']);

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

/** A parser whose parts are called one after another: what the text is, then its end. */
function createParser(text: string, scope: Scope) {
  const {trees} = scope;
  const walk = walkTokens(text);
  const {peek, behind, take, accept, expect} = walk;
  // Named with its type, so that what follows a failure is known not to be reached.
  const fail: TokenWalk['fail'] = walk.fail;
  let depth = 0;
  const deeper = <T>(parse: () => T): T => {
    depth += 1;
    if (depth > deepest) fail(`nested more than ${deepest} levels deep; write it with fewer levels`);
    const result = parse();
    depth -= 1;
    return result;
  };
  const number = (parsed: Parsed): Node => asNumber(trees, parsed);
  const truth = (parsed: Parsed, at: Token): Condition =>
    isCondition(parsed) ? parsed : fail('a comparison is needed here, not a number', at);

  const choice = (): Parsed =>
    deeper(() => {
      const first = peek();
      const condition = operation(0);
      if (accept('if')) {
        const start = peek();
        const test = truth(operation(0), start);
        expect('else');
        return trees.choose(test, number(condition), number(choice()));
      }
      if (!accept('?')) return condition;
      const test = truth(condition, first);
      const then = number(choice());
      expect(':');
      return trees.choose(test, then, number(choice()));
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
      const own = levelOf(token.text);
      if (chain.length > 0 && own !== levelOf(chain[0]?.operator ?? '')) left = applied();
      if (own < least) return left;
      take();
      const second = peek();
      if (token.text === 'and' || token.text === 'or') {
        truth(left, first);
        chain.push({operator: token.text, operand: truth(operation(own + 1), second)});
        continue;
      }
      const right = own === level.power ? deeper(() => operation(own)) : operation(own + 1);
      if (own === level.comparison) {
        if (levelOf(peek().text) === own) fail("comparisons do not chain; write 'a < b and b < c'");
        left = trees.compare(token.text as Relation, number(left), number(right)); // by its level
      } else {
        left = number(left);
        chain.push({operator: token.text, operand: number(right)});
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
    const value = number(deeper(() => operation(level.power)));
    return negative ? trees.call('neg', value) : value;
  };

  const atom = (): Parsed => {
    const token = peek();
    if (accept('(')) {
      const inner = choice();
      expect(')');
      return inner;
    }
    if (token.kind === 'number') {
      take();
      return trees.number(numberOf(token));
    }
    if (token.kind === 'text') return fail(adviceOnText(token.text, text), token);
    if (token.kind !== 'name' || ['and', 'or', 'not'].includes(token.text)) {
      return fail(`expected a number, a name or '(' but found ${shown(token)}`, token);
    }
    take();
    return accept('(') ? call(token) : variable(token);
  };

  const numberOf = (token: Token): number => {
    const value = readNumber(token.text);
    if (value === undefined || !Number.isFinite(value))
      return fail(`'${token.text}' is larger than the largest double`, token);
    const next = peek();
    if (next.kind === 'name' && next.at === token.end) {
      const isFloat = next.text.toLowerCase() === 'f' && token.text.includes('.');
      if (!isFloat) fail(`write a product as '${token.text}*${next.text}'`, next);
      const single = Math.fround(value);
      if (single !== value)
        fail(`'${token.text}f' is a float32 in C: write ${value}, or ${single}, which C takes`, next);
      take();
    }
    return value;
  };

  const variable = (token: Token): Node => {
    const constant = constantNamed(token.text);
    if (constant !== undefined) return trees.constant(constant);
    if (functionNames.includes(token.text)) fail(`'${token.text}' is a function: write ${token.text}(x)`, token);
    const advice = adviceOnName(withoutModules(token.text)?.name ?? token.text.split('.').at(-1) ?? '');
    if (advice !== undefined) fail(advice, token);
    if (/[.:]/.test(token.text)) fail(`unknown name '${token.text}'`, token);
    return scope.variable === undefined ? trees.variable(token.text) : scope.variable(token.text);
  };

  const call = (token: Token): Parsed => {
    const failHere = (problem: string): never => fail(problem, token);
    const own = withoutModules(token.text);
    // An advice comes before the arguments are read, which may be what no formula has, such as a type.
    const advice = own === undefined ? undefined : adviceOnFunction(own);
    if (advice !== undefined) return failHere(advice);
    const made = {name: token.text, ...list()};
    const end = walk.end();
    if (accept('(')) return applied(made, token);
    if (!makesLayer(made)) return treeOfCall(scope, made, failHere);
    // A name that is none comes first.
    treeOfCall(scope, {name: token.text, args: [trees.variable('x')], settings: new Map()}, failHere);
    const layer = text.slice(token.at, end);
    const hasInput = made.args.some((each) => variablesOf(number(each)).includes('x'));
    return failHere(`${layer} makes a layer: write ${hasInput ? `${token.text}()` : layer}(x) for its value`);
  };

  /** A layer with its inputs, whose list has been begun. */
  const applied = (layer: Call, token: Token): Parsed => {
    const inputs = list();
    const own = withoutModules(layer.name);
    if (own === undefined || !isLayerName(own) || inputs.settings.size > 0 || inputs.args.length === 0)
      return fail(`${token.text}(...) is a number: write a product with *`, token);
    const args = [...inputs.args, ...layer.args];
    const whole = {...layer, args, ofLayer: layer.args.length};
    return treeOfCall(scope, whole, (problem) => fail(problem, token));
  };

  /** The arguments of a call, whose bracket has been opened. */
  const list = (): Pick<Call, 'args' | 'settings'> => {
    const args: Parsed[] = [];
    const settings = new Map<string, string>();
    if (accept(')')) return {args, settings};
    do {
      const name = peek();
      const isSetting = name.kind === 'name' && behind()?.text === '=';
      if (isSetting) setting(settings, name.text);
      else if (settings.size > 0) fail('arguments with a name come last', name);
      else args.push(accept('None') ? absent(trees) : choice());
    } while (accept(','));
    expect(')');
    return {args, settings};
  };

  /** Reads `name=number`, or a word or text that some activations take; `None` is as if it were not given. */
  const setting = (settings: Map<string, string>, name: string): void => {
    take();
    take();
    if (accept('None')) return;
    const sign = accept('-') ? '-' : '';
    const value = peek();
    const isWord = value.kind === 'text' || (value.kind === 'name' && wordsInSettings.has(value.text));
    if (value.kind !== 'number' && !isWord) fail(`expected a number but found ${shown(value)}`, value);
    take();
    settings.set(name, sign + (value.kind === 'text' ? value.text.slice(1, -1) : value.text));
  };

  const first = peek();
  return {
    choice,
    value: number,
    condition: (parsed: Parsed): Condition => truth(parsed, first),
    end: (): void => {
      if (peek().kind !== 'end') fail(`unexpected ${shown(peek())}`);
    },
  };
}
