/** A comparison as tables: a row for each figure, a column for each activation, and the pairs below. */

import {type Compared, type CompareRequest, type Comparison, isPort, parityOf} from '../compare/comparison.ts';
import type {Difference, Pair} from '../compare/differences.ts';
import {regionKinds} from '../regions/region.ts';
import {takenOf} from '../shape/shape-facts.ts';
import type {Symmetry} from '../shape/symmetry.ts';
import type {Note} from './notes.ts';
import type {Output} from './output.ts';
import {tableOfRows} from './rows.ts';
import {type PairFigures, sideBySide} from './side-by-side.ts';
import {summaryOf} from './summary.ts';
import type {Cell, Column, Table} from './table.ts';

type Row = readonly [name: string, ...cells: readonly Cell[]];

/** Whether f is odd; null where that is not known. */
const zeroCentred: Readonly<Record<Symmetry, boolean | null>> = {
  odd: true,
  even: false,
  none: false,
  'seems odd': null,
  'seems even': false,
  'not known': null,
};

/** How far the activations of a pair are from each other. */
const pairFigures: PairFigures = [
  ['value_difference', ({value}) => value.size],
  ['value_difference_at', ({value}) => value.x],
  ['gradient_difference', ({gradient}) => gradient.size],
  ['gradient_difference_at', ({gradient}) => gradient.x],
];

/** One table for machines; for people and documents pairs have a row each instead of many half-empty rows. */
export function comparisonOutput(comparison: Comparison, request: CompareRequest): Output {
  const {compared, pairs} = comparison;
  const figures = [...figureRows(compared, request), ...costRows(comparison)];
  const ports = pairs.filter((pair) => isPort(comparison, pair)).map((pair) => portText(comparison, pair));
  const verdict = [...ports, ...(compared.length > 2 ? summaryOf(comparison) : [])];
  const meanings = meaningsOf(comparison, request);
  const notes = [...meanings, ...verdict];
  const names = ['figure', ...compared.map(({label}) => label)];
  const table = tableOf(names, [...figures, ...pairRows(comparison)], notes);
  const tables = [tableOf(names, figures, notes), ...(pairs.length === 0 ? [] : [pairTable(comparison)])];
  const view = {
    kind: 'comparison',
    tables,
    sideBySide: sideBySide(comparison, {figures, pairFigures, verdict, notes: meanings}),
  } as const;
  return {table, view};
}

/** Of which activations something is not proven. */
export function comparisonNotes({compared, pairs}: Comparison): readonly Note[] {
  const labelOf = (index: number): string => compared[index]?.label as string; // pairs are of those compared
  return [
    ...compared.filter(({shape}) => !shape.certain).map(({label}) => ({code: 'shapeUncertain', name: label}) as const),
    ...compared
      .filter(({shape, second}) => shape.certain && second?.certain === false)
      .map(({label}) => ({code: 'secondUncertain', name: label}) as const),
    ...compared
      .filter(({moments}) => Number.isNaN(moments.error))
      .map(({label}) => ({code: 'momentsUncertain', name: label}) as const),
    ...pairs
      .filter(({certain}) => !certain)
      .map(({first, second}) => ({code: 'differenceUncertain', names: [labelOf(first), labelOf(second)]}) as const),
  ];
}

function tableOf([first = '', ...others]: readonly string[], rows: readonly Row[], notes: readonly string[]): Table {
  const columns: readonly Column[] = [
    {name: first, kind: 'text'},
    ...others.map((name) => ({name, kind: 'cells' as const})),
  ];
  return tableOfRows(columns, rows, notes);
}

function figureRows(compared: readonly Compared[], {format, order}: CompareRequest): readonly Row[] {
  const row = (name: string, cell: (of: Compared) => Cell): Row => [name, ...compared.map(cell)];
  const kinds = regionKinds.filter((kind) => kind !== 'underflow' || format !== undefined);
  return [
    row('range_from', ({shape}) => shape.infimum.value),
    row('range_from_at', ({shape}) => shape.infimum.x),
    row('range_to', ({shape}) => shape.supremum.value),
    row('range_to_at', ({shape}) => shape.supremum.x),
    row('extrema', ({shape}) => takenOf(shape).length),
    row('monotonicity', ({shape}) => shape.monotonicity),
    row('smoothness', ({shape}) => shape.smoothness),
    row('output_sign', ({shape}) => shape.sign),
    row('zero_centred', ({shape}) => zeroCentred[shape.symmetry]),
    row('max_gradient', ({shape}) => shape.steepest.value),
    row('max_gradient_at', ({shape}) => shape.steepest.x),
    ...(order === 1 ? [] : [row('max_second', ({second}) => second?.value ?? null)]),
    ...(order === 1 ? [] : [row('max_second_at', ({second}) => second?.x ?? null)]),
    row('certain', ({shape, second}) => shape.certain && second?.certain !== false),
    ...kinds.map((kind) => row(`share_${kind}`, ({shares}) => shares[kind])),
    ...(compared.some(({shares}) => shares.unknown > 0) ? [row('share_unknown', ({shares}) => shares.unknown)] : []),
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

function costRows({costs}: Comparison): readonly Row[] {
  if (costs === undefined) return [];
  const rounded = (value: number) => Number(value.toPrecision(3)); // a measurement has no more digits
  return [
    ['measured_cost_ns', ...costs.map(({nanoseconds}) => rounded(nanoseconds))],
    ['measured_cost_in_relus', ...costs.map(({relus}) => rounded(relus))],
  ];
}

/** Five rows for every activation but the last: how far the later ones are from it. */
function pairRows({compared, pairs}: Comparison): readonly Row[] {
  return compared.slice(0, -1).flatMap(({label}, first) => {
    const row = (name: string, cell: (pair: Pair) => Cell): Row => [
      `${name}:${label}`,
      ...compared.map((_, second) => {
        const pair = pairs.find((each) => each.first === first && each.second === second);
        return pair === undefined ? null : cell(pair);
      }),
    ];
    return [...pairFigures.map(([name, figure]) => row(name, figure)), row('parity', parityText)];
  });
}

function pairTable({compared, pairs}: Comparison): Table {
  const label = (index: number) => compared[index]?.label ?? ''; // always one of them
  const rows = pairs.map(
    ({first, second, value, gradient}): Row => [
      `${label(first)}, ${label(second)}`,
      value.size,
      value.x,
      gradient.size,
      gradient.x,
    ],
  );
  return tableOf(['pair', 'value', 'at', 'gradient', 'at'], rows, ['largest differences of value and of gradient']);
}

function parityText(pair: Pair): string {
  const parity = parityOf(pair);
  if (parity === 'equal' || parity === 'not known') return parity;
  return parity === 'never' ? 'fails' : `fails at 1e${parity.failsAt}, passes at 1e${parity.passesAt}`;
}

/** What the figures mean, and over which inputs. */
function meaningsOf(
  {compared, span, costs}: Comparison,
  {normal, threshold, format}: CompareRequest,
): readonly string[] {
  const endless = compared.filter((each) => each.endless).map(({label}) => label);
  const over = Number.isFinite(span.from) ? `${span.from}:${span.to}` : 'the real line';
  return [
    `mean, spread, gains and shares for x ~ N(${normal.mean}, ${normal.std}²), by quadrature ${errorText(compared)}`,
    `saturated, weak: 0 < |f′| < ${threshold}${format === undefined ? '' : `; underflow: f′ rounds to 0 in ${format.name}`}`,
    endless.length === 0
      ? `range, extrema, slopes and differences over ${over}`
      : `differences, and all of ${endless.join(', ')}, over ${over}; range, extrema and slopes of the others over the real line`,
    ...(costs === undefined ? [] : ['cost measured on this machine, a value and its gradient in plain doubles']),
  ];
}

/** How exact the expectations are: 1e-10, as is promised, unless one is worse. */
function errorText(compared: readonly Compared[]): string {
  const worst = Math.max(1e-10, ...compared.map(({moments}) => moments.error));
  return Number.isNaN(worst) ? 'with an error that is not known' : `to ${rounded(worst)}`;
}

function portText({compared}: Comparison, pair: Pair): string {
  const {first, second, value, gradient, alone, certain} = pair;
  const [a, b] = [compared[first]?.label, compared[second]?.label];
  const lacks = alone === undefined ? '' : `; only one of them has a value at x = ${rounded(alone)}`;
  const [equal, verdict] = [`${a} and ${b} are equal`, `: a parity test ${parityText(pair)}`];
  if (value.size === 0 && gradient.size === 0 && !certain)
    return `no difference of ${a} and ${b} was found, and not all places were compared${lacks}`;
  if (value.size === 0 && gradient.size === 0)
    return lacks === '' ? equal : `${equal} where both have a value${lacks}${verdict}`;
  const by = (name: string, {size, x, mirrored}: Difference) =>
    size === 0
      ? `${certain ? 'not' : 'nowhere found'} in ${name}`
      : `by ${certain ? 'up to' : 'at least'} ${rounded(size)} in ${name} (x = ${mirrored ? '±' : ''}${rounded(x)})`;
  const told = value.size === 0 && lacks === '' ? '' : `${lacks}${verdict}`;
  return `${a} and ${b} differ ${by('value', value)} and ${by('gradient', gradient)}${told}`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
