/** What a function with its arguments is as a tree, by its name here or in another language. */

import {dialectOf} from './foreign/dialects.ts';
import {foreignNamed} from './foreign/functions.ts';
import {isLayerName, type PathName, withoutModules, withoutSuffix} from './foreign/names.ts';
import {adviceOnFunction} from './foreign/refused-names.ts';
import {readNumber} from './number-text.ts';
import {isCondition, type Parsed} from './operators.ts';
import {functionNames, isPrimitive} from './primitives.ts';
import {nearest} from './spelling.ts';
import {type Node, type Trees, variablesOf} from './tree.ts';
import {absent, asNumber, ofOne, ownNamed, type Written} from './written-functions.ts';

/** Another activation in a formula. */
export interface Application {
  readonly name: string;
  /** The modules before its name, which may be those of a framework. */
  readonly path: readonly string[];
  /** Its argument, and numbers behind it. */
  readonly args: readonly Node[];
  /** The texts of parameters: `elu(x, alpha=0.5)`. */
  readonly settings: ReadonlyMap<string, string>;
  /** Whether a layer is applied, whose arguments stand behind the inputs: `nn.ELU(0.5)(x)`. */
  readonly isLayer: boolean;
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
  /** Of a layer that is applied, how many of the arguments are its own: the last of them. */
  readonly ofLayer?: number;
}

/** The constant of a name, with or without a module before it. */
export function constantNamed(text: string): 'pi' | 'e' | undefined {
  const name = text === 'π' ? 'pi' : withoutModules(text)?.name;
  if ((name === 'PI' && text !== 'PI') || name === 'M_PI') return 'pi'; // Math.PI; a bare PI is a parameter
  if ((name === 'E' && text !== 'E') || name === 'M_E') return 'e';
  return name === 'pi' || name === 'e' ? name : undefined;
}

/** The tree of a call, a comparison if it is one; `fail` tells of a mistake in it. */
export function treeOfCall(scope: Scope, call: Call, fail: (problem: string) => never): Parsed {
  const {name: text, args, settings} = call;
  const {trees} = scope;
  const own = withoutModules(text);
  if (own === undefined) return fail(unknownFunction(text, args.length));
  if (args.length === 0 && settings.size === 0) return fail(`nothing is in the brackets: write ${own.name}(x)`);
  const known = functionNamed(own);
  if (typeof known === 'string') return fail(`${text}: ${known}`);
  // Frameworks have parameters of their own in what is also a function of the language.
  const isOfFramework = own.name.toLowerCase() === 'softplus' && own.path.length > 0 && scope.applied !== undefined;
  const placed = known === undefined || isOfFramework ? undefined : placedFor(known, call, trees);
  if (known !== undefined && placed !== undefined) {
    const tests = placed.slice(0, known.tests ?? 0);
    const conditions = tests.filter(isCondition);
    if (conditions.length < tests.length)
      return fail(`the ${tests.length === 1 ? 'first argument' : 'argument'} of ${own.name} is a comparison, as in ${exampleOf(own.name, tests.length)}`); // biome-ignore format: one sentence
    return known.write({trees, conditions, numbers: placed.map((each) => asNumber(trees, each))});
  }
  // softplus(x, beta=2) is the activation, and not the function without parameters.
  const numbers = args.map((each) => asNumber(trees, each));
  if (numbers.includes(absent(trees))) return fail('None is no number: leave the argument out');
  const applied = scope.applied?.({...own, args: numbers, settings, isLayer: call.ofLayer !== undefined});
  if (applied !== undefined) return applied;
  if (known === undefined) return fail(adviceOnFunction(own) ?? unknownFunction(text, args.length));
  const [setting] = settings.keys();
  return fail(
    setting === undefined
      ? arity(own.name, known.takes, args.length)
      : `${own.name} takes no argument '${setting}='; write its arguments in their order`,
  );
}

/** Whether a call makes a layer instead of applying one: `nn.ELU(0.5)`, and `ELU(0.5)`, but not `ELU(x)`. */
export function makesLayer({name: text, args}: Call): boolean {
  const own = withoutModules(text);
  if (own === undefined || !isLayerName(own)) return false;
  return own.path.length > 0 || args.every((each) => !isCondition(each) && variablesOf(each).length === 0);
}

/** The function of a name, here or where its modules are from; a text for what to write instead. */
function functionNamed(own: PathName): Written | string | undefined {
  const bare = withoutSuffix(own.name);
  return dialectOf(own) ?? [own.name, bare].map(written).find((each) => each !== undefined);
}

function written(name: string): Written | undefined {
  return isPrimitive(name) ? ofOne((trees, u) => trees.call(name, u)) : (ownNamed(name) ?? foreignNamed(name));
}

/** The arguments of a function in its order; undefined if it does not take these. */
function placedFor({takes: [fewest, most], names}: Written, {args, settings}: Call, trees: Trees) {
  const missing = absent(trees);
  if (settings.size === 0) {
    const fits = args.length >= fewest && args.length <= most && (names !== undefined || !args.includes(missing));
    return fits ? args : undefined;
  }
  const left = new Map(settings);
  const placed = names?.map((spellings, i): Parsed => {
    const setting = args[i] === undefined ? spellings.find((each) => left.has(each)) : undefined;
    const value = setting === undefined ? undefined : readNumber(left.get(setting) ?? '');
    if (setting === undefined || value === undefined) return args[i] ?? missing;
    left.delete(setting);
    return trees.number(value);
  });
  return left.size === 0 && placed?.[0] !== missing ? placed : undefined;
}

/** A call with as many comparisons. */
function exampleOf(name: string, tests: number): string {
  if (name.startsWith('logical')) return `${name}(${['x > 0', 'x < 1'].slice(0, tests).join(', ')})`;
  return `${name === 'if' ? 'where' : name}(x > 0, x, 0)`;
}

/** What to write for more arguments, or fewer. */
const otherwise: Readonly<Record<string, string>> = {
  round: 'for two decimals write round(100*x)/100',
  log: 'for the base b write log(x)/log(b)',
  clamp: 'for one bound write max(x, low) or min(x, high)',
  clip: 'for one bound write max(x, low) or min(x, high)',
};

function arity(name: string, [fewest, most]: readonly [number, number], given: number): string {
  if (most > fewest) return `${name} takes two arguments or more`;
  const takes = `${name} takes ${fewest} argument${fewest === 1 ? '' : 's'}, not ${given}`;
  const advice = Object.hasOwn(otherwise, name) ? `; ${otherwise[name]}` : '';
  return `${takes}${advice}`;
}

function unknownFunction(text: string, given: number): string {
  if (text === 'x' || constantNamed(text) !== undefined)
    return `'${text}' is no function: write a product as ${text}*(...)`;
  const method = /^(?<object>[\p{L}_][\p{L}\p{Nd}_]*)\.(?<name>\w+)$/u.exec(text)?.groups;
  const {object = '', name = text} = method ?? {};
  const isKnown = object !== '' && functionNamed({path: [], name}) !== undefined;
  // With arguments, what is before the point may be a module that is not known here.
  if (isKnown && (given === 0 || object === 'x'))
    return `a formula has no methods: write ${name}(${object}${given === 0 ? '' : ', ...'})`;
  if (isKnown) return `unknown module '${object}': write ${name}(...) without it`;
  const near = nearest(text, functionNames);
  const known = `the functions are ${functionNames.join(' ')} and every activation by its name`;
  return `unknown function '${text}'; ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : known}`;
}
