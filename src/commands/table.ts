import {actError} from '../errors/errors.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import type {Io} from '../io.ts';
import type {Note} from '../report/notes.ts';
import {valueTable} from '../report/value-table.ts';
import {roundedPoints} from '../sampling/points.ts';
import {seriesOf} from '../sampling/series.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {someOf} from './option-values.ts';
import {
  all,
  along,
  ascii,
  at,
  bits,
  color,
  column,
  digits,
  dtype,
  fast,
  format,
  from,
  hex,
  input,
  long,
  noPager,
  param,
  paramsInDtype,
  patience,
  points,
  range,
  saturate,
  shard,
  threshold,
  width,
  wrt,
} from './options.ts';
import {output} from './output-file.ts';
import {pointsOf} from './points.ts';
import {limitWatch, precisionOf} from './precision.ts';
import {order, withSecond} from './second.ts';
import {selectionsOf} from './selections.ts';

const shown: Option<readonly (Quantity | 'region')[]> = {
  name: 'show',
  group: 'output',
  value: 'what,...',
  summary: 'any of value, gradient, second (f″) and region (dead, saturated, weak or empty) (default: value,gradient)',
  ...someOf(['value', 'gradient', 'second', 'region']),
};

export const table: Command = {
  name: 'table',
  summary: 'values and gradients of activations at given points, each correctly rounded',
  arguments: [
    {
      name: 'activation',
      summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as 'mine=x*sigmoid(1.702*x)'",
      takes: 'activations',
      many: true,
    },
  ],
  options: [
    range,
    points,
    at,
    input,
    column,
    all,
    shard,
    from,
    along,
    shown,
    threshold,
    order,
    wrt,
    long,
    dtype,
    paramsInDtype,
    saturate,
    fast,
    bits,
    hex,
    format,
    output,
    digits,
    width,
    ascii,
    color,
    noPager,
    param,
    patience,
  ],
  details: [
    'At a kink, f′ and f″ are those of the branch that the formula takes there.',
    '--wrt adds the first derivative with respect to a parameter, even with --order 2.',
    '--fast and --order 2 cannot be combined, because plain doubles may lose every digit of f″.',
  ],
  examples: [
    'table sigmoid tanh relu',
    'table elu --alpha 0.5 --range -3:3:0.5 --format csv',
    "table gelu 'mine=x*sigmoid(1.702*x)' --at=-1,0,inf --dtype float16",
    'table gelu --all --dtype bfloat16 --shard 3/16 --format csv',
  ],
  act,
};

async function act(call: Call, stdin: Io['stdin']): Promise<Answer> {
  const selections = selectionsOf(call, call.option(patience));
  const limits = limitWatch();
  const precision = {...precisionOf(call), limitNotKnown: limits.limitNotKnown};
  const named = await pointsOf(call, stdin, selections[0]?.inputs.length ?? 1);
  const rounded = roundedPoints(named, precision.format, precision.overflow);
  const isLong = call.option(long) ?? false;
  // Functions of vectors have no regions: these are left out, unless they are asked for.
  const hasRegions = selections.every(({inputs}) => inputs.length === 1);
  const usual = ['value', 'gradient', ...(isLong && hasRegions ? (['region'] as const) : [])] as const;
  const wanted = withSecond(call, call.option(shown) ?? usual);
  if (precision.fast && wanted.includes('second')) throw actError('exclusive', '--fast', 'f″ (--order 2)');
  const underflowIn = call.option(dtype);
  const request = {
    selections,
    points: precision.format.precision === 53 ? named : rounded,
    precision,
    show: wanted.filter((what) => what !== 'region'),
    regions: wanted.includes('region')
      ? {threshold: call.option(threshold), ...(underflowIn && {format: underflowIn})}
      : undefined,
    parameters: call.all(wrt),
  };
  const layout = {long: isLong, hexadecimal: call.option(hex) ?? false, bits: call.option(bits) ?? false};
  const notes = (): readonly Note[] => {
    const {total, moved} = rounded.seen();
    const rounding: readonly Note[] =
      moved === 0 ? [] : [{code: 'pointsRounded', moved, total, format: precision.format.name}];
    return [...named.notes(), ...rounding, ...limits.notes()];
  };
  const whole = valueTable(seriesOf(request), request, layout);
  const isContinued = (call.option(shard)?.part ?? 1) > 1;
  return {output: {table: {...whole, isContinued}}, notes};
}
