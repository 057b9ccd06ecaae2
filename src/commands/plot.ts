import type {Selection} from '../activations/selection.ts';
import {actError, commandLineError} from '../errors/errors.ts';
import {isPicture} from '../render/formats.ts';
import {plotColumns, plotWidth} from '../render/plot/plot.ts';
import {figureOutput, pictureSampling} from '../report/figure.ts';
import {type Frame, linear, type Spread} from '../report/output.ts';
import {curvesOf} from '../sampling/curves.ts';
import {checkParameters} from '../sampling/series.ts';
import {differencesFrom, differencesIn} from './asked/differences.ts';
import {precisionOf} from './asked/precision.ts';
import {order, withSecond} from './asked/second.ts';
import {selectionsOf} from './asked/selections.ts';
import {thresholdNotes} from './asked/threshold-notes.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {finiteNumber, flag, wholeNumber} from './line/option-values.ts';
import {
  ascii,
  color,
  digits,
  dtype,
  format,
  marks,
  noPager,
  param,
  paramsInDtype,
  patience,
  saturate,
  show,
  threshold,
  title,
  truncate,
  width,
  wrt,
} from './options.ts';
import {output} from './output-file.ts';
import {along as direction, from, points, range} from './points/point-options.ts';
import {gridOf, lineOrNumbers, roundGridOf} from './points/points.ts';

const height: Option<number> = {
  name: 'height',
  group: 'output',
  value: 'rows',
  summary: 'rows of each panel (default: as many as fit into the terminal, else into 24 lines)',
  parse: wholeNumber(3, 1000),
};
const yEnd = {group: 'output', value: 'number', parse: finiteNumber} as const;
const ymin: Option<number> = {name: 'ymin', summary: 'the lower end of the y axis', ...yEnd};
const ymax: Option<number> = {name: 'ymax', summary: 'the upper end of the y axis', ...yEnd};

const logY = flag('log-y', 'output', 'a logarithmic y axis; values of 0 or below are not shown');
const symlog: Option<number> = {
  name: 'symlog',
  group: 'output',
  value: 'threshold',
  summary: 'a y axis that is linear up to this threshold and logarithmic beyond it, on both sides of 0',
  parse: finiteNumber,
};

const difference = flag('difference', 'inputs', 'draw how far each activation is from the first');

/** All of them are held at once, and no plot shows so many. */
const mostPoints = 1_000_000;

const noRegions = flag(
  'no-regions',
  'output',
  'leave out the strips that mark where the gradient is dead, saturated or weak',
);

export const plot: Command = {
  name: 'plot',
  summary: 'a chart for the terminal, or a picture in a file: f above, its derivative below, with --order 2 f″ too',
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
    order,
    wrt,
    difference,
    height,
    width,
    ymin,
    ymax,
    logY,
    symlog,
    title,
    threshold,
    noRegions,
    dtype,
    paramsInDtype,
    saturate,
    truncate,
    format,
    output,
    digits,
    marks,
    ascii,
    color,
    noPager,
    param,
    patience,
  ],
  details: [
    'The strips below the axis mark the columns in which the gradient is dead (0), saturated or weak (below the threshold), as regions defines them; with a --dtype also where it underflows.',
    'A column of a strip shows the worst that happens within half a column of its x. A function that oscillates for ever is searched within 8 of that x at most, and beyond |x| = 1e8 only at x itself.',
    'Along a line (--from, --along), f′ is the slope in t, and the strips mark that slope; with a --dtype there are no strips.',
    'Where a curve turns within a column, the column is filled from the smallest to the largest of 32 values. The titles say where a curve is cut and why: no value, an overflow, --ymin, --ymax.',
    '--output elu.svg writes a picture with exact corners and jumps; --output elu.html writes a page that needs no network, with sliders for parameters and exact values under the pointer. In both, a column of --width is 9 pixels and a row of --height 18.',
    'In formats of rows, such as csv, x goes in round steps unless --points or a step is given.',
    'With fewer --points than columns, straight lines join the points; the function is not evaluated between them.',
  ],
  examples: [
    'plot elu --alpha 1',
    "plot relu gelu 'mine=x*sigmoid(1.702*x)' --range -4:4",
    'plot tanh --show gradient --format csv',
    'plot elu --alpha 1 --output elu.svg',
  ],
  draws: 'plot',
  act,
};

async function act(call: Call): Promise<Answer> {
  const frame = frameOf(call);
  const [start, along] = [call.option(from), call.option(direction)];
  const line = start && along && {from: start, along};
  const precision = precisionOf(call);
  const shown = withSecond(call, call.option(show));
  if (line && call.isGiven(wrt)) throw actError('exclusive', '--along', '--wrt');
  if (line && shown.includes('second')) throw actError('exclusive', '--along', 'f″ (--order 2)');
  const underflowIn = call.option(dtype);
  if (call.option(truncate) && underflowIn === undefined) throw actError('needs', '--truncate', '--dtype');
  const {presentation} = call.display;
  const isForFile = isPicture(presentation);
  const isDrawn = isForFile || presentation === 'view';
  for (const option of [difference, wrt] as const) {
    // The page draws from names, and knows neither.
    if (presentation === 'html' && call.isGiven(option)) throw commandLineError('notInPage', `--${option.name}`);
  }
  // Other formats have no strips; and along a line numbers of a --dtype are coordinates, not places on the line.
  const hasRegions = !call.option(noRegions) && !call.option(difference) && isDrawn && !(line && underflowIn);
  const grid = isDrawn ? gridOf(call, isForFile ? pictureSampling.samples : columnsOf(call)) : roundGridOf(call);
  if (grid.count > mostPoints) throw commandLineError('plotPoints', grid.count, mostPoints);
  const selections = selectionsOf(call, call.option(patience));
  const request = {
    selections: call.option(difference) ? differencesFrom(selections) : selections,
    drawsExactly: call.option(difference),
    differences: call.option(difference)
      ? differencesIn(selections, isDrawn && line === undefined ? call.option(range) : undefined)
      : undefined,
    wrt: wrtOf(call, selections),
    points: lineOrNumbers(call, grid, selections[0]?.inputs ?? []),
    // A plot shows four digits at most: plain doubles will do, unless the rounding to a format is to be seen.
    precision: underflowIn === undefined && !call.option(difference) ? {...precision, fast: true} : precision,
    line,
    second: shown.includes('second'),
    // What only the drawing shows is not computed for the other formats.
    limits: isDrawn ? frame : undefined,
    columns: isForFile ? pictureSampling.columns : isDrawn ? plotColumns(call.display.style.width) : undefined,
    corners: isForFile,
    regions: hasRegions
      ? {threshold: call.option(threshold), ...(underflowIn && {format: underflowIn, direction: precision.direction})}
      : undefined,
    show: shown,
    frame,
    title: call.option(title),
  };
  return {
    output: figureOutput(await curvesOf(request), request),
    notes: () => thresholdNotes(call, selections),
  };
}

/** The parameter of `--wrt`, which one of the activations has. */
function wrtOf(call: Call, selections: readonly Selection[]): string | undefined {
  const name = call.option(wrt);
  if (name === undefined) return undefined;
  if (call.option(difference)) throw actError('exclusive', '--difference', '--wrt');
  checkParameters(selections, [name]);
  return name;
}

/** How the user wants it drawn. */
function frameOf(call: Call): Frame {
  const [low, high] = [call.option(ymin), call.option(ymax)];
  if (low !== undefined && high !== undefined && low >= high) throw commandLineError('plotLimits', low, high);
  const columns = call.isGiven(width) ? call.option(width) : undefined;
  return {
    marks: call.option(marks),
    columns,
    height: call.option(height),
    ymin: low,
    ymax: high,
    spread: spreadOf(call),
  };
}

function spreadOf(call: Call): Spread {
  const threshold = call.option(symlog);
  if (threshold !== undefined) {
    if (call.option(logY)) throw actError('exclusive', '--log-y', '--symlog');
    if (threshold <= 0) throw commandLineError('positive', '--symlog', threshold);
    return {kind: 'symlog', threshold};
  }
  if (!call.option(logY)) return linear;
  for (const end of [ymin, ymax]) {
    const value = call.option(end);
    if (value !== undefined && value <= 0) throw commandLineError('positive', `--${end.name} with --log-y`, value);
  }
  return {kind: 'log'};
}

/** How many samples a plot of this width shows. */
function columnsOf(call: Call): number {
  const columns = call.display.style.width;
  if (columns < plotWidth.least || columns > plotWidth.most)
    throw commandLineError('plotWidth', columns, plotWidth.least, plotWidth.most);
  const {from: first, to: last} = call.option(range);
  return first === last ? 1 : plotColumns(columns);
}
