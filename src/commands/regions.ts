import {requireSearchable} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {dtypeNamed, type NumberFormat} from '../exact/number-format.ts';
import {surveyRegions} from '../regions/survey.ts';
import {regionsOutput, uncertainNotes} from '../report/regions.ts';
import {spanBetween} from '../shape/span.ts';
import {selectionsOf} from './asked/selections.ts';
import {thresholdNotes} from './asked/threshold-notes.ts';
import type {Answer, Call, Command, DefaultedOption, Option} from './command.ts';
import {oneOf} from './line/option-values.ts';
import {ascii, color, dtypeNames, format, noPager, param, patience, threshold, truncate, width} from './options.ts';
import {output} from './output-file.ts';
import {partOfLine} from './points/point-options.ts';

const dtypes: Option<readonly NumberFormat[]> = {
  name: 'dtype',
  group: 'numerics',
  value: 'name,...',
  summary: 'round the gradient to a number format; several, such as float16,bfloat16, add a column (the real gradient)',
  takes: dtypeNames,
  parse: (given) => [...new Set(given.split(',').map((name) => dtypeNamed(name.trim())))],
};

const backward: DefaultedOption<'exact' | 'output'> = {
  name: 'backward',
  group: 'numerics',
  value: 'how',
  summary:
    'exact; or output, which computes the gradient from the rounded output as frameworks do for sigmoid and tanh',
  default: 'exact',
  ...oneOf(['exact', 'output']),
};

const over = partOfLine('only this part of the real line (default: all of it)');

export const regions: Command = {
  name: 'regions',
  summary: 'the exact intervals in which the gradient is dead, saturated or weak',
  arguments: [
    {
      name: 'activation',
      summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as 'x*tanh(x)'",
      takes: 'activations',
      many: true,
    },
  ],
  options: [threshold, dtypes, truncate, backward, over, format, output, width, ascii, color, noPager, patience, param],
  details: [
    'dead: f′ is exactly 0 on the whole interval.',
    'underflow: it is not 0, but its correctly rounded value in --dtype is, or with --truncate its truncated one. Only with a --dtype, float64 included: the real gradient does not underflow.',
    'saturated: 0 < |f′| < threshold in a tail where f tends to a finite limit.',
    'weak: 0 < |f′| < threshold anywhere else.',
    'unknown: the search was given up there; --patience 10 goes on ten times as long.',
    '[ or ]: the end itself belongs to the interval and is a double, or a number of --dtype. ( or ): it does not belong to it.',
    'Functions that oscillate for ever are searched over --range (-6:6).',
  ],
  examples: ['regions sigmoid gelu relu6', 'regions sigmoid --dtype bfloat16 --backward output', 'regions sin -r 0:10'],
  act,
};

async function act(call: Call): Promise<Answer> {
  const interval = call.option(over);
  const span = interval && spanBetween(interval.from, interval.to);
  if (call.option(truncate) && !call.isGiven(dtypes)) throw actError('needs', '--truncate', '--dtype');
  const request = {
    selections: selectionsOf(call, call.option(patience)),
    formats: call.option(dtypes) ?? [],
    ...(call.option(truncate) && {direction: 'toZero' as const}),
    threshold: call.option(threshold),
    range: span && ([span.from, span.to] as const),
    backward: call.option(backward) === 'output' ? ('output' as const) : undefined,
  };
  requireSearchable(request.selections);
  const surveyed = surveyRegions(request);
  return {
    output: regionsOutput(surveyed, request),
    notes: () => [...thresholdNotes(call, request.selections), ...uncertainNotes(surveyed, request)],
  };
}
