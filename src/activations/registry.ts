/** The registry of all activations, which the family files define. */

import {actError} from '../errors/errors.ts';
import {nearest} from '../formula/spelling.ts';
import type {Activation, Definition, Definitions, Framework} from './activation.ts';
import {exponentials} from './families/exponentials.ts';
import {gates} from './families/gates.ts';
import {gelus} from './families/gelus.ts';
import {glus} from './families/glus.ts';
import {maxouts} from './families/maxout.ts';
import {piecewise} from './families/piecewise.ts';
import {rectifiers} from './families/rectifiers.ts';
import {shrinks} from './families/shrinks.ts';
import {sigmoids} from './families/sigmoids.ts';
import {softmaxes} from './families/softmaxes.ts';
import {softpluses} from './families/softpluses.ts';
import {tanhs} from './families/tanhs.ts';
import {thresholds} from './families/thresholds.ts';
import {waves} from './families/waves.ts';

const families: readonly Definitions[] = [
  rectifiers,
  thresholds,
  piecewise,
  exponentials,
  sigmoids,
  tanhs,
  softpluses,
  gelus,
  gates,
  shrinks,
  waves,
  maxouts,
  glus,
  softmaxes,
];

/** The records made so far. */
const made = new Map<string, Activation>();

function recordOf(name: string, define: () => Definition): Activation {
  const record = made.get(name) ?? Object.freeze({name, ...define()});
  made.set(name, record);
  return record;
}

/** Every activation, family by family. */
export function allActivations(): readonly Activation[] {
  return families.flatMap((family) => Object.entries(family()).map(([name, define]) => recordOf(name, define)));
}

/**
 * The form in which names are compared: case, `-`, `_`, spaces and a framework's path before the name (`nn.`,
 * `jax.nn.`) are ignored.
 */
export function normalizedName(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return last.toLowerCase().replace(/[-_\s]/g, '');
}

/** The names of an activation's inputs; of one whose formula depends on its size, those at the defaults. */
export function inputsOf({inputs = {x: ''}}: Activation): readonly string[] {
  return Object.keys(inputs);
}

/** Every spelling under which an activation is found. */
export function spellingsOf(activation: Activation): readonly string[] {
  const elsewhere = Object.values(activation.frameworks)
    .filter((spelling) => spelling.means === undefined)
    .flatMap((spelling) => spelling.names)
    .filter((name) => /^[\w.]+$/.test(name));
  return [activation.name, ...(activation.aliases ?? []), ...elsewhere];
}

/** The activation of a name, an alias or a framework's spelling. */
export function findActivation(name: string): Activation | undefined {
  for (const family of families) {
    const definitions = family();
    const define = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (define !== undefined) return recordOf(name, define);
  }
  const wanted = normalizedName(name);
  return allActivations().find((each) => spellingsOf(each).some((spelling) => normalizedName(spelling) === wanted));
}

/**
 * The activation of a name, an alias or a framework's spelling.
 * @throws ActError with the nearest names, if there is none
 */
export function activationNamed(name: string): Activation {
  const activation = findActivation(name);
  if (activation !== undefined) return activation;
  const spellings = allActivations().flatMap((activation) => [activation.name, ...(activation.aliases ?? [])]);
  throw actError('unknownActivation', name, nearest(name, spellings));
}

/** Frameworks by the names that people give them; made only for a preset. */
const frameworkNames = (): Readonly<Record<string, Framework>> => ({
  torch: 'torch',
  pytorch: 'torch',
  jax: 'jax',
  flax: 'flax',
  keras: 'keras',
  tf: 'tf',
  tensorflow: 'tf',
  tfjs: 'tfjs',
  onnx: 'onnx',
  mxnet: 'mxnet',
  mlx: 'mlx',
  nnlib: 'nnlib',
  chainer: 'chainer',
  darknet: 'darknet',
  tinygrad: 'tinygrad',
  hf: 'hf',
  huggingface: 'hf',
  timm: 'timm',
});

/**
 * The framework of a preset's name; `owner` is the activation whose preset it is.
 * @throws ActError with the nearest names, if there is none
 */
export function frameworkNamed(name: string, owner: string): Framework {
  const known = frameworkNames();
  const framework = Object.hasOwn(known, name.toLowerCase()) ? known[name.toLowerCase()] : undefined;
  if (framework === undefined) throw actError('unknownFramework', owner, name, nearest(name, Object.keys(known)));
  return framework;
}
