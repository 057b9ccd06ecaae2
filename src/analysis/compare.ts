/** The figures that decide between activations, side by side: a row for each figure, a column for each activation. */

import {type Selection, select} from '../activations/selection.ts';
import {actError} from '../errors.ts';
import type {NumberFormat} from '../exact/format.ts';
import {costsOf} from './cost.ts';
import {type Difference, differencesOf, type Pair} from './differences.ts';
import {type Moments, momentsOf} from './moments.ts';
import {type Normal, probability} from './normal.ts';
import type {RegionKind} from './region.ts';
import {regionsOf} from './regions.ts';
import type {Cell, Report, Table} from './report.ts';
import type {Span} from './samples.ts';
import {type Shape, shapeOf} from './shape.ts';
import {smoothnessText} from './smoothness.ts';

export interface CompareRequest {
  readonly selections: readonly Selection[];
  /** What the inputs are drawn from, for expectations and shares. */
  readonly normal: Normal;
  /** Where extrema, slopes and differences are looked for; the real line if absent. */
  readonly range: Span | undefined;
  /** |f′| below it is saturated or weak. */
  readonly threshold: number;
  /** The format in which gradients underflow, if that is asked for. */
  readonly format: NumberFormat | undefined;
  /** A clock in milliseconds, if the cost is to be measured. */
  readonly now: (() => number) | undefined;
}

/** Everything found of one activation. */
interface Findings {
  readonly selection: Selection;
  readonly shape: Shape;
  readonly moments: Moments;
  readonly shares: Readonly<Record<RegionKind | 'zero', number>>;
}

type Row = readonly [name: string, ...cells: readonly Cell[]];

const defaultRange: Span = {from: -6, to: 6};

export interface Comparison extends Report {
  /** For people: the figures, and below them a row for each pair instead of many half-empty ones. */
  readonly readable: readonly Table[];
}

/**
 * The comparison of functions of one variable.
 * @throws ActError for a function of vectors
 */
export function compareReport(request: CompareRequest): Comparison {
  const {selections, range} = request;
  const vector = selections.find(({inputs}) => inputs.length !== 1);
  if (vector !== undefined) throw actError('regionsOfVectors', vector.label);
  const found = selections.map((selection) => findingsOf(selection, request));
  const bounded = found.some(({shape}) => Number.isFinite(shape.span.from));
  const span = range ?? (bounded ? defaultRange : {from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY});
  const pairs = differencesOf(found, span);
  const figures = [...figureRows(found, request), ...costRows(request)];
  const notes = notesOf(found, pairs, {request, span});
  const names = ['figure', ...selections.map(({label}) => label)];
  const readable = [{...tableOf(names, figures), notes}, ...(pairs.length === 0 ? [] : [pairTable(selections, pairs)])];
  const table = {...tableOf(names, [...figures, ...pairRows(selections, pairs)]), notes};
  return {table, readable, verdict: 'done'};
}

/** Rows under a text column and others. */
function tableOf([first = '', ...others]: readonly string[], rows: readonly Row[]): Table {
  const columns = [rows.map(([name]) => name), ...others.map((_, j) => rows.map((row) => row[j + 1] ?? null))];
  return {
    columns: [{name: first, kind: 'text'}, ...others.map((name) => ({name, kind: 'cells' as const}))],
    chunks: () => [{length: rows.length, columns}],
  };
}

function pairTable(selections: readonly Selection[], pairs: readonly Pair[]): Table {
  const label = (index: number) => selections[index]?.label ?? '';
  const rows = pairs.map(
    ({first, second, value, gradient}): Row => [
      `${label(first)}, ${label(second)}`,
      value.size,
      value.x,
      gradient.size,
      gradient.x,
    ],
  );
  const notes = ['largest differences of value and of gradient'];
  return {...tableOf(['pair', 'value', 'at', 'gradient', 'at'], rows), notes};
}

function findingsOf(selection: Selection, request: CompareRequest): Findings {
  const {normal, threshold, format, range} = request;
  const shape = shapeOf(selection, range, defaultRange);
  const shares = {dead: 0, underflow: 0, saturated: 0, weak: 0, zero: 0};
  // Only a function that oscillates for ever is searched over a range: all of it that has a probability.
  const reach = [normal.mean - 10 * normal.std, normal.mean + 10 * normal.std] as const;
  const bounded = range === undefined && Number.isFinite(shape.span.from);
  const {regions} = regionsOf(selection, {
    threshold,
    ...(format === undefined ? {} : {format}),
    ...(bounded ? {range: reach} : {}),
  });
  for (const {kind, from, to} of regions) shares[kind] += probability(from, to, normal);
  for (const {value, from, to} of shape.plateaus) if (value === 0) shares.zero += probability(from, to, normal);
  return {selection, shape, moments: momentsOf(selection, normal, shape.joints), shares};
}

function figureRows(found: readonly Findings[], {format}: CompareRequest): readonly Row[] {
  const row = (name: string, cell: (of: Findings) => Cell): Row => [name, ...found.map(cell)];
  return [
    row('range_from', ({shape}) => shape.infimum.value),
    row('range_from_at', ({shape}) => shape.infimum.x),
    row('range_to', ({shape}) => shape.supremum.value),
    row('range_to_at', ({shape}) => shape.supremum.x),
    row('extrema', ({shape}) => shape.extrema.length),
    row('monotonicity', ({shape}) => shape.monotonicity),
    row('smoothness', ({shape}) => smoothnessText(shape.smoothness)),
    row('output_sign', ({shape}) => shape.sign),
    row('zero_centred', ({shape}) => shape.symmetry === 'odd'),
    row('max_gradient', ({shape}) => shape.steepest.value),
    row('max_gradient_at', ({shape}) => shape.steepest.x),
    row('share_dead', ({shares}) => shares.dead),
    ...(format === undefined ? [] : [row('share_underflow', ({shares}) => shares.underflow)]),
    row('share_saturated', ({shares}) => shares.saturated),
    row('share_weak', ({shares}) => shares.weak),
    row('share_zero_output', ({shares}) => shares.zero),
    row('output_mean', ({moments}) => moments.mean),
    row('output_spread', ({moments}) => moments.spread),
    row('mean_square', ({moments}) => moments.square),
    row('mean_square_gradient', ({moments}) => moments.gradientSquare),
    row('forward_gain', ({moments}) => moments.forwardGain),
    row('backward_gain', ({moments}) => moments.backwardGain),
    // An estimate has no more digits.
    row('quadrature_error', ({moments}) => Number(moments.error.toPrecision(2))),
  ];
}

function costRows({selections, now}: CompareRequest): readonly Row[] {
  if (now === undefined) return [];
  const [relu = Number.NaN, ...costs] = costsOf([...select(['relu'], new Map()), ...selections], now);
  const rounded = (value: number) => Number(value.toPrecision(3)); // a measurement has no more digits
  return [
    ['measured_cost_ns', ...costs.map(rounded)],
    ['measured_cost_in_relus', ...costs.map((cost) => rounded(cost / relu))],
  ];
}

/** Five rows for every activation but the last: how far those after it lie from it. */
function pairRows(selections: readonly Selection[], pairs: readonly Pair[]): readonly Row[] {
  return selections.slice(0, -1).flatMap(({label}, first) => {
    const row = (name: string, cell: (pair: Pair) => Cell): Row => [
      `${name}:${label}`,
      ...selections.map((_, second) => {
        const pair = pairs.find((each) => each.first === first && each.second === second);
        return pair === undefined ? null : cell(pair);
      }),
    ];
    return [
      row('value_difference', ({value}) => value.size),
      row('value_difference_at', ({value}) => value.x),
      row('gradient_difference', ({gradient}) => gradient.size),
      row('gradient_difference_at', ({gradient}) => gradient.x),
      row('parity', ({value}) => parityText(value.size)),
    ];
  });
}

/** The tolerance between which powers of ten a test of one against the other fails and passes. */
function parityText(size: number): string {
  if (size === 0) return 'equal';
  if (!Number.isFinite(size)) return 'fails';
  const exponent = Math.ceil(Math.log10(size));
  return `fails at 1e${exponent - 1}, passes at 1e${exponent}`;
}

function notesOf(
  found: readonly Findings[],
  pairs: readonly Pair[],
  {request, span}: {readonly request: CompareRequest; readonly span: Span},
): readonly string[] {
  const {normal, threshold, format, now} = request;
  const endless = found.filter(({shape}) => request.range === undefined && Number.isFinite(shape.span.from));
  const over = Number.isFinite(span.from) ? `${span.from}:${span.to}` : 'the real line';
  const where =
    endless.length === 0
      ? `range, extrema, slopes and differences over ${over}`
      : `differences, and all of ${endless.map(({selection}) => selection.label).join(', ')}, over ${over}; range, extrema and slopes of the others over the real line`;
  return [
    `mean, spread, gains and shares for x ~ N(${normal.mean}, ${normal.std}²), by quadrature to 1e-10`,
    `saturated, weak: 0 < |f′| < ${threshold}${format === undefined ? '' : `; underflow: f′ rounds to 0 in ${format.name}`}`,
    where,
    ...(now === undefined ? [] : ['cost measured on this machine, a value and its gradient in plain doubles']),
    ...pairs.filter((pair) => isPort(found, pair)).map((pair) => portText(found, pair)),
  ];
}

/** Two that someone might take for the same function: two in all, or spellings of one name. */
function isPort(found: readonly Findings[], {first, second, value}: Pair): boolean {
  const [a, b] = [found[first], found[second]].map((each) => each?.selection.label.split(/[@:]/)[0]);
  return Number.isFinite(value.size) && (found.length === 2 || a === b);
}

function portText(found: readonly Findings[], {first, second, value, gradient}: Pair): string {
  const [a, b] = [found[first]?.selection.label, found[second]?.selection.label];
  if (value.size === 0 && gradient.size === 0) return `${a} and ${b} are equal`;
  const by = (name: string, {size, x, mirrored}: Difference) =>
    size === 0 ? `not in ${name}` : `by up to ${rounded(size)} in ${name} (x = ${mirrored ? '±' : ''}${rounded(x)})`;
  const verdict = value.size === 0 ? '' : `: a parity test ${parityText(value.size)}`;
  return `${a} and ${b} differ ${by('value', value)} and ${by('gradient', gradient)}${verdict}`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
