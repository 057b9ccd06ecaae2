import type {Io} from '../io.ts';
import {anyDtype, quant, schemeOf} from './asked/quant.ts';
import {order} from './asked/second.ts';
import type {Answer, Call, Command} from './command.ts';
import {
  ascii,
  bits,
  color,
  digits,
  fast,
  format,
  hex,
  long,
  noPager,
  param,
  paramsInDtype,
  patience,
  saturate,
  threads,
  threshold,
  truncate,
  width,
  wrt,
} from './options.ts';
import {output} from './output-file.ts';
import {all, along, at, column, from, input, points, range, shard} from './points/point-options.ts';
import {rowsOf} from './table/rows.ts';
import {shown} from './table/shown.ts';
import {sharedRows} from './table/threads.ts';

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
  makesArrays: true,
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
    anyDtype,
    quant,
    paramsInDtype,
    saturate,
    truncate,
    fast,
    threads,
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
    'npy, raw and c hold golden arrays instead of rows: x, then for each activation the values, the gradients, and what else is shown; with --all no x, because the index tells it. check reads npy and raw.',
    'In npy and raw, float16, float32 and float64 are floats, and other formats bit patterns as unsigned integers, as all are with --bits; the last byte of a number comes first.',
    '--threads is for the formats of machines. By default, two threads share 500,000 rows or more.',
    '--fast and --order 2 cannot be combined, because plain doubles may lose every digit of f″.',
  ],
  examples: [
    'table sigmoid tanh relu',
    'table elu --alpha 0.5 --range -3:3:0.5 --format csv',
    "table gelu 'mine=x*sigmoid(1.702*x)' --at=-1,0,inf --dtype float16",
    'table gelu --all --dtype bfloat16 --shard 3/16 --format csv',
    'table gelu --all --dtype float16 --format c',
    'table gelu --dtype uint8 --quant in=0.05:128,out=0.02:120 --format csv',
  ],
  act,
};

async function act(call: Call, stdin: Io['stdin']): Promise<Answer> {
  const scheme = schemeOf(call);
  if (scheme !== undefined) return (await import('./table/quantised.ts')).quantisedAnswer(call, scheme);
  const rows = await rowsOf(call, stdin);
  const {table, found} = (await sharedRows(call, rows)) ?? rows;
  return {output: {table}, notes: () => rows.notes(found())};
}
