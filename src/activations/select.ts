/** What the user names, as selections: `elu:alpha=0.5`, `gelu@jax`, `mine=x*sigmoid(1.702*x)`. */

import {actError} from '../errors/errors.ts';
import {createTrees, variablesOf} from '../formula/tree.ts';
import type {Activation, Spelling} from './activation.ts';
import {variantOf} from './applied.ts';
import {
  asName,
  defaultsOf,
  type Flags,
  type FlagUse,
  type Given,
  readCounts,
  readFixed,
  readMatrices,
  readParameter,
  readParameters,
  requireKnown,
  unknownParameter,
} from './parameters.ts';
import {activationNamed, findActivation, frameworkNamed} from './registry.ts';
import {fromExpansion, fromRecord, requireDifferent, type Selection} from './selection.ts';
import {sliced} from './slices.ts';
import {type FormulaText, formulaIn, parseUserFormula} from './user-formula.ts';

/** How messages speak of flags, which are options on a command line and entries of an object in a program. */
export interface Wording {
  /** A flag with its value, as it is written: `--alpha 2`. */
  readonly written: (flag: string, value: string) => string;
  /** The error for a flag that nothing named has; `known` are the parameters there are. */
  readonly unknown: (flag: string, texts: readonly string[], known: readonly string[]) => Error;
}

const wordingOfPrograms: Wording = {
  written: (flag, value) => `{${flag}: ${value}}`,
  unknown: unknownParameter,
};

/**
 * The selections that some arguments name.
 * @throws ActError for an unknown name, framework or parameter, a value outside its domain, a mistake in a formula, a
 *   flag that nothing named takes
 */
export function select(
  texts: readonly string[],
  flags: Flags,
  wording: Wording = wordingOfPrograms,
  suggested: Flags = new Map(),
): readonly Selection[] {
  const use = {flags, taken: new Set<string>(), overruled: new Map<string, string>(), suggested};
  const selections = withTyped(texts.map((text) => selectOne(text, use, wording)));
  for (const [flag, value] of flags) {
    if (use.taken.has(flag)) continue;
    const setter = use.overruled.get(flag);
    if (setter !== undefined) throw actError('overruled', wording.written(flag, value), flag, setter);
    throw wording.unknown(flag, texts, [...new Set(selections.flatMap(parameterNames))]);
  }
  requireDifferent(selections);
  return selections;
}

function parameterNames(selection: Selection): readonly string[] {
  const {activation, inputs, fixed, parameters} = selection;
  const several = inputs.length > 1 ? inputs : [];
  return [
    ...new Set([...parameters.keys(), ...(fixed?.keys() ?? []), ...several]),
    ...Object.keys({...activation?.matrices, ...activation?.counts}),
  ];
}

/** A selection, and its label with all settings that were given, also those that are the defaults. */
type Named = Selection & {readonly typed?: string};

/** Of several selections of one activation each is labelled with what was given: `elu:alpha=1` beside `elu:alpha=2`. */
function withTyped(named: readonly Named[]): readonly Selection[] {
  return named.map(({typed, ...selection}) => {
    const {activation} = selection;
    const isSingle = named.filter((each) => each.activation === activation).length === 1;
    return typed === undefined || isSingle ? selection : {...selection, label: typed};
  });
}

function selectOne(text: string, use: FlagUse, wording: Wording): Named {
  const formula = formulaIn(text);
  if (formula !== undefined) return selectFormula(formula, use, wording);
  const {name, preset, settings} = splitName(text);
  const named = activationNamed(name);
  const framework = preset === undefined ? undefined : frameworkNamed(preset, named.name);
  const spelling = framework === undefined ? undefined : named.frameworks[framework];
  if (framework !== undefined && spelling === undefined) {
    throw actError('noPreset', named.name, preset ?? '', Object.keys(named.frameworks));
  }
  const variant = variantOf(named, settings);
  if (variant !== undefined) {
    const rest = [...settings].filter(([key]) => key !== variant.key).map(([key, value]) => `${key}=${value}`);
    return selectOne(labelOf(variant.name, rest), use, wording);
  }
  const activation = spelling?.means === undefined ? named : activationNamed(spelling.means);
  const prefix = framework === undefined ? named.name : `${named.name}@${framework}`;
  const frameworkPart = framework === undefined ? {} : {framework};
  const given: Given = {...use, text, settings};
  const {selection, changed, typed = changed} = shaped(activation, given) ?? evaluated(activation, given, spelling);
  requireKnown(activation, selection.inputs, settings);
  const slice = readFixed(activation, selection.inputs, given);
  return {
    ...sliced(selection, slice.fixed),
    ...frameworkPart,
    label: labelOf(prefix, [...changed, ...slice.changed]),
    typed: labelOf(prefix, [...typed, ...slice.changed]),
  };
}

/** A selection, and as a label has them the parameters that differ from the defaults and those that were given. */
interface Parametrized {
  readonly selection: Selection;
  readonly changed: readonly string[];
  readonly typed?: readonly string[];
}

/** The selection of a record whose formula is made from matrices or counts. */
function shaped(activation: Activation, given: Given): Parametrized | undefined {
  if (activation.expand === undefined) return undefined;
  const {matrices, changed} = readMatrices(activation, given);
  const counted = readCounts(activation, given);
  const expansion = activation.expand({matrices, counts: counted.counts});
  const selection = {
    ...fromExpansion(activation, expansion),
    ...(matrices.size > 0 && {matrices}),
    ...(counted.counts.size > 0 && {counts: counted.counts}),
  };
  return {selection, changed: [...changed, ...counted.changed]};
}

/** The selection of a record whose formula is evaluated with its parameters. */
function evaluated(activation: Activation, given: Given, spelling: Spelling | undefined): Parametrized {
  const defaults = {...defaultsOf(activation), ...spelling?.defaults};
  const {values, changed, typed} = readParameters(activation, defaults, given);
  return {selection: fromRecord(activation, values, spelling?.formula), changed, typed};
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
      const key = asName(part.slice(0, equals).trim());
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

/** The error for the name of an activation in a formula that does not apply it, as in `mine=swiglu`. */
function notCalled(text: string, name: string): Error {
  const {expand, inputs = {x: ''}} = activationNamed(name);
  return expand === undefined
    ? actError('notCalled', text, name, Object.keys(inputs))
    : actError('takesVector', name, activationNamed(name).name);
}

function selectFormula({text, label, body}: FormulaText, {flags, taken}: FlagUse, wording: Wording): Selection {
  const trees = createTrees();
  const value = parseUserFormula(trees, body);
  const parameters = new Map<string, number>();
  for (const name of variablesOf(value)) {
    if (name === 'x') continue;
    const given = flags.get(name);
    if (given === undefined && findActivation(name) !== undefined) throw notCalled(text, name);
    if (given === undefined) throw actError('parameterNeeded', text, name, wording.written(name, '<number>'));
    taken.add(name);
    parameters.set(name, readParameter(label ?? 'the formula', name, given));
  }
  return {label: label ?? text.trim(), formula: body.trim(), trees, value, inputs: ['x'], parameters, doubles: {}};
}
