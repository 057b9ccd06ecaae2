/** An activation at definite parameters, or a user's formula: from here on they are the same thing. */

import {actError} from '../errors/errors.ts';
import type {Budget} from '../exact/budget.ts';
import type {Application} from '../formula/call.ts';
import {differentiate} from '../formula/differentiate.ts';
import {unlimited} from '../formula/forms/unlimited.ts';
import {parseFormula} from '../formula/parse.ts';
import {createTrees, type Node, nodesBelow, substitute, type Trees} from '../formula/tree.ts';
import type {Activation, Expansion, Framework, Matrix} from './activation.ts';
import {applied} from './applied.ts';
import {inputsOf} from './registry.ts';

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
  /** `x`; of a function of several numbers their names, such as `x` and `u`, or `x1`, `x2`, ... */
  readonly inputs: readonly string[];
  /** With those inputs that are fixed. */
  readonly parameters: ReadonlyMap<string, number>;
  /** The inputs that are fixed, so that the function is a slice of one of more numbers. */
  readonly fixed?: ReadonlyMap<string, number>;
  /** The matrices from which the formula was made, if its size depends on them; and the counts. */
  readonly matrices?: ReadonlyMap<string, Matrix>;
  readonly counts?: ReadonlyMap<string, number>;
  /** The trees that plain doubles evaluate instead, because the formula or its derivative would cancel in them. */
  readonly doubles: {readonly value?: Node; readonly gradient?: Node};
  /** How much longer than usual its kinks, extrema and regions are searched for: a factor, 1 if absent. */
  readonly patience?: number;
  /** What its searches may cost together; without it each of them may cost what it can alone. */
  readonly allowance?: Budget;
  /** Told at the steps of the work that is done for it, of which there are many in a second; perhaps of several at once. */
  readonly worked?: (steps?: number) => void;
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

/** @throws ActError where two selections have one label: what is said of them could not be told apart */
export function requireDifferent(selections: readonly Selection[]): void {
  const labels = selections.map((selection) => selection.label);
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined) throw actError('namedTwice', twice);
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

/** The selection of a record at given parameters, or inputs that are fixed, by its own formula or a framework's. */
export function fromRecord(
  activation: Activation,
  parameters: ReadonlyMap<string, number>,
  formula?: string,
): Selection {
  const trees = createTrees();
  const inputs = inputsOf(activation).filter((name) => !parameters.has(name));
  const scope = {
    trees,
    applied: (application: Application) => applied(trees, application),
    variable: variableOf(trees, activation.name, [...inputs, ...parameters.keys()]),
  };
  const infinite = new Set(
    [...parameters].flatMap(([name, value]) => (value === Number.POSITIVE_INFINITY ? [name] : [])),
  );
  const parse = (text: string): Node => unlimited(trees, parseFormula(text, scope), infinite);
  const value = parse(formula ?? activation.formula);
  const stable = formula === undefined ? activation.stable : undefined;
  const derivative = formula === undefined ? (activation.stableDerivative ?? activation.derivative) : undefined;
  return {
    label: activation.name,
    activation,
    formula: formula ?? activation.formula,
    trees,
    value,
    inputs,
    parameters,
    doubles: {
      ...(stable === undefined ? {} : {value: parse(stable)}),
      ...(derivative === undefined ? {} : {gradient: parse(derivative)}),
    },
  };
}

/** The variables of a record's formula; a name that is neither an input nor a parameter is a mistake in the record. */
function variableOf(trees: Trees, owner: string, known: readonly string[]): (name: string) => Node {
  return (name) => {
    if (!known.includes(name)) throw new Error(`the formula of ${owner} has an unknown name: ${name}`);
    return trees.variable(name);
  };
}

/** The selection of a formula that is made from matrices or counts. */
export function fromExpansion(activation: Activation, {formula, inputs}: Expansion): Selection {
  const trees = createTrees();
  const value = parseFormula(formula, {trees});
  return {label: activation.name, activation, formula, trees, value, inputs, parameters: new Map(), doubles: {}};
}
