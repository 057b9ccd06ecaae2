/**
 * What the user names, as trees: `elu:alpha=0.5`, `gelu@jax`, `mine=x*sigmoid(1.702*x)`. From here on, built-in
 * activations and users' own formulas are the same thing.
 */

import {actError} from '../errors.ts';
import {differentiate} from '../formula/differentiate.ts';
import {readNumber} from '../formula/number-text.ts';
import {parseFormula} from '../formula/parse.ts';
import {nearest} from '../formula/spelling.ts';
import {createTrees, heightOf, type Node, nodesBelow, substitute, type Trees, variablesOf} from '../formula/tree.ts';
import type {Activation, Expansion, Framework, Matrix} from './activation.ts';
import {defaultsOf, type Flags, readMatrices, readParameters} from './parameters.ts';
import {activationNamed, findActivation, frameworkNamed} from './registry.ts';

/** An activation at definite parameters: one formula over its inputs. */
export interface Selection {
  /** The shortest spelling that can be pasted back as an argument. */
  readonly label: string;
  /** Absent for a user's formula. */
  readonly activation?: Activation;
  /** The framework of the preset, if one was named. */
  readonly framework?: Framework;
  /** The formula as it is written. */
  readonly formula: string;
  readonly trees: Trees;
  readonly value: Node;
  /** `x`, or `x1`, `x2`, ... over vectors. */
  readonly inputs: readonly string[];
  readonly parameters: ReadonlyMap<string, number>;
  /** The matrices from which the formula was made, if its size depends on them. */
  readonly matrices?: ReadonlyMap<string, Matrix>;
  /** The trees that plain doubles evaluate instead, because the formula or its derivative would cancel in them. */
  readonly doubles: {readonly value?: Node; readonly gradient?: Node};
}

/** The derivative of a selection with respect to an input or a parameter. */
export function gradientOf(selection: Selection, variable: string): Node {
  return differentiate(selection.trees, selection.value, variable);
}

/** A line through the space of a vector function: the points from + t·along. */
export interface SpaceLine {
  readonly from: readonly number[];
  readonly along: readonly number[];
}

/** A selection along a line: a function of t, which is called `x` like every single input. */
export function onLine(selection: Selection, {from, along}: SpaceLine): Selection {
  const {trees, value, inputs} = selection;
  const place = (i: number): Node => {
    const moved = trees.call('mul', trees.number(along[i] ?? 0), trees.variable('x')); // one for each coordinate
    return trees.call('add', trees.number(from[i] ?? 0), moved);
  };
  const places = new Map(inputs.map((name, i) => [name, place(i)]));
  return {...selection, value: substitute(trees, value, places), inputs: ['x'], doubles: {}};
}

/**
 * The selections that some arguments name. A flag that none of them has may be a misspelt option, so `options` are
 * among the suggestions.
 * @throws ActError for an unknown name, framework or parameter, a value outside its domain, a mistake in a formula, a
 *   flag that nothing named understands
 */
export function select(
  texts: readonly string[],
  flags: Flags,
  options: readonly {readonly name: string}[] = [],
): readonly Selection[] {
  const used = new Set<string>();
  const selections = texts.map((text) => selectOne(text, {flags, used}));
  for (const flag of flags.keys()) {
    if (used.has(flag)) continue;
    const known = [...new Set(selections.flatMap(parameterNames))];
    throw actError('unknownFlag', flag, texts, nearest(flag, [...known, ...options.map(({name}) => name)]), known);
  }
  requireDifferent(selections);
  return selections;
}

/** @throws ActError where two selections have one label: what is said of them could not be told apart */
export function requireDifferent(selections: readonly Selection[]): void {
  const labels = selections.map((selection) => selection.label);
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined) throw actError('namedTwice', twice);
}

/**
 * The names and aliases under which a flag may set a parameter of what an argument names; none for other words. Nothing
 * is checked: this is for the sentence about a flag that cannot be understood.
 */
export function parameterSpellings(text: string): readonly string[] {
  const body = formulaIn(text)?.body;
  // The names of a formula that are not called.
  if (body !== undefined)
    return (body.match(/\b[A-Za-z_]\w*\b(?!\s*\()/g) ?? []).filter(
      (name) => !['x', 'pi', 'e', 'and', 'or', 'not'].includes(name),
    );
  const activation = findActivation(text.split(/[:@]/)[0]?.trim() ?? '');
  const numbers = Object.entries(activation?.parameters ?? {});
  const matrices = Object.keys(activation?.matrices ?? {});
  return [...numbers.flatMap(([name, {aliases}]) => [name, ...(aliases ?? [])]), ...matrices];
}

/** The most parts of a formula that is searched for kinks, extrema and regions: of so many a search takes half a minute. */
const mostSearched = 1000;

/** @throws ActError for a formula that is too long to be searched for kinks, extrema and regions */
export function requireSearchable(selections: readonly Selection[]): void {
  for (const {label, value} of selections) {
    const size = nodesBelow([value]).length;
    if (size > mostSearched) throw actError('tooLong', label, size, mostSearched);
  }
}

function parameterNames(selection: Selection): readonly string[] {
  return [...selection.parameters.keys(), ...Object.keys(selection.activation?.matrices ?? {})];
}

/** The flags of a call. */
interface FlagUse {
  readonly flags: Flags;
  /** Gathers the flags that some selection understands. */
  readonly used: Set<string>;
}

/** The label and body of a formula; undefined for the name of an activation. */
function formulaIn(text: string): {readonly label?: string; readonly body?: string} | undefined {
  // A text without '=' is no formula, and the pattern need not be compiled.
  if (!text.includes('=')) return undefined;
  return /^\s*(?<label>[A-Za-z_][\w-]*)?\s*=(?!=)\s*(?<body>.*)$/s.exec(text)?.groups;
}

function selectOne(text: string, {flags, used}: FlagUse): Selection {
  const formula = formulaIn(text);
  if (formula !== undefined) {
    const {label, body = ''} = formula;
    return selectFormula({text, label, body}, {flags, used});
  }
  const {name, preset, settings} = splitName(text);
  const named = activationNamed(name);
  const framework = preset === undefined ? undefined : frameworkNamed(preset);
  const spelling = framework === undefined ? undefined : named.frameworks[framework];
  if (framework !== undefined && spelling === undefined) {
    throw actError('noPreset', named.name, preset ?? '', Object.keys(named.frameworks));
  }
  const activation = spelling?.means === undefined ? named : activationNamed(spelling.means);
  const prefix = framework === undefined ? named.name : `${named.name}@${framework}`;
  const frameworkPart = framework === undefined ? {} : {framework};
  if (activation.expand !== undefined) {
    const {matrices, changed} = readMatrices(activation, {settings, flags, used});
    const expansion = activation.expand(matrices);
    return {...fromExpansion(activation, expansion), ...frameworkPart, matrices, label: labelOf(prefix, changed)};
  }
  const defaults = {...defaultsOf(activation), ...spelling?.defaults};
  const {values, changed} = readParameters(activation, defaults, {settings, flags, used});
  const source = spelling?.formula;
  const selection = fromRecord(activation, values, source);
  return {...selection, ...frameworkPart, label: labelOf(prefix, changed)};
}

/** The parts of `name[@preset][:key=value,...]`. */
function splitName(text: string): {name: string; preset: string | undefined; settings: ReadonlyMap<string, string>} {
  const colon = text.indexOf(':');
  const head = colon < 0 ? text : text.slice(0, colon);
  const at = head.indexOf('@');
  const settings = new Map<string, string>();
  if (colon >= 0) {
    // Commas inside brackets belong to a matrix.
    for (const part of text.slice(colon + 1).split(/,(?![^[]*\])/)) {
      const equals = part.indexOf('=');
      const key = part.slice(0, equals).trim();
      if (equals < 1 || key === '') throw actError('setting', text, part);
      if (settings.has(key)) throw actError('settingTwice', text, key);
      settings.set(key, part.slice(equals + 1).trim());
    }
  }
  const name = (at < 0 ? head : head.slice(0, at)).trim();
  return {name, preset: at < 0 ? undefined : head.slice(at + 1).trim(), settings};
}

function labelOf(prefix: string, changed: readonly string[]): string {
  return changed.length === 0 ? prefix : `${prefix}:${changed.join()}`;
}

/** The selection of a record at given parameters, by its own formula or a framework's. */
export function fromRecord(
  activation: Activation,
  parameters: ReadonlyMap<string, number>,
  formula?: string,
): Selection {
  const trees = createTrees();
  const scope = {
    trees,
    applied: (name: string, argument: Node) => applied(trees, name, argument),
    variable: variableOf(trees, activation.name, parameters),
  };
  const value = parseFormula(formula ?? activation.formula, scope);
  const stable = formula === undefined ? activation.stable : undefined;
  const derivative = formula === undefined ? (activation.stableDerivative ?? activation.derivative) : undefined;
  return {
    label: activation.name,
    activation,
    formula: formula ?? activation.formula,
    trees,
    value,
    inputs: ['x'],
    parameters,
    doubles: {
      ...(stable === undefined ? {} : {value: parseFormula(stable, scope)}),
      ...(derivative === undefined ? {} : {gradient: parseFormula(derivative, scope)}),
    },
  };
}

/** The variables of a record's formula; a name that is neither the input nor a parameter is a mistake in the record. */
function variableOf(trees: Trees, owner: string, parameters: ReadonlyMap<string, number>): (name: string) => Node {
  return (name) => {
    if (name !== 'x' && !parameters.has(name)) throw new Error(`the formula of ${owner} has an unknown name: ${name}`);
    return trees.variable(name);
  };
}

function fromExpansion(activation: Activation, {formula, inputs}: Expansion): Selection {
  const trees = createTrees();
  const value = parseFormula(formula, {trees});
  return {label: activation.name, activation, formula, trees, value, inputs, parameters: new Map(), doubles: {}};
}

/** An activation at its default parameters, applied to an argument; undefined if the name is unknown. */
function applied(trees: Trees, name: string, argument: Node): Node | undefined {
  const activation = findActivation(name);
  if (activation === undefined || activation.expand !== undefined) return undefined;
  const defaults = defaultsOf(activation);
  return parseFormula(activation.formula, {
    trees,
    applied: (inner, node) => applied(trees, inner, node),
    variable: (variable) => (variable === 'x' ? argument : trees.number(defaults[variable] ?? Number.NaN)),
  });
}

/** A user's formula: the whole text, the label before its `=`, and the body after it. */
interface FormulaText {
  readonly text: string;
  readonly label: string | undefined;
  readonly body: string;
}

/** The most nodes from the root of a formula down: from three times as many, a derivative would reach the end of the stack. */
const highest = 800;

function selectFormula({text, label, body}: FormulaText, {flags, used}: FlagUse): Selection {
  const trees = createTrees();
  const value = parseFormula(body, {trees, applied: (name, argument) => applied(trees, name, argument)});
  if (heightOf(value) > highest)
    throw actError('formula', `more than ${highest} operations inside each other; write it with fewer`);
  const parameters = new Map<string, number>();
  for (const name of variablesOf(value)) {
    if (name === 'x') continue;
    const given = flags.get(name);
    if (given === undefined) throw actError('parameterNeeded', text, name);
    const number = readNumber(given);
    if (number === undefined || !Number.isFinite(number))
      throw actError('parameterValue', label ?? 'the formula', name, given);
    used.add(name);
    parameters.set(name, number);
  }
  return {label: label ?? text.trim(), formula: body.trim(), trees, value, inputs: ['x'], parameters, doubles: {}};
}
