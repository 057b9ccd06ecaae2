import {commandLineError} from '../errors/errors.ts';
import {plotColumns, plotWidth} from '../render/plot/plot.ts';
import {figureOutput} from '../report/figure.ts';
import type {Frame} from '../report/output.ts';
import {curvesOf} from '../sampling/curves.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {finiteNumber, flag, wholeNumber} from './option-values.ts';
import {
  ascii,
  color,
  digits,
  along as direction,
  dtype,
  format,
  from,
  noPager,
  param,
  paramsInDtype,
  patience,
  points,
  range,
  saturate,
  show,
  threshold,
  width,
} from './options.ts';
import {gridOf, lineOrNumbers} from './points.ts';
import {precisionOf} from './precision.ts';
import {selectionsOf} from './selections.ts';

const height: Option<number> = {
  name: 'height',
  group: 'output',
  value: 'rows',
  summary: 'rows of each panel (as many as fit into 24 lines)',
  parse: wholeNumber(3, 1000),
};
const yEnd = {group: 'output', value: 'number', parse: finiteNumber} as const;
const ymin: Option<number> = {name: 'ymin', summary: 'the lower end of the y axis', ...yEnd};
const ymax: Option<number> = {name: 'ymax', summary: 'its upper end', ...yEnd};

/** All of them are held at once, and no plot shows so many. */
const mostPoints = 1_000_000;

const noRegions = flag(
  'no-regions',
  'output',
  'leave out the strips that mark where the gradient is dead, saturated or weak',
);

export const plot: Command = {
  name: 'plot',
  summary: 'a chart for the terminal: f above, its derivative below',
  arguments: [
    {
      name: 'activation',
      summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as 'x*tanh(x)'",
      takes: 'activations',
      many: true,
    },
  ],
  options: [
    range,
    points,
    from,
    direction,
    show,
    height,
    width,
    ymin,
    ymax,
    threshold,
    noRegions,
    dtype,
    paramsInDtype,
    saturate,
    format,
    digits,
    ascii,
    color,
    noPager,
    param,
    patience,
  ],
  details: [
    'The strips below the axis mark the columns in which the gradient is dead (0), saturated or weak (below the threshold), as regions defines them; with a --dtype also where it underflows.',
    'A column shows the worst that happens between it and the points halfway to its neighbours. Of a function that oscillates for ever it shows only what is at most 8 away.',
    'Along a line through space f′ is the slope in t, from which the strips follow; with a --dtype there are no strips along a line.',
    'A column that a wave or a spike crosses is filled from its least to its largest value, from 32 points in it. The titles say where a curve is cut and why: no value, an overflow, --ymin, --ymax.',
    'With fewer --points than columns, straight lines join the points, whatever lies between.',
  ],
  examples: [
    'plot elu --alpha 1',
    "plot relu gelu 'mine=x*sigmoid(1.702*x)' --range -4:4",
    'plot tanh --show gradient --format csv',
  ],
  draws: 'plot',
  act,
};

async function act(call: Call): Promise<Answer> {
  const frame = frameOf(call);
  const [start, along] = [call.option(from), call.option(direction)];
  const line = start && along && {from: start, along};
  const precision = precisionOf(call);
  const underflowIn = call.option(dtype);
  // Other formats have no strips; and along a line numbers of a --dtype are coordinates, not places on the line.
  const hasRegions = !call.option(noRegions) && !call.isGiven(format) && !(line && underflowIn);
  const grid = gridOf(call, columnsOf(call));
  if (grid.count > mostPoints) throw commandLineError('plotPoints', grid.count, mostPoints);
  const request = {
    selections: selectionsOf(call, call.option(patience)),
    points: lineOrNumbers(call, grid),
    // A plot shows four digits at most: plain doubles will do, unless the rounding to a format is to be seen.
    precision: underflowIn === undefined ? {...precision, fast: true} : precision,
    line,
    // What only the drawing shows is not computed for the other formats.
    limits: call.isGiven(format) ? undefined : frame,
    columns: call.isGiven(format)
      ? undefined
      : (first: number, last: number, count: number) => plotColumns(call.display.style.width, first, last, count),
    regions: hasRegions ? {threshold: call.option(threshold), ...(underflowIn && {format: underflowIn})} : undefined,
    show: call.option(show),
    frame,
  };
  return {output: figureOutput(await curvesOf(request), request)};
}

/** The limits that the user sets. */
function frameOf(call: Call): Frame {
  const frame = {height: call.option(height), ymin: call.option(ymin), ymax: call.option(ymax)};
  const {ymin: low, ymax: high} = frame;
  if (low !== undefined && high !== undefined && low >= high) throw commandLineError('plotLimits', low, high);
  return frame;
}

/** How many samples a plot of this width shows. */
function columnsOf(call: Call): number {
  const columns = call.display.style.width;
  if (columns < plotWidth.least || columns > plotWidth.most)
    throw commandLineError('plotWidth', columns, plotWidth.least, plotWidth.most);
  const {from: first, to: last} = call.option(range);
  return plotColumns(columns, first, last);
}
