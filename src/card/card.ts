/** The card of an activation: the facts of its record, and those computed from its formula. */

import type {Activation, Framework, Parameter, Spelling} from '../activations/activation.ts';
import {fastErrors} from '../activations/fast-errors.ts';
import {parseIntervals} from '../activations/interval-notation.ts';
import {packings} from '../activations/packings.ts';
import {matrixText} from '../activations/parameters.ts';
import {gradientOf, requireSearchable, type Selection} from '../activations/selection.ts';
import {exactValuesAt} from '../evaluation/exact-at.ts';
import {exactEvaluator, toNearestDouble} from '../exact/ladder.ts';
import {parseFormula} from '../formula/parse.ts';
import {printedSize, printFormula} from '../formula/print.ts';
import {createTrees} from '../formula/tree.ts';
import {momentsOf} from '../moments/moments.ts';
import {regionsOf} from '../regions/find-regions.ts';
import {defaultThreshold} from '../regions/region.ts';
import {withAllowance} from '../shape/budget-for.ts';
import {kinksOf} from '../shape/joints/kinks.ts';
import {shapeOf} from '../shape/shape.ts';
import {shapeFacts} from '../shape/shape-facts.ts';
import {type Card, type FrameworkFact, longestDerivative, type ParameterFact, type RegionFacts} from './card-facts.ts';

/**
 * The card of an activation or a formula at its parameters. A gradient below the threshold is weak or saturated.
 * @throws ActError for a formula too long to be searched
 */
export function cardOf(selection: Selection, threshold: number = defaultThreshold): Card {
  const {activation, label, formula} = selection;
  if (selection.inputs.length === 1) requireSearchable([selection]);
  // What the record says about its formula does not hold for a framework's own formula.
  const own = activation !== undefined && activation.formula === formula;
  return {
    label,
    name: activation?.name ?? null,
    family: activation?.family ?? null,
    aliases: activation?.aliases ?? [],
    formula,
    textbook: (own && activation.textbook) || null,
    ...inputsOf(selection),
    derivative: derivativeOf(selection, own),
    parameters: parametersOf(selection),
    range: rangeOf(selection, own),
    ...pointsOf(selection),
    ...courseOf(selection, threshold),
    fast: own && isStandard(selection) ? (fastErrors[activation.name] ?? null) : null,
    frameworks: activation === undefined ? [] : frameworksOf(activation),
    ...packingsOf(selection),
    paper: activation?.paper === undefined ? null : {link: null, ...activation.paper},
    sameAs: activation?.sameAs ?? null,
    note: activation?.note ?? null,
  };
}

/** Whether every parameter has its record's default. */
function isStandard({activation, parameters}: Selection): boolean {
  return [...parameters].every(([name, value]) => Object.is(value, activation?.parameters?.[name]?.default));
}

/** Where the halves of a gated unit lie. */
function packingsOf({activation}: Selection): Pick<Card, 'packings'> {
  const found = activation?.inputs && packings()[activation.name];
  return found === undefined ? {} : {packings: found};
}

/** The inputs of a function of several numbers, with what its record says of them. */
function inputsOf({inputs, activation}: Selection): Pick<Card, 'inputs'> {
  if (inputs.length < 2) return {};
  return {inputs: inputs.map((name) => ({name, meaning: activation?.inputs?.[name] ?? null}))};
}

/** The derivative as people write it, or else as it is derived; of several inputs, a line for each. */
function derivativeOf(selection: Selection, own: boolean): string | null {
  const {activation, inputs} = selection;
  // In a slice by another input x stands for that one.
  const isRenamed = selection.fixed?.has('x') ?? false;
  const stated = own && !isRenamed ? {x: activation?.derivative, ...activation?.otherDerivatives} : undefined;
  const gradients = inputs.map((name) => stated?.[name as 'x'] ?? gradientOf(selection, name));
  if (gradients.some((gradient) => typeof gradient !== 'string' && printedSize(gradient) > longestDerivative))
    return null;
  const texts = gradients.map((gradient) => (typeof gradient === 'string' ? gradient : printFormula(gradient)));
  return texts.length === 1 ? (texts[0] ?? null) : texts.map((text, i) => `d/d${inputs[i]}: ${text}`).join('\n');
}

function parametersOf({activation, parameters, fixed, matrices, counts}: Selection): readonly ParameterFact[] {
  const numbers = [...parameters].map(([name, value]): ParameterFact => {
    const {
      default: standard = null,
      domain = null,
      aliases = [],
      meaning = null,
    } = activation?.parameters?.[name] ?? fixedInput(activation, name, fixed);
    return {name, value, default: standard, domain, aliases, meaning};
  });
  const texts = [...(matrices ?? [])].map(([name, matrix]): ParameterFact => {
    const {default: standard = null, meaning = null} = activation?.matrices?.[name] ?? {};
    return {name, value: matrixText(matrix), default: standard, domain: null, aliases: [], meaning};
  });
  const wholes = [...(counts ?? [])].map(([name, value]): ParameterFact => {
    const {default: standard = null, meaning = null, least, most} = activation?.counts?.[name] ?? {};
    return {name, value, default: standard, domain: `[${least}, ${most}]`, aliases: [], meaning};
  });
  return [...numbers, ...texts, ...wholes];
}

/** What there is to say of an input that is fixed. */
function fixedInput(activation: Selection['activation'], name: string, fixed: Selection['fixed']): Partial<Parameter> {
  if (!fixed?.has(name)) return {};
  return {meaning: activation?.inputs?.[name] ?? 'an input, fixed'};
}

/**
 * The record's range with its ends computed; null for another formula, such as a maxout of other pieces, and for a slice.
 */
function rangeOf(selection: Selection, own: boolean): string | null {
  const {activation, parameters, inputs, fixed} = selection;
  if (activation === undefined || !own || fixed !== undefined) return null;
  // Of several numbers a record states the range at its defaults.
  if (inputs.length > 1 && !isStandard(selection)) return null;
  const trees = createTrees();
  const end = (text: string): number => {
    if (/^-?Infinity$/.test(text)) return Number(text);
    const root = parseFormula(text, {trees});
    return exactEvaluator({roots: [root], inputs: [], parameters}, toNearestDouble)([])[0] as number; // one for the root
  };
  const intervals = parseIntervals(activation.range)
    .map(({from, to, ...closed}) => ({from: end(from), to: end(to), ...closed}))
    .sort((a, b) => a.from - b.from)
    .map(({from, to, fromClosed, toClosed}) => `${fromClosed ? '[' : '('}${from}, ${to}${toClosed ? ']' : ')'}`);
  // Parts of it may be the same at some parameters.
  return [...new Set(intervals)].join(' U ');
}

/** Value and gradient at both infinities and at 0, correctly rounded. */
function pointsOf(selection: Selection): Pick<Card, 'limits' | 'origin'> {
  const [input = 'x', ...others] = selection.inputs;
  if (others.length > 0) return {limits: null, origin: null};
  let certain = true;
  const evaluate = exactValuesAt(selection, [selection.value, gradientOf(selection, input)], undefined, () => {
    certain = false;
  });
  const at = (x: number) => {
    const [value = Number.NaN, gradient = Number.NaN] = evaluate(x);
    return {value, gradient};
  };
  const [left, right] = [at(Number.NEGATIVE_INFINITY), at(Number.POSITIVE_INFINITY)];
  return {limits: {left, right, certain}, origin: at(0)};
}

/** The facts that only functions of one variable have. */
function courseOf(selection: Selection, threshold: number): Pick<Card, 'kinks' | 'shape' | 'regions' | 'gains'> {
  if (selection.inputs.length !== 1) return {kinks: null, shape: null, regions: null, gains: null};
  const searched = withAllowance(selection);
  const shape = shapeOf(searched);
  const {forwardGain, backwardGain, error} = momentsOf(searched, {mean: 0, std: 1}, shape);
  return {
    kinks: kinksOf(searched, shape.joints),
    shape: shapeFacts(shape),
    regions: regionFacts(searched, threshold),
    gains: {forward: forwardGain, backward: backwardGain, certain: !Number.isNaN(error)},
  };
}

function regionFacts(selection: Selection, threshold: number): RegionFacts {
  const {regions, unknown, over, certain} = regionsOf(selection, {threshold});
  const intervals = [
    ...regions.map(({kind, ...ends}) => ({region: kind, ...ends})),
    ...unknown.map((ends) => ({region: 'unknown' as const, ...ends})),
  ].sort((a, b) => a.from - b.from);
  return {threshold, over: over ?? null, certain, intervals};
}

function frameworksOf({name, frameworks}: Activation): readonly FrameworkFact[] {
  const entries = Object.entries(frameworks) as [Framework, Spelling][]; // TypeScript loses the keys
  return entries.map(([framework, {names, defaults = {}, formula = null, means = null, note = null}]) => ({
    framework,
    preset: `${name}@${framework}`,
    names,
    defaults,
    formula,
    means,
    note,
  }));
}
