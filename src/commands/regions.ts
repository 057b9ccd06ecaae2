import {actError} from '../errors.ts';
import {formatNamed, type NumberFormat} from '../exact/format.ts';
import type {Io} from '../io.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {ascii, color, format, oneOf, param, range, threshold, width} from './options.ts';

const dtypes: Option<readonly NumberFormat[]> = {
  name: 'dtype',
  value: 'name,...',
  summary: 'round the gradient to a number format; several, such as float16,bfloat16, add a column (the real gradient)',
  parse: (given) => [...new Set(given.split(',').map((name) => formatNamed(name.trim())))],
};

const backward: Option<'exact' | 'output'> = {
  name: 'backward',
  value: 'how',
  summary: 'exact, or output: the gradient from the rounded output, as frameworks do for sigmoid and tanh (exact)',
  parse: oneOf(['exact', 'output']),
};

const over: Option<string> = {...range, value: 'from:to', summary: 'only this part of the real line (all of it)'};

export const regions: Command = {
  name: 'regions',
  summary: 'the exact intervals in which the gradient is dead, saturated or weak',
  arguments: [
    {name: 'activation', summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as '=x*tanh(x)'", many: true},
  ],
  options: [threshold, dtypes, backward, over, format, width, ascii, color, param],
  details: [
    'dead: f′ is exactly 0 on the whole interval.',
    'underflow: it is not 0, but its correctly rounded value in --dtype is. Only with',
    'a --dtype, float64 included: the real gradient does not underflow.',
    'saturated: 0 < |f′| < threshold in a tail in which f tends to a finite limit.',
    'weak: 0 < |f′| < threshold anywhere else.',
    'A closed end is the last double inside, or the last number of --dtype. Functions',
    'that oscillate for ever are answered over --range (-6:6).',
  ],
  examples: ['regions sigmoid gelu relu6', 'regions sigmoid --dtype bfloat16 --backward output', 'regions sin -r 0:10'],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [{selectionsOf}, {regionsReport}, answer] = await Promise.all([
    import('./selections.ts'),
    import('../analysis/regions-report.ts'),
    import('./answer.ts'),
  ]);
  const report = regionsReport({
    selections: selectionsOf(call),
    formats: call.option(dtypes) ?? [],
    threshold: call.option(threshold),
    range: await rangeOf(call),
    backward: call.option(backward) === 'output' ? 'output' : undefined,
  });
  const notes = () =>
    report.uncertain.map(
      (name) => `${name}: bounds of its gradient stay too wide near a point; an interval there may be missing`,
    );
  if (answer.formatOf(call, io) !== 'table') return {...(await answer.tableAnswer(report, call, io)), notes};
  const {regionsText} = await import('../render/regions.ts');
  return {chunks: regionsText(report.table, await answer.styleOf(call, io)), verdict: 'done', notes};
}

/** The ends of --range, the lower one first. */
async function rangeOf(call: Call): Promise<readonly [number, number] | undefined> {
  const text = call.option(over);
  if (text === undefined) return undefined;
  const {parseRange} = await import('../analysis/grid.ts');
  const {from, to, step} = parseRange(text);
  if (step !== undefined) throw actError('optionValue', '--range', text, 'from:to without a step, such as -6:6');
  return from <= to ? [from, to] : [to, from];
}
