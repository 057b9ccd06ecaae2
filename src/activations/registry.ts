/** Every activation: whatever a family file exports. */

import {actError} from '../errors.ts';
import {nearest} from '../formula/spelling.ts';
import type {Activation, Definition, Framework} from './activation.ts';
import * as exponentials from './exponentials.ts';
import * as gates from './gates.ts';
import * as gelus from './gelus.ts';
import * as maxout from './maxout.ts';
import * as piecewise from './piecewise.ts';
import * as rectifiers from './rectifiers.ts';
import * as shrinks from './shrinks.ts';
import * as sigmoids from './sigmoids.ts';
import * as softpluses from './softpluses.ts';
import * as tanhs from './tanhs.ts';
import * as thresholds from './thresholds.ts';
import * as waves from './waves.ts';

/** The compiler refuses a family file that exports anything but activations. */
const families: readonly Readonly<Record<string, Definition>>[] = [
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
  maxout,
];

/** Every activation, family by family. */
export function allActivations(): readonly Activation[] {
  return families.flatMap((family) => Object.values(family)).map((definition) => definition());
}

/**
 * What names are compared by: case, `-`, `_`, spaces and a framework's path before the name (`nn.`, `jax.nn.`) are
 * ignored.
 */
export function normalizedName(name: string): string {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return last.toLowerCase().replace(/[-_\s]/g, '');
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
  const wanted = normalizedName(name);
  // An export is named as its record is: most names are found without making any other record.
  for (const family of families) {
    const key = Object.keys(family).find((each) => each.toLowerCase() === wanted);
    if (key !== undefined) return family[key]?.();
  }
  return allActivations().find((each) => spellingsOf(each).some((spelling) => normalizedName(spelling) === wanted));
}

/** The same, or an error that suggests the nearest names. */
export function activationNamed(name: string): Activation {
  const found = findActivation(name);
  if (found !== undefined) return found;
  const spellings = allActivations().flatMap((activation) => [activation.name, ...(activation.aliases ?? [])]);
  throw actError('unknownActivation', name, nearest(name, spellings));
}

const frameworkNames: Readonly<Record<string, Framework>> = {
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
};

/** The framework of a preset's name. */
export function frameworkNamed(name: string): Framework {
  const found = Object.hasOwn(frameworkNames, name.toLowerCase()) ? frameworkNames[name.toLowerCase()] : undefined;
  if (found === undefined) throw actError('unknownFramework', name, nearest(name, Object.keys(frameworkNames)));
  return found;
}
