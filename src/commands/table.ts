import type {Io} from '../io.ts';
import type {Answer, Call, Command, Option} from './command.ts';
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
  oneOf,
  param,
  paramsInDtype,
  points,
  range,
  type Show,
  saturate,
  threshold,
  width,
  wrt,
} from './options.ts';

type Shown = Show | 'region';

const shown: Option<readonly Shown[]> = {
  name: 'show',
  value: 'what,...',
  summary: 'some of value, gradient and region: dead, saturated, weak or nothing (value,gradient)',
  parse: (given, name) => given.split(',').map((word) => oneOf<Shown>(['value', 'gradient', 'region'])(word, name)),
};

export const table: Command = {
  name: 'table',
  summary: 'values and gradients of activations at given points, each the correctly rounded one',
  arguments: [
    {
      name: 'activation',
      summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as 'mine=x*sigmoid(1.702*x)'",
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
    from,
    along,
    shown,
    threshold,
    wrt,
    long,
    dtype,
    paramsInDtype,
    saturate,
    fast,
    bits,
    hex,
    format,
    digits,
    width,
    ascii,
    color,
    param,
  ],
  examples: [
    'table sigmoid tanh relu',
    'table elu --alpha 0.5 --range -3:3:0.5 --format csv',
    "table gelu 'mine=x*sigmoid(1.702*x)' --at=-1,0,inf --dtype float16",
  ],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [{selectionsOf}, {precisionOf}, {pointsOf}, {roundedPoints}, {tableOf}, {defaultThreshold}, {tableAnswer}] =
    await Promise.all([
      import('./selections.ts'),
      import('./precision.ts'),
      import('./points.ts'),
      import('../analysis/points.ts'),
      import('../analysis/table.ts'),
      import('../analysis/regions.ts'),
      import('./answer.ts'),
    ]);
  const selections = selectionsOf(call);
  const precision = precisionOf(call);
  const given = await pointsOf(call, io, selections[0]?.inputs.length ?? 1);
  const rounded = roundedPoints(given, precision.format, precision.overflow);
  const dtypeGiven = call.option(dtype);
  const isLong = call.option(long) ?? false;
  // A function of vectors has no regions: it is left without, unless they are asked for.
  const hasRegions = selections.every(({inputs}) => inputs.length === 1);
  const wanted = call.option(shown) ?? ['value', 'gradient', ...(isLong && hasRegions ? (['region'] as const) : [])];
  const found = tableOf({
    selections,
    points: precision.format.precision === 53 ? given : rounded,
    precision,
    show: wanted.filter((what) => what !== 'region'),
    regions: wanted.includes('region')
      ? {threshold: call.option(threshold) ?? defaultThreshold, ...(dtypeGiven && {format: dtypeGiven})}
      : undefined,
    parameters: call.all(wrt),
    long: isLong,
    hexadecimal: call.option(hex) ?? false,
    bits: call.option(bits) ?? false,
  });
  const answer = await tableAnswer({table: found, verdict: 'done'}, call, io);
  return {...answer, notes: () => movedNotes(rounded.seen(), precision.format.name)};
}

/** How many points were not numbers of the format. */
function movedNotes({total, moved}: {readonly total: number; readonly moved: number}, name: string): readonly string[] {
  if (moved === 0) return [];
  const [points, were] = [total === 1 ? 'point' : 'points', moved === 1 ? 'was' : 'were'];
  return [`${moved} of ${total} ${points} ${were} not representable in ${name} and ${were} rounded to it`];
}
