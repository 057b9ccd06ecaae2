/** Which tolerances correct kernels keep, and which known mistakes these let pass. */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, exactDoubles} from '../evaluation/evaluate.ts';
import {type NumberFormat, roundDouble} from '../exact/number-format.ts';
import {constantTails} from '../regions/constant-tails.ts';
import {lossOf} from '../stability/loss.ts';
import {type StudiedQuantity, treeOf} from '../stability/quantity.ts';
import {type Kernel, type KernelFormats, kernelOf} from './kernel.ts';
import {mistakesOf, textbookKernel} from './mistakes.ts';

/** The rule of torch.allclose and numpy.allclose: |a - b| <= atol + rtol |b|. */
export interface Tolerance {
  readonly name: string;
  readonly atol: number;
  readonly rtol: number;
}

/** What is asked. */
export interface ToleranceRequest extends KernelFormats {
  readonly selection: Selection;
  readonly quantity: StudiedQuantity;
  /** Numbers of the format of the results. */
  readonly x: Float64Array;
}

/** A figure and where it was found. */
export interface Found {
  readonly amount: number;
  readonly x: number;
}

/** The least tolerances that a kernel keeps when each stands alone; infinite where it gives no number for a number. */
export interface Needs {
  readonly atol: Found;
  readonly rtol: Found;
  readonly ulp: Found;
}

/** A kernel against the exact values. */
export interface JudgedKernel {
  readonly name: string;
  readonly needs: Needs;
  /** Whether it passes, for each of the usual tolerances in their order. */
  readonly passes: readonly boolean[];
}

/** The atol that is needed beside a rtol. */
export interface TolerancePair {
  readonly rtol: number;
  readonly atol: Found;
}

/** What was found for one quantity. */
export interface ToleranceFindings {
  readonly quantity: StudiedQuantity;
  /** How many points have an exact value that the format can hold. */
  readonly count: number;
  readonly tolerances: readonly Tolerance[];
  /** The correctly rounded results first, then models of correct kernels. */
  readonly faithful: readonly JudgedKernel[];
  /** The largest needs of all of these. */
  readonly least: Needs;
  readonly pairs: readonly TolerancePair[];
  readonly mistakes: readonly JudgedKernel[];
}

/** The defaults of torch.testing.assert_close by the format of the results, as its documentation lists them. */
const torchDefaults: Readonly<Record<string, Omit<Tolerance, 'name'>>> = {
  float16: {rtol: 1e-3, atol: 1e-5},
  bfloat16: {rtol: 1.6e-2, atol: 1e-5},
  float32: {rtol: 1.3e-6, atol: 1e-5},
  float64: {rtol: 1e-7, atol: 1e-7},
};

/** The tolerances that tests usually have. */
export function usualTolerances({name}: NumberFormat): readonly Tolerance[] {
  const same = [1e-2, 1e-3, 1e-5].map((size) => ({name: `1e${Math.round(Math.log10(size))}`, atol: size, rtol: size}));
  const torch = torchDefaults[name];
  return torch === undefined ? same : [...same, {name: 'torch', ...torch}];
}

/** Error in ulps up to which the textbook form is as good as others: 1/(1 + e^-x) is, 1 + erf x is not in its tail. */
const mostOfTextbook = 2;

/** Finds what kernels need, and which mistakes pass. */
export function toleranceOf(request: ToleranceRequest): ToleranceFindings {
  const {selection, quantity, dtype} = request;
  const evaluate = createEvaluate(selection, quantity === 'value' ? [] : ['x'], {
    ...exactDoubles,
    tails: () => constantTails(selection, exactDoubles),
  });
  const all = evaluate([request.x], request.x.length).at(-1) as Float64Array; // the value is always there
  const isPlain = (i: number): boolean => Number.isFinite(request.x[i]) && Number.isFinite(roundDouble(all[i] as number, dtype, 'ieee')); // biome-ignore format: as many of both
  const x = request.x.filter((_, i) => isPlain(i));
  const exact = all.filter((_, i) => isPlain(i));
  const tolerances = usualTolerances(dtype);
  const judge = ({name, results}: Kernel): JudgedKernel & {readonly computed: Float64Array} => {
    const computed = results(x);
    const passes = tolerances.map(({atol, rtol}) => atolFor(rtol, {x, exact, computed}).amount <= atol);
    return {name, needs: needsOf({x, exact, computed}, dtype), passes, computed};
  };
  const textbook = [textbookKernel(selection, quantity, request)].flatMap((kernel) => (kernel ? [judge(kernel)] : []));
  const isHarmless = textbook.every(({needs}) => needs.ulp.amount <= mostOfTextbook);
  const faithful = [...faithfulKernels(request).map(judge), ...(isHarmless ? textbook : [])];
  const ulp = 2 ** (1 - dtype.precision);
  const pairs = [ulp / 2, ulp, 2 * ulp].map((rtol) => ({
    rtol,
    atol: largest(faithful.map(({computed}) => atolFor(rtol, {x, exact, computed}))),
  }));
  return {
    quantity,
    count: x.length,
    tolerances,
    faithful,
    least: {
      atol: largest(faithful.map(({needs}) => needs.atol)),
      rtol: largest(faithful.map(({needs}) => needs.rtol)),
      ulp: largest(faithful.map(({needs}) => needs.ulp)),
    },
    pairs,
    mistakes: [...(isHarmless ? [] : textbook), ...mistakesOf(selection, quantity, request).map(judge)].filter(
      isMistaken(faithful),
    ),
  };
}

/** Whether a kernel errs more than every faithful one: by a tenth of its largest error, or a quarter of an ulp. */
function isMistaken(faithful: readonly JudgedKernel[]): (kernel: JudgedKernel) => boolean {
  const isMore = (needs: Needs, kept: Needs): boolean =>
    needs.atol.amount > 1.1 * kept.atol.amount || needs.ulp.amount > kept.ulp.amount + 0.25;
  return ({needs}) => faithful.every(({needs: kept}) => isMore(needs, kept));
}

/** The correctly rounded results, and the formula, or the form of it that does not cancel, step by step. */
function faithfulKernels({selection, quantity, dtype, compute}: ToleranceRequest): readonly Kernel[] {
  const evaluate = createEvaluate(selection, quantity === 'value' ? [] : ['x'], {...exactDoubles, format: dtype});
  const root = selection.doubles[quantity] ?? treeOf(selection, quantity);
  return [
    {name: 'correctly rounded', results: (x) => evaluate([x], x.length).at(-1) as Float64Array}, // as above
    kernelOf(`faithful, in ${compute.name}`, root, {...selection, dtype, compute}),
  ];
}

/** Results beside exact values. */
interface Compared {
  readonly x: Float64Array;
  readonly exact: Float64Array;
  readonly computed: Float64Array;
}

const nowhere: Found = {amount: 0, x: Number.NaN};

/** The largest of a measure over all points; NaN counts as infinite. */
function most({x, exact, computed}: Compared, measure: (computed: number, exact: number) => number): Found {
  let found = nowhere;
  for (const [i, place] of x.entries()) {
    const amount = measure(computed[i] as number, exact[i] as number); // as many of each
    const size = Number.isNaN(amount) ? Number.POSITIVE_INFINITY : amount;
    if (size > found.amount) found = {amount: size, x: place};
  }
  return found;
}

function needsOf(compared: Compared, format: NumberFormat): Needs {
  return {
    atol: most(compared, (a, b) => Math.abs(a - b)),
    rtol: most(compared, (a, b) => (a === b ? 0 : Math.abs(a - b) / Math.abs(b))),
    ulp: most(compared, (a, b) => lossOf(a, b, {format}).ulps),
  };
}

function atolFor(rtol: number, compared: Compared): Found {
  return most(compared, (a, b) => Math.abs(a - b) - rtol * Math.abs(b));
}

function largest(all: readonly Found[]): Found {
  return all.reduce((best, each) => (each.amount > best.amount ? each : best), nowhere);
}
