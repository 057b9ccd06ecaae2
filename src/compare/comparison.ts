/** Figures by which to choose between activations: of each one, and of each pair. */

import {select} from '../activations/select.ts';
import {requireSearchable, type Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {type Moments, momentsOf} from '../moments/moments.ts';
import {type Normal, probability} from '../moments/normal.ts';
import {regionsOf} from '../regions/find-regions.ts';
import type {RegionKind} from '../regions/region.ts';
import {withAllowance} from '../shape/budget-for.ts';
import type {Largest} from '../shape/largest.ts';
import {largestSecond} from '../shape/largest-second.ts';
import {type Shape, shapeOf} from '../shape/shape.ts';
import {realLine, type Span, usualSpan} from '../shape/span.ts';
import {costsOf} from './cost.ts';
import {differencesOf, type Pair} from './differences.ts';

/** What is to be compared, and how. */
export interface CompareRequest {
  readonly selections: readonly Selection[];
  /** The distribution of the inputs, for expectations and shares. */
  readonly normal: Normal;
  /** Where extrema, slopes and differences are sought; undefined for the real line. */
  readonly range: Span | undefined;
  /** |f′| below it is saturated or weak. */
  readonly threshold: number;
  /** If present, the share of gradients that underflow in this format is added. */
  readonly format: NumberFormat | undefined;
  /** A clock in milliseconds; if present, the cost is measured. */
  readonly now: (() => number) | undefined;
  /** 2 to look for the largest |f″| too. */
  readonly order: 1 | 2;
}

/** `unknown`: the probability of an input where the search for regions was given up. */
export type Shares = Readonly<Record<RegionKind | 'zero' | 'unknown', number>>;

/** The figures of one activation. */
export interface Compared {
  readonly label: string;
  readonly shape: Shape;
  /** The largest |f″|, one-sided ones and limits included; undefined if it was not asked for. */
  readonly second: Largest | undefined;
  readonly moments: Moments;
  /** Probabilities that an input lies in each kind of region, and that the output is exactly 0. */
  readonly shares: Shares;
  /** Whether the function oscillates for ever, so that only a part of it is described. */
  readonly endless: boolean;
}

/** The time for a value and its gradient in plain doubles: in nanoseconds, and as a multiple of ReLU's. */
export interface Cost {
  readonly nanoseconds: number;
  /** How many times longer than ReLU's. */
  readonly relus: number;
}

/** The figures of all activations and pairs. */
export interface Comparison {
  readonly compared: readonly Compared[];
  readonly pairs: readonly Pair[];
  /** Where the differences of pairs were sought. */
  readonly span: Span;
  /** One for each activation; undefined if it was not measured. */
  readonly costs: readonly Cost[] | undefined;
}

/** The square of the farthest input that counts, 40 standard deviations away, is a double, and so is that of the least. */
const mostNormal = 1e150;
/** So many standard deviations from 0 the places of quadrature, which are doubles, are too far apart for its error. */
const mostMeans = 1e10;

/** @throws ActError for a normal input whose moments leave the doubles, or which is too narrow for its mean */
function requireUsual({mean, std}: Normal): void {
  const least = Math.max(1 / mostNormal, Math.abs(mean) / mostMeans);
  if (!(Math.abs(mean) <= mostNormal && std >= least && std <= mostNormal)) {
    throw actError('normal', mean, std, mostNormal);
  }
}

/**
 * The comparison of functions of one variable.
 * @throws ActError for a function of vectors, for a normal input so wide or narrow that its moments leave the doubles, and for a formula too long to be searched
 */
export function compareActivations(request: CompareRequest): Comparison {
  const {selections, range, now} = request;
  const vector = selections.find(({inputs}) => inputs.length !== 1);
  if (vector !== undefined) throw actError('regionsOfVectors', vector.label, vector.inputs);
  requireSearchable(selections);
  requireUsual(request.normal);
  const compared = selections.map(withAllowance).map((selection) => ({selection, ...comparedOf(selection, request)}));
  const span = range ?? (compared.some(({endless}) => endless) ? usualSpan : realLine);
  return {
    compared,
    pairs: differencesOf(compared, span),
    span,
    costs: now === undefined ? undefined : costsInRelus(selections, now),
  };
}

function comparedOf(selection: Selection, request: CompareRequest): Compared {
  const {normal, threshold, format, range, order} = request;
  const shape = shapeOf(selection, range);
  const shares = {dead: 0, underflow: 0, saturated: 0, weak: 0, zero: 0, unknown: 0};
  // Only a function that oscillates for ever is searched over a range: the one that holds practically all inputs.
  const reach = [normal.mean - 10 * normal.std, normal.mean + 10 * normal.std] as const;
  const endless = range === undefined && Number.isFinite(shape.span.from);
  const {regions, unknown} = regionsOf(selection, {
    threshold,
    ...(format === undefined ? {} : {format}),
    ...(endless ? {range: reach} : {}),
  });
  for (const {from, to} of unknown) shares.unknown += probability(from, to, normal);
  for (const {kind, from, to} of regions) shares[kind] += probability(from, to, normal);
  const isZero = ({value}: {readonly value: number}): boolean => value === 0;
  const wider = endless && shape.plateaus.some(isZero) ? shapeOf(selection, {from: reach[0], to: reach[1]}) : shape;
  for (const {from, to} of wider.plateaus.filter(isZero)) shares.zero += probability(from, to, normal);
  const second = order === 2 ? largestSecond(selection, shape) : undefined;
  return {label: selection.label, shape, second, moments: momentsOf(selection, normal, shape), shares, endless};
}

/** ReLU is measured once, also if it is among those compared: it takes exactly 1 of what it takes. */
function costsInRelus(selections: readonly Selection[], now: () => number): readonly Cost[] {
  const others = selections.filter(({activation}) => activation?.name !== 'relu');
  const [relu = Number.NaN, ...costs] = costsOf([...select(['relu'], new Map()), ...others], now);
  return selections.map((selection) => {
    const nanoseconds = costs[others.indexOf(selection)];
    return nanoseconds === undefined ? {nanoseconds: relu, relus: 1} : {nanoseconds, relus: nanoseconds / relu};
  });
}

/**
 * At which absolute tolerances a test of one activation against the other fails and passes, as exponents of 10; `equal`
 * passes at all, `never` at none. It is not known where no place was found at which both have a value, nor where no
 * difference was found and not all places were compared.
 */
export type Parity = 'equal' | 'never' | 'not known' | {readonly failsAt: number; readonly passesAt: number};

/** What the largest difference of two activations means for a test with a tolerance; where only one has a value it fails. */
export function parityOf({value: {size}, alone, certain}: Pick<Pair, 'value' | 'alone' | 'certain'>): Parity {
  if (alone !== undefined) return 'never';
  if (Number.isNaN(size) || (size === 0 && !certain)) return 'not known';
  if (size === 0) return 'equal';
  if (!Number.isFinite(size)) return 'never';
  const passesAt = Math.ceil(Math.log10(size));
  return {failsAt: passesAt - 1, passesAt};
}

/** Whether two activations may be meant as the same function: no others are compared, or they have the same name. */
export function isPort({compared}: Comparison, {first, second, value}: Pair): boolean {
  const [a, b] = [compared[first], compared[second]].map((each) => each?.label.split(/[@:]/)[0]);
  return Number.isFinite(value.size) && (compared.length === 2 || a === b);
}
