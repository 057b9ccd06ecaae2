/** Curves as a figure: f above, f′ and f″ below, and a strip for each activation that marks where its gradient dies. */

import {matrixText} from '../activations/parameters.ts';
import type {Selection} from '../activations/selection.ts';
import {formulaIn} from '../activations/user-formula.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import {float64} from '../exact/number-format.ts';
import {defaultThreshold} from '../regions/region.ts';
import type {CurveRequest, Curves, Drawn} from '../sampling/curves.ts';
import type {Result, Series} from '../sampling/series.ts';
import {type Differences, extremesOf, isOfSeveral, largestNotes, shownLabel} from './figure-differences.ts';
import {panelNotes} from './figure-notes.ts';
import type {Figure, Frame, Output, Panel, Spread, Subject, SubjectCurve, View} from './output.ts';
import {plainLayout, valueTable} from './value-table.ts';

/** Which figure is wanted. */
export interface FigureRequest extends CurveRequest {
  readonly show: readonly Quantity[];
  readonly frame: Frame;
  readonly title?: string | undefined;
  readonly differences?: Differences | undefined;
}

/** A picture has a sample for about each pixel, and a curve that turns within columns is filled in steps of two. */
export const pictureSampling = {samples: 601, columns: 301} as const;

type FigureView = Extract<View, {kind: 'figure'}>;

/** The figure, and its samples as rows. */
export function figureOutput(curves: Curves, request: FigureRequest): Output & {readonly view: FigureView} {
  const {points} = curves;
  const series = seriesOf(curves, request);
  const table = valueTable(series, {points, precision: request.precision, regions: undefined}, plainLayout);
  const subject = subjectOf(curves, request);
  return {table, view: {kind: 'figure', figure: figureOf(curves, request), frame: request.frame, subject}};
}

/** A selection as the text without its parameters, and these. */
export function subjectCurve(selection: Selection): SubjectCurve {
  const {label, activation, formula, parameters, fixed = [], counts = [], matrices = []} = selection;
  // A formula without a label is known by its text.
  const asFormula = formulaIn(label) === undefined ? `${label}=${formula}` : label;
  const every = {...Object.fromEntries(counts), ...Object.fromEntries(fixed), ...Object.fromEntries(parameters)};
  const [finite, infinite] = [true, false].map((wanted) =>
    Object.entries(every).filter(([, value]) => Number.isFinite(value) === wanted),
  ) as [[string, number][], [string, number][]]; // one for each
  // Matrices are no numbers, and JSON has no infinity: they stay in the text.
  const texts = [
    ...[...matrices].map(([name, matrix]) => `${name}=${matrixText(matrix)}`),
    ...infinite.map(([name, value]) => `${name}=${value}`).filter((text) => label.includes(text)),
  ];
  const name = [label.replace(/:.*/s, ''), texts.join()].filter((part) => part !== '').join(':');
  const asName = Object.keys(every).length === 0 ? label : name;
  return {text: activation === undefined ? asFormula : asName, parameters: Object.fromEntries(finite)};
}

/** What the figure shows, for a page that draws it anew. */
function subjectOf({x}: Curves, request: FigureRequest): Subject {
  const {selections, line, show, regions, precision, title} = request;
  const dtype = precision.format === float64 ? undefined : precision.format.name;
  return {
    curves: selections.map(subjectCurve),
    range: `${x[0]}:${x.at(-1)}`,
    points: x.length === pictureSampling.samples ? undefined : x.length,
    line,
    show,
    threshold: regions?.threshold ?? defaultThreshold,
    hasRegions: regions !== undefined,
    dtype,
    underflow: regions?.format?.name,
    saturate: precision.overflow === 'saturate',
    parametersInDtype: precision.parametersInFormat,
    title,
  };
}

function figureOf(
  {x, points, curves}: Curves,
  {line, regions, show, frame, title, wrt, differences}: FigureRequest,
): Figure {
  const [axis = ''] = points.names;
  const panel = (title: string, name: Drawn): Panel => {
    // Not every activation has a parameter.
    const own = curves
      .filter((curve) => curve[name] !== undefined)
      .map((curve) => ({...curve, label: shownLabel(curve.label, differences)}));
    const drawn = own.map((curve, i) => ({
      label: curve.label,
      extremes: extremesOf(curve, differences?.largest?.[i], {name, x}),
      y: curve[name] as Float64Array, // it is defined
      band: curve.bands?.[name],
      trace: curve.traces?.[name],
    }));
    const shownBy = quantities[name];
    return {
      ...(shownBy === undefined ? {} : {shownBy}),
      title: `${title}${isOfSeveral(differences) ? ` minus that of ${differences.from}` : ''}`,
      notes: [...largestNotes(own, differences?.largest, {name, x}), ...panelNotes(own, name, {axis, limits: frame})],
      curves: drawn,
    };
  };
  const spread = spreadText(frame.spread);
  const falls = (x[0] ?? 0) > (x.at(-1) ?? 0);
  return {
    ...(title === undefined ? {} : {title}),
    x,
    panels: [
      ...(show.includes('value') ? [panel(`f${spread}`, 'value')] : []),
      ...(show.includes('gradient')
        ? [panel(`${line === undefined ? 'f′' : 'f′ along the line'}${spread}`, 'slope')]
        : []),
      ...(show.includes('second') ? [panel(`f″${spread}`, 'second')] : []),
      ...(wrt === undefined ? [] : [panel(`∂f/∂${wrt}${spread}`, 'wrt')]),
    ],
    strips: curves.flatMap(({label, marks, intervals, value: y}) =>
      marks === undefined ? [] : [{label, marks, intervals, y}],
    ),
    notes: [
      ...(regions === undefined ? [] : [`threshold: |f′| = ${regions.threshold}`]),
      ...(falls ? [`${axis} falls to the right`] : []),
    ],
  };
}

/** What stands in `--show` for a panel; that of `--wrt` is always there. */
const quantities: Readonly<Record<Drawn, Quantity | undefined>> = {
  value: 'value',
  slope: 'gradient',
  second: 'second',
  wrt: undefined,
};

function spreadText(spread: Spread): string {
  if (spread.kind === 'linear') return '';
  return spread.kind === 'log' ? ' (log)' : ` (log beyond ±${spread.threshold})`;
}

/** The curves, which are already computed, as series of a table. */
function seriesOf({points, curves}: Curves, {show, wrt}: FigureRequest): readonly Series[] {
  const inputs = points.names.slice(points.leading);
  const gradients = inputs.map(
    (variable): Result => (inputs.length === 1 ? {kind: 'gradient'} : {kind: 'gradientByInput', variable}),
  );
  const results: readonly Result[] = [{kind: 'value'}, ...gradients, {kind: 'second'}];
  const isShown = ({kind}: Result): boolean => show.includes(kind === 'value' || kind === 'second' ? kind : 'gradient');
  return curves.map(({label, value, gradients: slopes, second = new Float64Array(), wrt: byParameter}) => {
    const own: readonly Result[] =
      wrt === undefined || byParameter === undefined ? [] : [{kind: 'gradientByParameter', variable: wrt}];
    return {
      label,
      results: [...results.filter(isShown), ...own],
      evaluate: () => [
        ...[value, ...slopes, second].filter((_, i) => isShown(results[i] as Result)), // as many
        ...(byParameter === undefined ? [] : [byParameter]),
      ],
    };
  });
}
