/** Activations that are called in a formula, by any framework's name: `elu(x, 0.5)`, `F.softplus(x)`, `nn.ELU(0.5)(x)`. */

import {actError} from '../errors/errors.ts';
import type {Application} from '../formula/call.ts';
import {unlimited} from '../formula/forms/unlimited.ts';
import {parseFormula} from '../formula/parse.ts';
import type {Node, Trees} from '../formula/tree.ts';
import type {Activation, Framework, Spelling} from './activation.ts';
import {defaultsOf, readParameters, requireKnown} from './parameters.ts';
import {findActivation, inputsOf} from './registry.ts';

/** An activation as a framework has it. */
interface Meaning {
  readonly activation: Activation;
  readonly spelling: Spelling | undefined;
  readonly settings: ReadonlyMap<string, string>;
}

/**
 * An activation applied to its inputs, its parameters at the defaults of the framework whose module is written before its
 * name, unless they are set; undefined if the name is unknown. Arguments behind the inputs set parameters in the order of
 * the framework, or the only one there is.
 * @throws ActError for a setting that it does not take, and for a name that frameworks understand differently
 */
export function applied(trees: Trees, application: Application): Node | undefined {
  const {name, path, args} = application;
  const named = findActivation(name);
  if (named === undefined) return undefined;
  if (named.expand !== undefined) throw actError('takesVector', [...path, name].join('.'), named.name);
  const {activation, spelling, settings} = meaningOf(named, application);
  const inputs = inputsOf(activation);
  const defaults = {...defaultsOf(activation), ...spelling?.defaults};
  const positional = args.slice(inputs.length);
  const order = orderOf({activation, spelling, settings}, application);
  if (args.length < inputs.length || positional.length > order.length) {
    const wanted = Object.entries(defaults);
    const written = wanted.map(([key, value]) => `, ${key}=${value}`).join('');
    const count = inputs.length === 1 ? 'one argument' : `${inputs.length} arguments`;
    throw actError('formula', `${name} takes ${count}${wanted.length > 0 ? ' and parameters by name' : ''}: write ${name}(${inputs.join(', ')}${written})`); // biome-ignore format: one sentence
  }
  const twice = order.slice(0, positional.length).find((parameter) => settings.has(parameter));
  if (twice !== undefined) throw actError('settingTwice', name, twice);
  requireKnown(activation, [], settings);
  const flags = {flags: new Map(), taken: new Set<string>(), overruled: new Map(), suggested: new Map()};
  const {values} = readParameters(activation, defaults, {text: name, settings, ...flags});
  const nodes = new Map<string, Node>(inputs.map((input, i) => [input, args[i] as Node])); // there are as many
  for (const [key, value] of values)
    nodes.set(key, Number.isFinite(value) ? trees.number(value) : trees.variable(withoutLimit(key)));
  positional.forEach((node, i) => {
    nodes.set(order[i] as string, node); // there are as many
  });
  const tree = parseFormula(spelling?.formula ?? activation.formula, {
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

/** The parameters that arguments behind the inputs set. */
function orderOf({activation, spelling}: Meaning, {isLayer}: Application): readonly string[] {
  const named = isLayer ? (spelling?.layerTakes ?? spelling?.takes) : spelling?.takes;
  // A limit that is not there by default is set by its name only.
  const finite = Object.entries(activation.parameters ?? {}).filter(([, parameter]) =>
    Number.isFinite(parameter.default),
  );
  return named ?? (finite.length === 1 ? finite.map(([key]) => key) : []);
}

/**
 * What a framework means by a name, or a setting by its value, as `approximate='tanh'`.
 * @throws ActError where it cannot be told which framework is meant
 */
function meaningOf(named: Activation, application: Application): Meaning {
  const {path, name} = application;
  const settings = new Map(application.settings);
  const variant = variantOf(named, settings);
  if (variant !== undefined) {
    settings.delete(variant.key);
    return {activation: recordNamed(variant.name), spelling: undefined, settings};
  }
  if (path.length > 0 && inputsOf(named).length > 1)
    throw actError('formula', `${[...path, name].join('.')} splits a tensor in halves: write ${named.name}(gate, linear half)`); // biome-ignore format: one sentence
  const framework = frameworkOf(application);
  if (framework === 'several') requireAgreement(named, name);
  const spelling = framework === undefined || framework === 'several' ? undefined : named.frameworks[framework];
  const isOfLayers = path.includes('layers') || (application.isLayer && (framework === 'keras' || framework === 'tf'));
  if (isOfLayers)
    throw actError('formula', `layers of Keras have parameters of their own: write ${named.name}(x) with parameters by name`); // biome-ignore format: one sentence
  const ofModule = spelling?.meansIn?.[path.at(-1) ?? ''];
  if (ofModule !== undefined) return {activation: recordNamed(ofModule), spelling: undefined, settings};
  return {activation: spelling?.means === undefined ? named : recordNamed(spelling.means), spelling, settings};
}

/**
 * The setting that chooses a record, and the record's name: `approximate`, for which gelu is gelu_tanh.
 * @throws ActError for a value that chooses none
 */
export function variantOf({variants = {}}: Activation, settings: ReadonlyMap<string, string>) {
  const key = Object.keys(variants).find((each) => settings.has(each));
  if (key === undefined) return undefined;
  const [records = {}, value = ''] = [variants[key], settings.get(key)];
  const name = Object.hasOwn(records, value) ? records[value] : undefined;
  if (name === undefined) throw actError('variant', key, value, Object.keys(records));
  return {key, name};
}

function recordNamed(name: string): Activation {
  return findActivation(name) as Activation; // a test looks up every name that records have
}

/** The framework of a name, by its modules and by the form of the name; `several` have a module `nn` of functions. */
function frameworkOf({path, isLayer}: Application): Framework | 'several' | undefined {
  const [first = '', second] = path;
  if (path.includes('keras')) return 'keras';
  if (first === 'nn' && second !== 'functional' && !isLayer) return 'several';
  if (first === '' && isLayer) return 'torch';
  return Object.hasOwn(modulesOfFrameworks, first) ? modulesOfFrameworks[first] : undefined;
}

/** Frameworks by the first module of their names; `mx` is that of several. A layer of `nn` is PyTorch's. */
const modulesOfFrameworks: Readonly<Record<string, Framework>> = {
  torch: 'torch',
  F: 'torch',
  nn: 'torch',
  functional: 'torch',
  jax: 'jax',
  flax: 'flax',
  linen: 'flax',
  keras: 'keras',
  K: 'keras',
  ops: 'keras',
  layers: 'keras',
  activations: 'keras',
  tf: 'tf',
  mlx: 'mlx',
  tinygrad: 'tinygrad',
  Tensor: 'tinygrad',
  NNlib: 'nnlib',
};

/** What `nn` may stand for, with the path that tells it from the others. */
const ofNn: readonly (readonly [Framework, string])[] = [
  ['jax', 'jax.nn'],
  ['flax', 'flax.linen'],
  ['mlx', 'mlx.nn'],
];

/** @throws ActError where frameworks that call their module `nn` mean different functions */
function requireAgreement({frameworks}: Activation, name: string): void {
  const there = ofNn.filter(([framework]) => frameworks[framework] !== undefined);
  const meanings = there.map(([framework]) =>
    JSON.stringify([frameworks[framework]?.means, frameworks[framework]?.defaults]),
  );
  if (new Set(meanings).size > 1)
    throw actError('formula', `nn.${name} is not the same function in every framework: write ${there.map(([, module]) => `${module}.${name}(x)`).join(' or ')}`); // biome-ignore format: one sentence
}
