/**
 * Known mistakes as kernels, as far as the registry tells them: another function of a similar name or a framework's version
 * of the same name, the textbook form or a short format in every step, a clamp that is missing, a gradient computed from
 * the rounded output.
 */

import type {Activation} from '../activations/activation.ts';
import {allActivations, normalizedName} from '../activations/registry.ts';
import {select} from '../activations/select.ts';
import type {Selection} from '../activations/selection.ts';
import {parseUserFormula} from '../activations/user-formula.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import {parseFormula} from '../formula/parse.ts';
import {printFormula} from '../formula/print.ts';
import {createTrees, fixedTest, type Node, nodesBelow, replaced} from '../formula/tree.ts';
import {type StudiedQuantity, treeOf} from '../stability/quantity.ts';
import {type Kernel, type KernelFormats, kernelOf} from './kernel.ts';

/** Of functions with a similar name so many at most. */
const mostSimilar = 6;

/** The kernels with a mistake for one quantity of a function. */
export function mistakesOf(selection: Selection, quantity: StudiedQuantity, formats: KernelFormats): readonly Kernel[] {
  const kernel = (name: string, of: Selection, own: KernelFormats = formats): Kernel =>
    kernelOf(name, treeOf(of, quantity), {...of, ...own});
  const short: KernelFormats = {...formats, compute: formats.dtype};
  const textbook = withTextbook(selection);
  return [
    ...otherFunctions(selection).map(({name, other}) => kernel(name, other)),
    ...(formats.compute === formats.dtype ? [] : [kernel(`every step in ${formats.dtype.name}`, selection, short)]),
    ...(textbook === undefined || formats.compute === formats.dtype
      ? []
      : [kernel(`${textbook.formula} in ${formats.dtype.name}`, textbook, short)]),
    ...withoutClamps(selection).map(({name, other}) => kernel(name, other)),
    ...(quantity === 'gradient' ? fromOutput(selection, formats) : []),
  ];
}

interface Named {
  readonly name: string;
  readonly other: Selection;
}

/** What may be taken for a function: those of a similar name, what frameworks mean by its name, and relu for a gate. */
function otherFunctions({activation, formula, parameters}: Selection): readonly Named[] {
  if (activation === undefined || activation.expand !== undefined) return [];
  const presets = Object.entries(activation.frameworks)
    .filter(([, {means, defaults, formula: own}]) => means ?? defaults ?? own)
    .map(([framework]) => `${activation.name}@${framework}`);
  const similar = allActivations()
    .filter((each) => each !== activation && each.expand === undefined && isSimilar(each, activation))
    .slice(0, mostSimilar)
    .map(({name}) => name);
  const smooth = ['gate', 'softplus', 'exponential'].includes(activation.family) ? ['relu'] : [];
  const names = new Map<string, Named>();
  const keyOf = (each: Pick<Selection, 'formula' | 'parameters'>): string =>
    `${each.formula} ${[...each.parameters].join(' ')}`;
  for (const text of [...similar, ...presets, ...smooth]) {
    const [other] = select([text], new Map());
    if (other?.inputs.length !== 1) continue;
    const key = keyOf(other);
    if (key === keyOf({formula, parameters})) continue;
    const known = names.get(key);
    const name = known === undefined ? text : known.name.includes(', as ') ? known.name : `${known.name}, as ${text}`;
    names.set(key, {name, other});
  }
  return [...names.values()];
}

function isSimilar(other: Activation, {name, sameAs, aliases = []}: Activation): boolean {
  if (other.name === sameAs || other.sameAs === name) return false;
  const [a, b] = [normalizedName(other.name), normalizedName(name)];
  const hard = [name, ...aliases].map((each) => `hard${normalizedName(each)}`);
  return a.includes(b) || hard.includes(a) || (b.length > 3 && a.length > 3 && b.includes(a));
}

/** The textbook form step by step: a mistake, unless it loses next to nothing. */
export function textbookKernel(
  selection: Selection,
  quantity: StudiedQuantity,
  formats: KernelFormats,
): Kernel | undefined {
  const textbook = withTextbook(selection);
  if (textbook === undefined) return undefined;
  return kernelOf(`${textbook.formula} step by step`, treeOf(textbook, quantity), {...textbook, ...formats});
}

/** The same function as textbooks write it. */
function withTextbook(selection: Selection): Selection | undefined {
  const text = selection.activation?.textbook;
  if (text === undefined || text === selection.formula) return undefined;
  return {...selection, formula: text, value: parseUserFormula(selection.trees, text), doubles: {}};
}

/** The function without one of its bounds, which are max and min with a number. */
function withoutClamps(selection: Selection): readonly Named[] {
  const {trees, value, inputs} = selection;
  const isFixed = fixedTest(inputs);
  return nodesBelow([value]).flatMap((node): readonly Named[] => {
    if (node.kind !== 'call' || !(node.name === 'max' || node.name === 'min')) return [];
    const [a, b] = node.args as [Node, Node]; // both have two
    if (isFixed(a) === isFixed(b)) return [];
    const [bound, other] = isFixed(a) ? [a, b] : [b, a];
    const without = replaced(trees, value, new Map([[node, other]]));
    return [{name: `without ${node.name}(..., ${printFormula(bound)})`, other: {...selection, value: without}}];
  });
}

/** The gradient that backward passes compute from the rounded output. */
function fromOutput(
  {activation, value, inputs, parameters}: Selection,
  {dtype, compute}: KernelFormats,
): readonly Kernel[] {
  const text = activation?.outputGradient;
  if (text === undefined) return [];
  const output = exactEvaluator({roots: [value], inputs, parameters}, {format: dtype, overflow: 'ieee'});
  const trees = createTrees();
  const backward = kernelOf(`${text} from the output y in ${dtype.name}`, parseFormula(text, {trees}), {
    inputs: ['y'],
    parameters: new Map(),
    dtype,
    compute,
  });
  return [{...backward, results: (x) => backward.results(x.map((each) => output([each])[0] as number))}]; // of one root
}
