import type {Io} from '../io.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {
  along,
  ascii,
  color,
  digits,
  dtype,
  finiteNumber,
  flag,
  format,
  from,
  param,
  paramsInDtype,
  points,
  range,
  saturate,
  show,
  threshold,
  wholeNumber,
  width,
} from './options.ts';

const height: Option<number> = {
  name: 'height',
  value: 'rows',
  summary: 'rows of each panel (as fit into 24 lines)',
  parse: wholeNumber(3, 1000),
};
const ymin = finiteNumber('ymin', 'the lower end of the y axis');
const ymax = finiteNumber('ymax', 'its upper end');

const noRegions = flag('no-regions', 'leave out the strips that mark where the gradient is dead, saturated or weak');

export const plot: Command = {
  name: 'plot',
  summary: 'a chart for the terminal: f above, its derivative below',
  arguments: [
    {name: 'activation', summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as '=x*tanh(x)'", many: true},
  ],
  options: [
    range,
    points,
    from,
    along,
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
    param,
  ],
  details: [
    'The strips below the axis mark the columns in which the gradient is dead (0),',
    'saturated or weak (below the threshold), as the command regions has them; with a',
    '--dtype also where it underflows. A column is marked as the worst that happens',
    'up to halfway to its neighbours, for functions that oscillate for ever within 8',
    'of it. Along a line through space f′ is the slope in t, and so are the strips,',
    'which a --dtype leaves out there.',
  ],
  examples: [
    'plot elu --alpha 1',
    "plot relu gelu 'mine=x*sigmoid(1.702*x)' --range -4:4",
    'plot tanh --show gradient --format csv',
  ],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [
    {selectionsOf},
    {sampleFigure, sampleTable},
    {lineOrNumbers},
    {precisionOf},
    {defaultThreshold},
    answer,
    {plotColumns, plotText},
  ] = await Promise.all([
    import('./selections.ts'),
    import('../analysis/sample.ts'),
    import('./points.ts'),
    import('./precision.ts'),
    import('../analysis/regions.ts'),
    import('./answer.ts'),
    import('../render/plot.ts'),
  ]);
  const {parseRange, pointInputs, rangeInputs} = await import('../analysis/grid.ts');
  const selections = selectionsOf(call);
  const style = await answer.styleOf(call, io);
  const interval = parseRange(call.option(range) ?? '-6:6');
  const count = call.option(points);
  const inputs =
    interval.step === undefined
      ? pointInputs(
          interval,
          count ?? plotColumns(style.width, Math.min(interval.from, interval.to), Math.max(interval.from, interval.to)),
        )
      : count === undefined
        ? rangeInputs(interval)
        : pointInputs(interval, count);
  const precision = precisionOf(call);
  const given = call.option(dtype);
  const request = {
    selections,
    points: lineOrNumbers(call, inputs),
    // A plot shows four digits at most: plain doubles will do, unless the rounding of a format is what is to be seen.
    precision: given === undefined ? {...precision, fast: true} : precision,
    show: call.option(show) ?? (['value', 'gradient'] as const),
  };
  if (call.option(format) !== undefined) {
    return answer.tableAnswer({table: await sampleTable(request), verdict: 'done'}, call, io);
  }
  const [start, direction] = [call.option(from), call.option(along)];
  const line = start && direction && {from: start, along: direction};
  const regions = {threshold: call.option(threshold) ?? defaultThreshold, ...(given && {format: given})};
  const figure = await sampleFigure({
    ...request,
    line,
    // The numbers of a format are coordinates, not places on a line.
    regions: call.option(noRegions) || (line && given) ? undefined : regions,
  });
  const limits = {height: call.option(height), ymin: call.option(ymin), ymax: call.option(ymax)};
  return {chunks: [`${plotText(figure, {...style, ...limits})}\n`], verdict: 'done'};
}
