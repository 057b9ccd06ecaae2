import {requireSearchable} from '../activations/selection.ts';
import {commandLineError} from '../errors/errors.ts';
import {dtypeNamed, float64, type NumberFormat} from '../exact/number-format.ts';
import {toleranceOutput} from '../report/kernels/tolerance.ts';
import {parseRange, type Range} from '../sampling/range.ts';
import type {StudiedQuantity} from '../stability/quantity.ts';
import {toleranceOf} from '../tolerance/tolerance.ts';
import {selectionsOf} from './asked/selections.ts';
import type {Answer, Call, Command, DefaultedOption} from './command.ts';
import {someOf} from './line/option-values.ts';
import {ascii, color, digits, dtypeNames, format, noPager, param, width} from './options.ts';
import {output} from './output-file.ts';
import {kernelPointsOf} from './points/kernel-points.ts';
import {at, points} from './points/point-options.ts';

const results: DefaultedOption<NumberFormat> = {
  name: 'dtype',
  group: 'numerics',
  value: 'name',
  summary: `the format of inputs and results: ${dtypeNames.slice(0, -1).join(', ')} or ${dtypeNames.at(-1)}`,
  default: 'float32',
  takes: dtypeNames,
  parse: dtypeNamed,
};

const compute: DefaultedOption<NumberFormat> = {
  name: 'compute',
  group: 'numerics',
  value: 'name',
  summary: 'the format in which kernels compute, no narrower than --dtype',
  default: 'float32',
  takes: dtypeNames,
  parse: dtypeNamed,
};

const over: DefaultedOption<Range> = {
  name: 'range',
  group: 'inputs',
  short: 'r',
  value: 'from:to[:step]',
  summary: 'the inputs that a test has',
  default: '-10:10',
  parse: parseRange,
};

const contents: DefaultedOption<readonly StudiedQuantity[]> = {
  name: 'show',
  group: 'inputs',
  value: 'what,...',
  summary: 'value, gradient or both',
  default: 'value,gradient',
  ...someOf(['value', 'gradient']),
};

export const tolerance: Command = {
  name: 'tolerance',
  summary: 'the least atol, rtol and ulp that correct kernels keep, and which mistakes usual tolerances let pass',
  arguments: [
    {
      name: 'activation',
      summary: "a name such as gelu or elu:alpha=0.5, or a formula such as 'x*tanh(x)'",
      takes: 'activations',
    },
  ],
  options: [results, compute, contents, over, points, at, format, output, digits, width, ascii, color, noPager, param],
  details: [
    'A result a passes against the exact value b where |a - b| <= atol + rtol |b|, as in torch.allclose and numpy.allclose. b is not rounded to --dtype.',
    'correctly rounded: the number of --dtype nearest to the exact value; no tolerance that it fails can be kept by any kernel.',
    'faithful: the formula of the record, or the form of it that does not cancel, step by step in --compute (see stability), the result rounded to --dtype.',
    'The textbook form, step by step in --compute, counts as correct too where it is nowhere off by more than 2 ulp. These are models: a kernel whose exp or erf errs by an ulp needs more.',
    'Inputs are all numbers of a --dtype of 16 bits or fewer in the range, and 4,097 of a wider one, between which a larger error may lie. Inputs whose exact value --dtype cannot hold are left out.',
    'Mistakes are taken from the list of activations: functions of a similar name, other versions of the name in frameworks, the textbook form, every step in --dtype, a bound left out, a gradient from the rounded output. Only those are shown whose errors are larger than those of a faithful kernel.',
    'torch: the defaults of torch.testing.assert_close for --dtype, where it has any.',
  ],
  examples: [
    'tolerance gelu --dtype bf16 --compute float32 --range -10:10',
    'tolerance sigmoid --dtype float16 --show gradient',
    "tolerance 'x*tanh(x)' --dtype float16 --format csv",
  ],
  act,
};

async function act(call: Call): Promise<Answer> {
  const [name = ''] = call.arguments; // it is required
  const selections = selectionsOf(call);
  const [selection] = selections;
  if (selection?.inputs.length !== 1) throw commandLineError('kernelInputs', name);
  requireSearchable(selections);
  const dtype = call.option(results);
  // float64 results are computed in float64, unless the user says otherwise.
  const computeFormat = dtype === float64 && !call.isGiven(compute) ? float64 : call.option(compute);
  if (computeFormat.precision < dtype.precision || computeFormat.largest < dtype.largest)
    throw commandLineError('narrowCompute', computeFormat.name, dtype.name);
  const kernelPoints = kernelPointsOf(call, dtype, over);
  const x = Float64Array.from([...kernelPoints.chunks()].flatMap((chunk) => [...chunk]));
  const findings = [];
  for (const quantity of new Set(call.option(contents))) {
    findings.push(toleranceOf({selection, quantity, dtype, compute: computeFormat, x}));
    await call.turn();
  }
  const {label} = selection;
  const {said, areAll} = kernelPoints;
  return {output: toleranceOutput(findings, {label, dtype, compute: computeFormat, points: said, areAll})};
}
