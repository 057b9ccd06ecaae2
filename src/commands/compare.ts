import type {Table} from '../analysis/report.ts';
import {actError} from '../errors.ts';
import {readNumber} from '../formula/number-text.ts';
import type {Io} from '../io.ts';
import type {Format} from '../render/formats.ts';
import type {Style} from '../render/style.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {ascii, color, digits, dtype, finiteNumber, flag, format, param, range, threshold, width} from './options.ts';

const mean = finiteNumber('mean', 'the mean of the normal input (0)');
const std: Option<number> = {
  ...finiteNumber('std', 'its standard deviation (1)'),
  parse(given, name) {
    const value = readNumber(given);
    if (value === undefined || !(value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw actError('optionValue', name, given, 'a number above 0');
    }
    return value;
  },
};
const over = {
  ...range,
  value: 'from:to',
  summary: 'where range, extrema, slopes and differences are looked for (the real line)',
};
const rounding = {...dtype, summary: 'add the share of inputs whose gradient underflows in this number format'};
const noCost = flag('no-cost', 'leave the measured cost out: the output is then the same every time');

export const compare: Command = {
  name: 'compare',
  summary: 'activations side by side: range, slopes, dead and saturated shares, gains, differences',
  arguments: [
    {name: 'activation', summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as '=x*tanh(x)'", many: true},
  ],
  options: [mean, std, over, threshold, rounding, noCost, format, digits, width, ascii, color, param],
  details: [
    'range_from, range_to: infimum and supremum of f; at an infinite place a limit.',
    'max_gradient: the supremum of |f′|. smoothness: jumps, C0 (corners), C1 to C3 (as',
    'many continuous derivatives) or smooth.',
    'share_dead, share_saturated, share_weak: the probability of an input where the',
    'gradient is so, as regions has it; share_zero_output: that the output is 0.',
    'mean_square: E f² over the normal input; mean_square_gradient: E f′². The gains',
    'are 1/sqrt of them: weights of variance gain² / fan_in keep them from layer to',
    'layer. quadrature_error: the estimated relative error of these expectations.',
    'measured_cost_ns: nanoseconds for a value and its gradient in plain doubles.',
    'value_difference:name: the largest difference from that activation, and where;',
    'parity:name: at which tolerances a test of values against it fails and passes.',
    'Functions that oscillate for ever are described over -6:6 or --range.',
  ],
  examples: [
    'compare sigmoid tanh relu gelu',
    'compare gelu@jax gelu@torch --no-cost',
    "compare silu 'mine=x*hardsigmoid(x)' --std 2 --range -6:6 --format csv",
  ],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [{selectionsOf}, {compareReport}, {parseRange}, {formatOf, styleOf, tableAnswer}] = await Promise.all([
    import('./selections.ts'),
    import('../analysis/compare.ts'),
    import('../analysis/grid.ts'),
    import('./answer.ts'),
  ]);
  const given = call.option(over);
  const report = compareReport({
    selections: selectionsOf(call),
    normal: {mean: call.option(mean) ?? 0, std: call.option(std) ?? 1},
    range: given === undefined ? undefined : spanOf(parseRange(given)),
    threshold: call.option(threshold) ?? 0.01,
    format: call.option(rounding),
    now: call.option(noCost) ? undefined : () => performance.now(),
  });
  const chosen = formatOf(call, io);
  if (chosen !== 'table' && chosen !== 'markdown') return tableAnswer(report, call, io);
  return {chunks: readable(report.readable, chosen, await styleOf(call, io)), verdict: report.verdict};
}

/** Tables one below the other. */
async function* readable(tables: readonly Table[], chosen: Format, style: Style): AsyncGenerator<string> {
  const {render} = await import('../render/formats.ts');
  for (const [i, table] of tables.entries()) {
    if (i > 0) yield '\n';
    yield* render(chosen, table, style);
  }
}

/** From the lower end to the upper one, whichever was given first. */
function spanOf({from, to}: {readonly from: number; readonly to: number}): {
  readonly from: number;
  readonly to: number;
} {
  return from <= to ? {from, to} : {from: to, to: from};
}
