/** Parameters from the texts that stand for them, inline or in flags: checked, with their defaults. */

import {actError} from '../errors/errors.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {doubleOperators} from '../formula/double-operators.ts';
import {doubtAbout, readNumber} from '../formula/number-text.ts';
import {parseCondition} from '../formula/parse.ts';
import {nearest} from '../formula/spelling.ts';
import {createTrees} from '../formula/tree.ts';
import type {Activation, CountParameter, Matrix, Parameter} from './activation.ts';
import {isInside} from './interval-notation.ts';

/** The name of a parameter, which may be written as options are: `negative-slope`. */
export function asName(text: string): string {
  return text.replaceAll('-', '_');
}

/** What flags say: the text after `--alpha` for every flag that is no option of the command. */
export type Flags = ReadonlyMap<string, string>;

/** The flags of a call, and what becomes of them. */
export interface FlagUse {
  readonly flags: Flags;
  /** Gathers the flags that set a parameter. */
  readonly taken: Set<string>;
  /** Gathers the flags of parameters that are set inline, each with the text that does so. */
  readonly overruled: Map<string, string>;
  /** Texts for parameters that nothing sets. */
  readonly suggested: ReadonlyMap<string, string>;
}

/** The texts given for parameters. */
export interface Given extends FlagUse {
  /** The whole text, `elu:alpha=0.5`. */
  readonly text: string;
  /** `alpha=0.5` behind the name; goes before a flag. */
  readonly settings: ReadonlyMap<string, string>;
}

/** The error for a name that is not a parameter of the owners. */
export function unknownParameter(name: string, owners: readonly string[], known: readonly string[]): Error {
  return actError('unknownParameter', owners, name, nearest(name, known), known);
}

/** The defaults of an activation's own record. */
export function defaultsOf(activation: Activation): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(activation.parameters ?? {}).map(([name, {default: value}]) => [name, value]),
  );
}

interface Read<T> {
  readonly name: string;
  readonly given: string | undefined;
  readonly entry: T;
}

/**
 * Checks the settings behind a name.
 * @throws ActError for a key that is neither a parameter nor one of several inputs
 */
export function requireKnown(activation: Activation, inputs: readonly string[], settings: Given['settings']): void {
  const {parameters = {}, matrices = {}, counts = {}} = activation;
  const names = [...Object.keys({...parameters, ...matrices, ...counts}), ...(inputs.length > 1 ? inputs : [])];
  const aliases = Object.values(parameters).flatMap((parameter) => parameter.aliases ?? []);
  const known = [...names, ...aliases];
  for (const key of settings.keys()) {
    if (!known.includes(key)) throw actError('unknownParameter', [activation.name], key, nearest(key, known), names);
  }
}

/** Pairs each parameter with the text given for it, inline first. */
function pairUp<T extends {readonly aliases?: readonly string[]}>(
  activation: Activation,
  entries: Readonly<Record<string, T>>,
  {text: whole, settings, flags, taken, overruled, suggested}: Given,
): readonly Read<T>[] {
  return Object.entries(entries).map(([name, entry]) => {
    const spellings = [name, ...(entry.aliases ?? [])];
    const inline = spellings.filter((spelling) => settings.has(spelling));
    if (inline.length > 1) throw actError('settingTwice', activation.name, inline.join(' and '));
    const flag = spellings.find((spelling) => flags.has(spelling));
    for (const spelling of spellings.filter((each) => flags.has(each))) {
      if (inline.length > 0) overruled.set(spelling, whole);
      else if (spelling === flag) taken.add(spelling);
      else overruled.set(spelling, flag ?? '');
    }
    const text = inline[0] === undefined ? flag && flags.get(flag) : settings.get(inline[0]);
    return {name, entry, given: text ?? suggested.get(name)};
  });
}

/**
 * The values of an activation's parameters, and as a label has them those that differ from the defaults, and those given.
 * @throws ActError for an unknown parameter, a value outside its domain, values that do not fit together
 */
export function readParameters(
  activation: Activation,
  defaults: Readonly<Record<string, number>>,
  texts: Given,
): {values: ReadonlyMap<string, number>; changed: readonly string[]; typed: readonly string[]} {
  const values = new Map<string, number>();
  const [changed, typed]: [string[], string[]] = [[], []];
  for (const {name, given, entry} of pairUp<Parameter>(activation, activation.parameters ?? {}, texts)) {
    const standard = defaults[name] ?? entry.default;
    const value = given === undefined ? standard : readParameter(activation.name, name, given, entry);
    if (entry.domain !== undefined && !isInside(entry.domain, value)) {
      throw actError('outsideDomain', activation.name, name, String(given), entry.domain);
    }
    values.set(name, value);
    const setting = settingOf(name, value);
    if (!Object.is(value, standard)) changed.push(setting);
    if (given !== undefined) typed.push(setting);
  }
  if (activation.constraint !== undefined && !holds(activation.constraint, values)) {
    const given = [...values].map(([name, value]) => `${name}=${value}`).join(', ');
    throw actError('constraint', activation.name, activation.constraint, given);
  }
  return {values, changed, typed};
}

function settingOf(name: string, value: number): string {
  return `${name}=${Object.is(value, -0) ? '-0' : value}`;
}

/**
 * The number that a text gives for a parameter: a finite one, unless its domain includes infinity.
 * @throws ActError for other text, and for what could be a bit pattern
 */
export function readParameter(owner: string, name: string, text: string, entry?: Parameter): number {
  const value = readNumber(text);
  const doubt = value === undefined ? undefined : doubtAbout(text, value);
  if (doubt !== undefined) throw actError('doubtful', `invalid ${name} for ${owner}`, text.trim(), doubt);
  const mayBeInfinite = entry?.domain !== undefined && isInside(entry.domain, Number.POSITIVE_INFINITY);
  if (value === undefined || !(Number.isFinite(value) || (value === Number.POSITIVE_INFINITY && mayBeInfinite)))
    throw actError('parameterValue', owner, name, text);
  return value;
}

/**
 * The inputs that are fixed, as a slice of a function of several numbers has them, by name.
 * @throws ActError for what is no number, and where none is left free
 */
export function readFixed(
  activation: Activation,
  inputs: readonly string[],
  texts: Given,
): {fixed: ReadonlyMap<string, number>; changed: readonly string[]} {
  const entries: Readonly<Record<string, {aliases?: readonly string[]}>> =
    inputs.length > 1 ? Object.fromEntries(inputs.map((name) => [name, {}])) : {};
  const fixed = new Map<string, number>();
  for (const {name, given} of pairUp(activation, entries, texts)) {
    if (given !== undefined) fixed.set(name, readParameter(activation.name, name, given));
  }
  if (fixed.size > 0 && fixed.size === inputs.length) throw actError('allFixed', activation.name, inputs);
  return {fixed, changed: [...fixed].map(([name, value]) => settingOf(name, value))};
}

/**
 * The same for parameters that are whole numbers.
 * @throws ActError for other numbers, and one out of bounds
 */
export function readCounts(
  activation: Activation,
  texts: Given,
): {counts: ReadonlyMap<string, number>; changed: readonly string[]} {
  const entries: Readonly<Record<string, CountParameter & {aliases?: readonly string[]}>> = activation.counts ?? {};
  const counts = new Map<string, number>();
  const changed: string[] = [];
  for (const {name, given, entry} of pairUp(activation, entries, texts)) {
    const {default: standard, least, most} = entry;
    const value = given === undefined ? standard : readParameter(activation.name, name, given);
    if (!Number.isInteger(value) || value < least || value > most)
      throw actError('countValue', activation.name, name, String(given), least, most);
    counts.set(name, value);
    if (value !== standard) changed.push(settingOf(name, value));
  }
  return {counts, changed};
}

/** A constraint compares parameters; no function of the language is needed for it. */
function holds(constraint: string, parameters: ReadonlyMap<string, number>): boolean {
  const trees = createTrees();
  const root = trees.choose(parseCondition(constraint, {trees}), trees.number(1), trees.number(0));
  return evaluator({roots: [root], inputs: [], parameters}, doubleOperators)([])[0] === 1;
}

/** The same for parameters that are matrices. */
export function readMatrices(
  activation: Activation,
  texts: Given,
): {matrices: ReadonlyMap<string, Matrix>; changed: readonly string[]} {
  const entries: Readonly<Record<string, {default: string; aliases?: readonly string[]}>> = activation.matrices ?? {};
  const matrices = new Map<string, Matrix>();
  const changed: string[] = [];
  for (const {name, given, entry} of pairUp(activation, entries, texts)) {
    const matrix = readMatrix(activation.name, name, given ?? entry.default);
    const text = matrixText(matrix);
    matrices.set(name, matrix);
    if (text !== entry.default) changed.push(`${name}=${text}`);
  }
  return {matrices, changed};
}

/** A matrix as a label has it. */
export function matrixText(matrix: Matrix): string {
  return `[${matrix.map((row) => row.join()).join(';')}]`;
}

/** `[1,2;-1,0.5]`: coordinates split by commas, rows by semicolons. */
function readMatrix(activation: string, name: string, text: string): Matrix {
  const inner = /^\[(.*)\]$/s.exec(text.trim())?.[1];
  if (inner === undefined) throw actError('matrix', activation, name, text);
  return inner.split(';').map((row) =>
    row.split(',').map((cell) => {
      if (!Number.isFinite(readNumber(cell))) throw actError('matrix', activation, name, text);
      return readParameter(activation, name, cell);
    }),
  );
}
