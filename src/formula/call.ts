/** What a function with its arguments is as a tree, by its name here or in another language. */

import {withoutModules, withoutSuffix} from './foreign-names.ts';
import {isCondition, type Parsed} from './operators.ts';
import {functionNames, isPrimitive} from './primitives.ts';
import {nearest} from './spelling.ts';
import type {Node, Trees} from './tree.ts';
import {asNumber, writtenNamed} from './written-functions.ts';

/** Another activation in a formula. */
export interface Application {
  readonly name: string;
  /** The modules before its name, which may be those of a framework. */
  readonly path: readonly string[];
  /** Its argument, and numbers behind it. */
  readonly args: readonly Node[];
  /** The texts of parameters: `elu(x, alpha=0.5)`. */
  readonly settings: ReadonlyMap<string, string>;
}

/** What the names in a formula stand for. */
export interface Scope {
  readonly trees: Trees;
  /**
   * The tree of another activation applied to an argument; undefined if there is none of that name.
   * @throws ActError for settings that it does not take
   */
  readonly applied?: (application: Application) => Node | undefined;
  /** The tree for a bare name: an input, a parameter, or a replacement. If absent, a variable of that name. */
  readonly variable?: (name: string) => Node;
}

/** A function as it is called. */
export interface Call {
  readonly name: string;
  readonly args: readonly Parsed[];
  readonly settings: ReadonlyMap<string, string>;
}

/** The constant of a name, with or without a module before it. */
export function constantNamed(text: string): 'pi' | 'e' | undefined {
  const name = text === 'π' ? 'pi' : withoutModules(text)?.name;
  if (name === 'PI' && text !== 'PI') return 'pi'; // Math.PI; a bare PI is a parameter
  return name === 'pi' || name === 'e' ? name : undefined;
}

/** The tree of a call; `fail` tells of a mistake in it. */
export function treeOfCall(scope: Scope, {name: text, args, settings}: Call, fail: (problem: string) => never): Node {
  const {trees} = scope;
  const numbers = args.map((each) => asNumber(trees, each));
  const own = withoutModules(text);
  if (own === undefined) return fail(unknownFunction(text));
  const {path, name} = own;
  if (args.length === 0) return fail(`nothing is in the brackets: write ${name}(x)`);
  const known = [name, withoutSuffix(name)].find((each) => isPrimitive(each) || writtenNamed(each) !== undefined);
  const written = known === undefined ? undefined : writtenNamed(known);
  const [fewest, most] = written?.takes ?? [1, 1];
  const fits = args.length >= fewest && args.length <= most && settings.size === 0;
  if (known === undefined || !fits) {
    // softplus(x, beta=2) is the activation, and not the function without parameters.
    const applied = scope.applied?.({name, path, args: numbers, settings});
    if (applied !== undefined) return applied;
    if (known === undefined) return fail(unknownFunction(text));
    const [setting] = settings.keys();
    return fail(
      setting === undefined
        ? arity(name, [fewest, most], args.length)
        : `${name} takes no argument '${setting}='; write its arguments in their order`,
    );
  }
  if (written === undefined) return trees.call(known, ...numbers);
  const [test] = args.filter(isCondition);
  if (!written.isChoice) return written.write({trees, numbers});
  if (test === undefined || test !== args[0])
    return fail(`the first argument of ${name} is a comparison, as in where(x > 0, x, 0)`);
  return written.write({trees, numbers, test});
}

function arity(name: string, [fewest, most]: readonly [number, number], given: number): string {
  if (most > fewest) return `${name} takes two arguments or more`;
  return `${name} takes ${fewest} argument${fewest === 1 ? '' : 's'}, not ${given}`;
}

function unknownFunction(text: string): string {
  if (text === 'x' || constantNamed(text) !== undefined)
    return `'${text}' is no function: write a product as ${text}*(...)`;
  const method = /^(?<object>[\p{L}_][\p{L}\p{Nd}_]*)\.(?<name>\w+)$/u.exec(text)?.groups;
  const {object = '', name = text} = method ?? {};
  if (object !== '' && functionNames.includes(name)) return `a formula has no methods: write ${name}(${object})`;
  const near = nearest(text, functionNames);
  const known = `the functions are ${functionNames.join(' ')} and every activation by its name`;
  return `unknown function '${text}'; ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : known}`;
}
