import {requireSearchable} from '../activations/selection.ts';
import {commandLineError} from '../errors/errors.ts';
import {float64, type NumberFormat} from '../exact/number-format.ts';
import {stabilityOutput} from '../report/kernels/stability.ts';
import type {StudiedQuantity} from '../stability/quantity.ts';
import {stabilityOf} from '../stability/stability.ts';
import {selectionsOf} from './asked/selections.ts';
import type {Answer, Call, Command, DefaultedOption, Option} from './command.ts';
import {asGiven, numberFrom, someOf} from './line/option-values.ts';
import {ascii, color, digits, dtype, dtypeNames, format, noPager, param, width} from './options.ts';
import {output} from './output-file.ts';
import {kernelPointsOf} from './points/kernel-points.ts';
import {all, at, points, range} from './points/point-options.ts';

const against: Option<string> = {
  name: 'against',
  group: 'inputs',
  value: 'activation',
  summary: 'the function that the formula stands for (default: the formula itself, computed exactly)',
  takes: 'activations',
  parse: asGiven,
};

const contents: DefaultedOption<readonly StudiedQuantity[]> = {
  name: 'show',
  group: 'inputs',
  value: 'what,...',
  summary: 'value, gradient or both; the gradient is that of the formula, operation by operation',
  default: 'value',
  ...someOf(['value', 'gradient']),
};

const maxUlp: Option<number> = {
  name: 'max-ulp',
  group: 'output',
  value: 'n',
  summary:
    'name spans in which more is lost (default: 4); exit code 1 if one is found, or a NaN or an infinity is wrong',
  parse: numberFrom(0, 'a number, 0 or more', Number.POSITIVE_INFINITY),
};

/** A few ulps are what a good kernel loses. */
const usualLimit = 4;

const computeIn: Option<NumberFormat> = {
  ...dtype,
  summary: `round x and every operation to ${dtypeNames.slice(0, -1).join(', ')} or ${dtypeNames.at(-1)} (default: float64)`,
};

export const stability: Command = {
  name: 'stability',
  summary: 'what a formula loses when every operation is rounded, where, and at which operation',
  arguments: [
    {
      name: 'formula',
      summary: "a formula such as '0.5*x*(1+erf(x/sqrt(2)))', or a name, whose formula 'info' shows",
      takes: 'activations',
    },
  ],
  options: [
    against,
    computeIn,
    contents,
    range,
    points,
    at,
    all,
    maxUlp,
    format,
    output,
    digits,
    width,
    ascii,
    color,
    noPager,
    param,
  ],
  details: [
    'The formula is computed step by step: every number, constant, parameter, operation and function is the exact result for its rounded operands, rounded once to --dtype. A power is one operation; what the language writes with others, such as log2, is as many as it is written with.',
    'Without --range, --points, --at or --all the points are all numbers of a --dtype of 16 bits or fewer; of a wider one, 4,097 in -6:6 and 4,096 of all magnitudes. --range alone takes all numbers of a short --dtype in it.',
    'loss: the distance from the exact result in ulps, units in the last place of the exact result; 0.5 is the most that a correctly rounded result loses.',
    'cost of an operation: by how many ulps the result is off if this operation alone is rounded and all others are exact. It is computed at the worst point of each of up to 256 stretches of points.',
    'amplified by: the operation after it that enlarges a relative error most, and how many times; below 4 none is named.',
    'faults: nan and overflow, where the exact result is a number; missing, a number where there is none; sign, the wrong one; flush, 0 where --dtype has a number.',
    'With --against, the exact difference of the two functions is told apart from rounding.',
  ],
  examples: [
    "stability '0.5*x*(1+erf(x/sqrt(2)))' --against gelu --dtype float32",
    "stability 'log(1+exp(x))' --dtype bfloat16",
    "stability 'sigmoid(x)*(1-sigmoid(x))' --against 'g=sigmoid(x)*sigmoid(-x)' --dtype float16 --format csv",
  ],
  act,
};

async function act(call: Call): Promise<Answer> {
  const [name = ''] = call.arguments; // it is required
  const other = call.option(against);
  const selections = selectionsOf({...call, arguments: other === undefined ? [name] : [name, other]});
  for (const [i, {inputs}] of selections.entries())
    if (inputs.length !== 1) throw commandLineError('kernelInputs', (i === 0 ? name : other) ?? name);
  requireSearchable(selections);
  const [named, reference] = selections;
  if (named === undefined) throw new Error('a name gives a selection');
  const dtypeGiven = call.option(computeIn) ?? float64;
  const kernelPoints = kernelPointsOf(call, dtypeGiven);
  const limit = call.option(maxUlp);
  const findings = [];
  for (const quantity of new Set(call.option(contents))) {
    const selection = {...named, worked: pointWatch(call, named.label, kernelPoints.count)};
    findings.push(
      await stabilityOf({
        selection,
        against: reference,
        quantity,
        format: dtypeGiven,
        points: kernelPoints,
        limit: limit ?? usualLimit,
        turn: call.turn,
      }),
    );
  }
  if (findings.every(({worst, faults}) => worst === undefined && faults.length === 0))
    throw commandLineError('nothingCompared', named.label);
  const exceeded =
    limit !== undefined &&
    findings.some(
      ({exceeding, faults}) => exceeding > 0 || faults.some(({fault}) => fault !== 'flush' && fault !== 'sign'),
    );
  return {
    output: stabilityOutput(findings, {
      label: named.label,
      against: reference?.label,
      format: dtypeGiven,
      limit: limit ?? usualLimit,
      isLimited: limit !== undefined,
      points: kernelPoints.said,
    }),
    exceeded,
  };
}

const shown = (count: number) => count.toLocaleString('en');

/** Shows on a terminal how many of the points are done. */
function pointWatch({step}: Call, label: string, total: number): (points?: number) => void {
  let done = 0;
  return (more = 1) => {
    done += more;
    step(() => `computing ${label}: ${shown(Math.min(done, total))} of ${shown(total)} points`);
  };
}
