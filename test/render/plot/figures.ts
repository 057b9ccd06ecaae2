/** Figures of given functions and samples, for the tests of drawings. */
import type {PlotStyle} from '../../../src/render/plot/layout.ts';
import {plotColumns} from '../../../src/render/plot/plot.ts';
import {plain} from '../../../src/render/style.ts';
import type {Figure} from '../../../src/report/output.ts';

export type Sampled = (x: number) => number;

export const style: PlotStyle = {width: 40, lines: 23, ascii: false, coloured: false, paint: plain};

export const relu: Sampled = (x) => (x > 0 ? x : 0);
export const step: Sampled = (x) => (x > 0 ? 1 : 0);
export const sigmoid: Sampled = (x) => 1 / (1 + Math.exp(-x));
export const sigmoidSlope: Sampled = (x) => sigmoid(x) * sigmoid(-x);

/** Evenly spaced points, both ends included. */
export function spaced(count: number, from = -6, to = 6): Float64Array {
  return Float64Array.from({length: count}, (_, i) => {
    const part = count === 1 ? 0 : i / (count - 1);
    return from * (1 - part) + to * part;
  });
}

/** One panel of named curves over -6 to 6, with as many samples as fit. */
export function figure(curves: Readonly<Record<string, Sampled>>, width = 40, title = 'f(x)'): Figure {
  const x = spaced(plotColumns(width));
  const panel = {title, curves: Object.entries(curves).map(([label, f]) => ({label, y: x.map(f)}))};
  return {x, panels: [panel], strips: [], notes: []};
}

/** f above and its gradient below. */
export function both(values: Readonly<Record<string, Sampled>>, gradients: typeof values, width: number): Figure {
  const above = figure(values, width);
  return {...above, panels: [...above.panels, ...figure(gradients, width, 'f′(x)').panels]};
}

/** One panel of one curve with the given samples. */
export function curve(y: readonly number[], from = -6, to = 6): Figure {
  const x = spaced(y.length, from, to);
  return {x, panels: [{title: 'f(x)', curves: [{label: 'f', y: Float64Array.from(y)}]}], strips: [], notes: []};
}

export function constant(value: number): Figure {
  return figure({f: () => value});
}

/** The labels of the rows and the lines on which they stand. */
export function labelsOf(text: string): readonly (readonly [number, string])[] {
  return text.split('\n').flatMap((line, row) => {
    const label = /^ *(-?[\d.]+(?:e-?\d+)?) [┤┼+]/.exec(line)?.[1];
    return label === undefined ? [] : [[row, label] as const];
  });
}
