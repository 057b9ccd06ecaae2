import {compareActivations} from '../compare/comparison.ts';
import {comparisonNotes, comparisonOutput} from '../report/comparison.ts';
import {spanBetween} from '../shape/span.ts';
import {order} from './asked/second.ts';
import {selectionsOf} from './asked/selections.ts';
import {thresholdNotes} from './asked/threshold-notes.ts';
import type {Answer, Call, Command, DefaultedOption} from './command.ts';
import {finiteNumber, flag, numberFrom} from './line/option-values.ts';
import {ascii, color, digits, dtype, format, noPager, param, patience, threshold, width} from './options.ts';
import {output} from './output-file.ts';
import {partOfLine} from './points/point-options.ts';

const mean: DefaultedOption<number> = {
  name: 'mean',
  group: 'inputs',
  value: 'number',
  summary: 'the mean of the normal input',
  default: '0',
  parse: finiteNumber,
};
const std: DefaultedOption<number> = {
  name: 'std',
  group: 'inputs',
  value: 'number',
  summary: 'its standard deviation',
  default: '1',
  parse: numberFrom(Number.MIN_VALUE, 'a number above 0'),
};
const over = partOfLine('where to look for range, extrema, slopes and differences (default: the real line)');
const rounding = {...dtype, summary: 'add the share of inputs whose gradient underflows in this number format'};
const noCost = flag('no-cost', 'output', 'leave out the measured cost, so that the output is the same every time');

export const compare: Command = {
  name: 'compare',
  summary: 'activations side by side: range, slopes, dead and saturated shares, gains, differences',
  arguments: [
    {
      name: 'activation',
      summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as 'x*tanh(x)'",
      takes: 'activations',
      many: true,
    },
  ],
  options: [
    mean,
    std,
    over,
    threshold,
    rounding,
    order,
    noCost,
    format,
    output,
    digits,
    width,
    ascii,
    color,
    noPager,
    patience,
    param,
  ],
  details: [
    'For people, three or more begin with a summary. Figures that differ come first, and those that are the same for all stand in one block below. * marks the best (the least, or the nearest to 0 or 1), unless most are equally good.',
    'Of pairs whose values differ infinitely only the difference of gradients is shown.',
    'range_from, range_to: infimum and supremum of f; at -inf and inf, its limits.',
    'extrema: how many minima and maxima there are.',
    'monotonicity: increasing, or non-decreasing if f is level somewhere, and so on; none if f rises and falls.',
    'output_sign: the signs that f(x) takes.',
    'zero_centred: whether f(-x) = -f(x).',
    'max_gradient, max_gradient_at: the supremum of |f′| and where; at a kink perhaps the slope on one side alone, at -inf and inf a limit.',
    'max_second, max_second_at (with --order 2): the same for |f″|.',
    'smoothness: jumps, poles, holes (points without a value), C0 (corners), C1 to C3 (as many continuous derivatives) or smooth.',
    'share_dead, share_saturated, share_weak: the probability that an input lies in such a region (see regions).',
    'share_zero_output: the probability that the output is 0.',
    'output_mean, output_spread: mean and standard deviation of f; mean_square: E f²; mean_square_gradient: E f′²; all for the normal input.',
    'forward_gain, backward_gain: 1/sqrt(mean_square) and 1/sqrt(mean_square_gradient). Weights of variance gain² / fan_in keep the mean square of outputs, or of gradients, constant from layer to layer.',
    'certain: whether all of a shape is proven.',
    'share_unknown: the probability that an input lies where the search for regions was given up. --patience 10 goes on ten times as long.',
    'quadrature_error: the estimated relative error of expectations; NaN if a narrow extremum may have been missed. An expectation that is NaN does not exist or is not known.',
    'measured_cost_ns: nanoseconds for a value and its gradient in plain doubles.',
    'measured_cost_in_relus: the same as a multiple of the time for relu.',
    'value_difference:name: the largest difference from that activation, and where.',
    'gradient_difference:name: the same for f′.',
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

async function act(call: Call): Promise<Answer> {
  const interval = call.option(over);
  const request = {
    selections: selectionsOf(call, call.option(patience)),
    normal: {mean: call.option(mean), std: call.option(std)},
    range: interval && spanBetween(interval.from, interval.to),
    threshold: call.option(threshold),
    format: call.option(rounding),
    now: call.option(noCost) ? undefined : () => performance.now(),
    order: call.option(order),
  };
  const comparison = compareActivations(request);
  return {
    output: comparisonOutput(comparison, request),
    notes: () => [...thresholdNotes(call, request.selections), ...comparisonNotes(comparison)],
  };
}
