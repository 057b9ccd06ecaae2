/** What the page of `plot --output x.html` computes: its picture, its sliders, and exact values at a place. */

import {isInside} from '../activations/interval-notation.ts';
import {readParameter} from '../activations/parameters.ts';
import {select} from '../activations/select.ts';
import {requireDifferent, type Selection} from '../activations/selection.ts';
import {formulaIn, parseUserFormula} from '../activations/user-formula.ts';
import {actError} from '../errors/errors.ts';
import {dtypeNamed, float64} from '../exact/number-format.ts';
import {doubtAbout, readNumber} from '../formula/number-text.ts';
import {createTrees, variablesOf} from '../formula/tree.ts';
import {evaluate} from '../library/evaluate.ts';
import {drawing} from '../render/picture/svg.ts';
import {figureOutput, pictureSampling, subjectCurve} from '../report/figure.ts';
import type {Frame, Subject, SubjectCurve} from '../report/output.ts';
import {curvesOf} from '../sampling/curves.ts';
import {pointInputs} from '../sampling/grid.ts';
import {linePoints, scalarPoints} from '../sampling/points.ts';
import {parseRange} from '../sampling/range.ts';

/** A parameter and the slider for it. */
export interface Slider {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** What the page shows of a curve beside the picture. */
export interface ShownCurve {
  readonly label: string;
  readonly sliders: readonly Slider[];
}

/** The picture, where the frames of its panels are, and its curves. */
export interface Drawn {
  readonly svg: string;
  readonly left: number;
  readonly inner: number;
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly from: number;
  readonly to: number;
  readonly curves: readonly ShownCurve[];
}

/**
 * Draws the curves of a subject.
 * @throws ActError for what cannot be named, and for a range that is none
 */
export async function draw(
  subject: Subject,
  style: Parameters<typeof drawing>[1] & Pick<Frame, 'spread'>,
): Promise<Drawn> {
  const {line, show, threshold, underflow, hasRegions, title} = subject;
  const selections = subject.curves.map(selectionOf);
  requireDifferent(selections);
  const range = parseRange(subject.range);
  const inputs = pointInputs(range, subject.points ?? pictureSampling.samples);
  const frame: Frame = {
    marks: undefined,
    columns: undefined,
    height: undefined,
    ymin: style.ymin,
    ymax: style.ymax,
    spread: style.spread,
  };
  const request = {
    selections,
    points: line === undefined ? scalarPoints(inputs) : linePoints(inputs, line, selections[0]?.inputs ?? []),
    precision: precisionOf(subject),
    line,
    second: show.includes('second'),
    limits: frame,
    columns: pictureSampling.columns,
    corners: true,
    regions: hasRegions ? {threshold, ...(underflow && {format: dtypeNamed(underflow)})} : undefined,
    show,
    frame,
    title,
  };
  const {view} = figureOutput(await curvesOf(request), request);
  const {svg, layout} = drawing(view.figure, style);
  const [first, last] = [layout.panels[0], layout.panels.at(-1)];
  return {
    svg,
    left: layout.left,
    inner: layout.inner,
    width: layout.width,
    height: layout.height,
    top: first?.top ?? 0,
    bottom: (last?.top ?? 0) + (last?.height ?? 0),
    from: range.from,
    to: range.to,
    curves: selections.map((selection) => ({label: selection.label, sliders: slidersOf(selection)})),
  };
}

/** Value and gradient at a place, each exact as the library gives it; undefined for a function of several numbers. */
export function readAt(
  subject: Subject,
  x: number,
): readonly ({readonly value: string; readonly gradient: string} | undefined)[] {
  const {dtype, saturate, parametersInDtype} = subject;
  return subject.curves.map(({text, parameters}) => {
    if (subject.line !== undefined) return undefined;
    const {value, gradient} = evaluate(text, [x], {parameters, saturate, parametersInDtype, ...(dtype && {dtype})});
    return {value: exact(value[0]), gradient: exact(gradient[0])};
  });
}

/**
 * The curve that a text names; parameters of a formula begin at 1.
 * @throws ActError as `activation` does
 */
export function curveOf(text: string): SubjectCurve {
  const formula = formulaIn(text);
  const variables = formula === undefined ? [] : variablesOf(parseUserFormula(createTrees(), formula.body));
  const flags = new Map(variables.filter((name) => name !== 'x').map((name) => [name, '1']));
  return subjectCurve(select([text.trim()], flags)[0] as Selection); // one for each text
}

/**
 * The curve at another value of a parameter.
 * @throws ActError for a text that is no finite number
 */
export function changed(curve: SubjectCurve, name: string, text: string): SubjectCurve {
  return {...curve, parameters: {...curve.parameters, [name]: readParameter(curve.text, name, text)}};
}

/**
 * The place on the x axis that a text gives.
 * @throws ActError for what is no number
 */
export function placeOf(text: string): number {
  const x = readNumber(text);
  if (x === undefined || Number.isNaN(x)) throw actError('notNumbers', `x = '${text}'`);
  const doubt = doubtAbout(text, x);
  if (doubt !== undefined) throw actError('doubtful', 'invalid x', text, doubt);
  return x;
}

function exact(value = Number.NaN): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function selectionOf({text, parameters}: SubjectCurve): Selection {
  return select(
    [text],
    new Map(Object.entries(parameters).map(([name, value]) => [name, exact(value)])),
  )[0] as Selection; // one for each
}

function precisionOf({dtype, saturate, parametersInDtype}: Subject) {
  return {
    format: dtype === undefined ? float64 : dtypeNamed(dtype),
    overflow: saturate ? ('saturate' as const) : ('ieee' as const),
    // As on the command line: a picture shows four digits.
    fast: dtype === undefined,
    parametersInFormat: parametersInDtype,
  };
}

/** A slider for each parameter, around its value and within its domain. */
function slidersOf({activation, parameters}: Selection): readonly Slider[] {
  // An infinite one stands for a limit that is not there.
  const finite = [...parameters].filter(([, value]) => Number.isFinite(value));
  return finite.map(([name, value]) => {
    const reach = 10 ** Math.ceil(Math.log10(Math.max(1, 4 * Math.abs(value))));
    const step = reach / 100;
    const domain = activation?.parameters?.[name]?.domain;
    const isFree = (place: number): boolean => domain === undefined || isInside(domain, place);
    const places = Array.from({length: 201}, (_, i) => Number(((i - 100) * step).toPrecision(12))).filter(isFree);
    return {name, value, min: Math.min(value, ...places), max: Math.max(value, ...places), step};
  });
}
