/** A formula of the user's own, where the name of an activation can stand. */

import {actError} from '../errors/errors.ts';
import type {Application} from '../formula/call.ts';
import {unlimited} from '../formula/forms/unlimited.ts';
import {parseFormula} from '../formula/parse.ts';
import {heightOf, type Node, type Trees} from '../formula/tree.ts';
import type {Activation, Framework} from './activation.ts';
import {defaultsOf, readParameters, requireKnown} from './parameters.ts';
import {findActivation, inputsOf} from './registry.ts';

/** A user's formula: the whole text, the label before its `=`, and the body after it. */
export interface FormulaText {
  readonly text: string;
  readonly label: string | undefined;
  readonly body: string;
}

/** What is in formulas and not in names, but in presets and settings. */
const inFormulas = /[=*/+^()<>?&|!%\u00b2\u00b3\u00b7\u00d7\u00f7\u221a\u22c5\u2260\u2264\u2265]/;
/** The beginning of a preset or of settings: `gelu@jax`, `elu:alpha=1`; `std::exp` is neither. */
const settingsBegin = /^[\p{L}\p{M}\p{Nd}_.\s-]*(?:@|:(?!:))/u;
/** A label in quotes or a word, which may have its variable behind it, as in `f(x)`, before `=`. */
const labelled =
  /^\s*(?:(?<quote>["'])(?<text>.*?)\k<quote>|(?<word>[\p{L}_][\p{L}\p{M}\p{Nd}_-]*)(?:\s*\(\s*x\s*\))?)?\s*=(?!=)\s*(?<body>.*)$/su;
/** A path, or a name with an ending; not `x*np.pi`. */
const path = /^[.~]*\/|\.(?!(?:pi|PI|e)$)[a-z]\w*$/i;

/**
 * Reads a text as a formula; undefined for the name of an activation, and for the path of a file. `x*tanh(x)` needs no
 * `=` before it: no name has such characters, except in a preset or in settings. Python's `lambda x:` may stand before it.
 * @throws ActError for a label that is empty or has control characters
 */
export function formulaIn(text: string): FormulaText | undefined {
  const [lambda = ''] = /^\s*lambda\s+x\s*:/.exec(text) ?? [];
  if (lambda !== '') return {text, label: undefined, body: text.slice(lambda.length)};
  if (!inFormulas.test(text) || settingsBegin.test(text)) return undefined;
  const parts = labelled.exec(text)?.groups;
  if (parts === undefined && path.test(text)) return undefined;
  if (parts?.text !== undefined && !isLabel(parts.text)) throw actError('label', parts.text);
  return {text, label: parts?.text ?? parts?.word, body: parts?.body ?? text};
}

/** Whether a text can head a column and be read there: not empty, without control characters and marks of direction. */
function isLabel(text: string): boolean {
  return text.trim() !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);
}

/** The most nodes from the root of a formula down: from three times as many, a derivative would reach the end of the stack. */
const highest = 800;

/** A user's formula as a tree; names of activations can be applied in it. */
export function parseUserFormula(trees: Trees, body: string): Node {
  const value = parseFormula(body, {trees, applied: (application) => applied(trees, application)});
  if (heightOf(value) > highest)
    throw actError('formula', `operations nested more than ${highest} deep; write it with fewer levels`);
  return value;
}

/**
 * An activation applied to its inputs, its parameters at their defaults unless they are set; undefined if the name is
 * unknown. The one parameter of an activation may be set by an argument behind the inputs.
 * @throws ActError for a setting that it does not take, and for a name by which a framework means something else
 */
export function applied(trees: Trees, {name, path, args, settings}: Application): Node | undefined {
  const activation = findActivation(name);
  if (activation === undefined) return undefined;
  if (activation.expand !== undefined)
    throw actError(
      'formula',
      `${name} has no fixed number of inputs, and cannot stand in a formula: name it alone, as in 'act-cli info ${activation.name}'`,
    );
  requireSameMeaning(activation, path);
  const inputs = inputsOf(activation);
  const defaults = defaultsOf(activation);
  // A limit that is not there by default is set by its name only.
  const parameters = Object.keys(defaults).filter((key) => Number.isFinite(defaults[key]));
  const positional = args.slice(inputs.length);
  if (args.length < inputs.length || positional.length > (parameters.length === 1 ? 1 : 0)) {
    const wanted = parameters.map((parameter) => `, ${parameter}=${defaults[parameter]}`).join('');
    const count = inputs.length === 1 ? 'one argument' : `${inputs.length} arguments`;
    throw actError(
      'formula',
      `${name} takes ${count} and parameters by name: write ${name}(${inputs.join(', ')}${wanted})`,
    );
  }
  const given = {
    text: name,
    settings,
    flags: new Map(),
    taken: new Set<string>(),
    overruled: new Map(),
    suggested: new Map(),
  };
  requireKnown(activation, [], settings);
  const {values} = readParameters(activation, defaults, given);
  const nodes = new Map<string, Node>(inputs.map((input, i) => [input, args[i] as Node])); // there are as many
  for (const [key, value] of values)
    nodes.set(key, Number.isFinite(value) ? trees.number(value) : trees.variable(withoutLimit(key)));
  const [only] = parameters;
  const [last] = positional;
  if (only !== undefined && last !== undefined) nodes.set(only, last);
  const tree = parseFormula(activation.formula, {
    trees,
    applied: (inner) => applied(trees, inner),
    variable: (variable) => nodes.get(variable) ?? trees.number(Number.NaN),
  });
  return unlimited(trees, tree, new Set([...values.keys()].map(withoutLimit)));
}

/** The variable for a parameter that is infinite; no formula of a user's has such a name. */
function withoutLimit(parameter: string): string {
  return `${parameter}=Infinity`;
}

/** @throws ActError where a framework, by its module before the name, means another function or other parameters */
function requireSameMeaning({name, frameworks, parameters}: Activation, path: readonly string[]): void {
  const [module = ''] = path;
  const framework = modulesOfFrameworks[path.includes('keras') ? 'keras' : module];
  const spelling = framework && frameworks[framework];
  if (spelling?.means !== undefined) {
    const written = [...path, name].join('.');
    throw actError(
      'formula',
      `${written} is ${spelling.means}: write ${spelling.means}(x), or ${name}(x), which is another`,
    );
  }
  const differing = Object.entries(spelling?.defaults ?? {})
    .filter(([key]) => Number.isFinite(parameters?.[key]?.default))
    .map(([key, value]) => `, ${key}=${value}`);
  if (differing.length > 0) {
    const written = [...path, name].join('.');
    throw actError('formula', `${written} has other parameters: write ${name}(x${differing.join('')}), or ${name}(x)`);
  }
}

/** Frameworks by the first module of their names; `nn` and `mx` are those of several. */
const modulesOfFrameworks: Readonly<Record<string, Framework>> = {
  torch: 'torch',
  F: 'torch',
  jax: 'jax',
  flax: 'flax',
  keras: 'keras',
  tf: 'tf',
  mlx: 'mlx',
  tinygrad: 'tinygrad',
  Tensor: 'tinygrad',
  NNlib: 'nnlib',
};
