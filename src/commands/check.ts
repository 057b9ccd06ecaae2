import {select} from '../activations/select.ts';
import type {Selection} from '../activations/selection.ts';
import {createCheck, exceeds} from '../check/check.ts';
import {inputBehind, type Judged} from '../check/findings.ts';
import {actError, commandLineError} from '../errors/errors.ts';
import {openResults, readResults} from '../input/results.ts';
import type {Io} from '../io.ts';
import {constantTails} from '../regions/constant-tails.ts';
import {checkOutput, checkReport} from '../report/kernels/check.ts';
import {coverageText, type Note} from '../report/notes.ts';
import {limitWatch, precisionOf} from './asked/precision.ts';
import {anyDtype, quant, schemeOf, withNumberFormat} from './asked/quant.ts';
import {selectionsOf} from './asked/selections.ts';
import {
  allFigures,
  binades,
  bitPatterns,
  conditionSentences,
  conditionsOf,
  contents,
  contentsOf,
  error,
  flush,
  ignoreSubnormal,
  inRange,
  maxUlp,
  nanInputs,
  report,
  tolerance,
  worst,
} from './check/options.ts';
import type {Answer, Call, Command} from './command.ts';
import {ascii, color, digits, format, noPager, param, paramsInDtype, saturate, truncate, width} from './options.ts';
import {output} from './output-file.ts';
import {shard} from './points/point-options.ts';

export const check: Command = {
  name: 'check',
  summary: "another program's results against the correctly rounded ones",
  arguments: [
    {
      name: 'activation',
      summary: "a name such as elu:alpha=0.5 or gelu@jax, or a formula such as 'x*tanh(x)'",
      takes: 'activations',
    },
    {
      name: 'file',
      takes: 'files',
      summary:
        'CSV, TSV, JSON, JSON Lines or Markdown with the columns x, value, gradient and second (f″), for gated units x, u, value, gradient_x and gradient_u, or those that table writes; or a .npy with a result for every bit pattern of a --dtype of 32 bits or fewer in order, as numbers or as bits, gradients in a second row and f″ in a third; the same as raw numbers in a .bin, .raw or .f32; - for standard input',
    },
  ],
  options: [
    anyDtype,
    quant,
    contents,
    bitPatterns,
    shard,
    inRange,
    ignoreSubnormal,
    flush,
    nanInputs,
    tolerance,
    error,
    maxUlp,
    worst,
    binades,
    report,
    allFigures,
    paramsInDtype,
    saturate,
    truncate,
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
    'Errors are counted in ulps: steps from one number of --dtype to the next, 0 for the correctly rounded one.',
    'For people the answer begins with a verdict for value and one for gradient. The table below leaves out what the verdict says, and figures that are 0.',
    'With --quant the file holds output codes: one for each input code, ascending (npy or a column), or the columns code and result; --max-ulp is then in codes.',
    'With --binades the formats for machines have a row for each binade, and neither the figures nor --worst.',
    'misrounded: how many results are not the correctly rounded ones.',
    'wrong_signs: positive where negative is right, or the other way round.',
    'nan_mismatches: NaN where a number is right, or the other way round; inf_mismatches: the same for infinities.',
    'p50, p99, p99_9: errors that so many in 100 results do not exceed; larger ones are rounded up by less than a thousandth.',
    'wrong_signs_from, wrong_signs_to: the ends of the longest runs of inputs whose results have the wrong sign.',
    'nan_choices: results at NaN that are those of the framework of the preset; excused: errors within --tolerance; left_out: results at inputs that do not count.',
    'reversals: neighbouring inputs whose results are in the wrong order.',
    'zero_signs: -0 where 0 is right, or the other way round; it is no error.',
    'Of several inputs, as those of swiglu or softmax, each point is judged by itself: --range and --ignore-subnormal want all inputs inside, --binades go by the first one, and nothing is said of the order of results.',
    'kink_choices: at a kink, any gradient between the slopes on its two sides is right, and so is any f″ between theirs; this counts the ones that table would not print.',
    'rounded_inputs, rounded_results: numbers that the file gives with more digits than --dtype has; they are rounded to it.',
  ],
  examples: [
    'table silu --all --dtype float16 | act-cli check silu - --dtype float16',
    'table silu --dtype float16 > out.csv && act-cli check silu out.csv --dtype float16 --max-ulp 1',
    "table 'gelu=x*sigmoid(1.702*x)' --dtype bf16 | act-cli check gelu - --dtype bf16 --worst 5",
  ],
  act,
};

/** The label of the activation that a text names, with its settings, or as a formula; undefined for other texts. */
function labelOf(text: string): string | undefined {
  try {
    return select([text], new Map())[0]?.label;
  } catch {
    return undefined; // only whether it does is asked
  }
}

function pluralOf(judged: Judged): string {
  const input = inputBehind(judged);
  if (input !== undefined) return `gradients by ${input}`;
  return judged === 'second' ? 'second derivatives' : `${judged}s`;
}

/** Rows that are checked between two looks at the clock. */
const stride = 64;

const shown = (count: number) => count.toLocaleString('en');

/** Shows on a terminal how many of the rows are done. */
function rowWatch({step}: Call, label: string, total: number): (rows?: number) => void {
  let done = 0;
  const text = () => `checking ${label}: ${shown(Math.min(done, total))} of ${shown(total)} rows`;
  return (rows = 1) => {
    const before = done;
    done += rows;
    if (Math.floor(done / stride) > Math.floor(before / stride)) step(text);
  };
}

async function act(given: Call, stdin: Io['stdin']): Promise<Answer> {
  const scheme = schemeOf(given);
  if (scheme !== undefined) {
    const ofFloats = [contents, bitPatterns, shard, paramsInDtype, saturate, truncate];
    const others = [...ofFloats, flush, nanInputs, inRange, ignoreSubnormal, tolerance, error, binades, report];
    const asked = {scheme, worst: given.option(worst), most: given.option(maxUlp), others};
    return (await import('./check/quantised.ts')).quantisedCheck(given, stdin, asked);
  }
  const call = withNumberFormat(given);
  const [name = '', path = ''] = call.arguments; // both are required
  const [named] = selectionsOf({...call, arguments: [name]}) as [Selection]; // one for each
  const conditions = conditionsOf(call);
  const {presentation} = call.display;
  const isForPeople = presentation === 'view' || presentation === 'table';
  if (call.isGiven(binades) && call.isGiven(worst) && !isForPeople)
    throw actError('exclusive', '--worst', `--binades in ${presentation}`);
  const limits = limitWatch();
  const rounding = {...precisionOf(call), limitNotKnown: limits.limitNotKnown};
  const precision = {...rounding, tails: () => constantTails(named, rounding)};
  const {format} = precision;
  const {label} = named;
  const source = path === '-' ? 'standard input' : path;
  const read = await readResults(openResults(path, stdin), {
    label,
    format,
    labelOf,
    parameters: [...named.parameters.keys()],
    ...contentsOf(call, named),
    shard: call.option(shard),
    hasBits: call.isGiven(bitPatterns),
    step: (bytes) => call.step(() => `reading ${source}: ${shown(Math.floor(bytes / 1e6))} MB`),
  });
  const {quantities, order, count, coverage} = read;
  const selection = {...named, worked: rowWatch(call, label, count)};
  const check = createCheck({
    selection,
    precision,
    conditions,
    error: call.option(error),
    quantities,
    order,
    worst: call.option(worst),
    hasBinades: call.isGiven(binades) || call.isGiven(report),
  });
  for await (const results of read.chunks) {
    check.add(results);
    await call.turn();
  }
  const findings = check.done();
  const [{count: checked = 0, leftOut = 0} = {}] = findings;
  if (checked === 0) throw commandLineError('nothingChecked', label, leftOut);
  const limit = call.option(maxUlp);
  const exceeded = limit !== undefined && exceeds(findings, limit);
  const rounded = {total: count, format: format.name, code: 'resultsRounded'} as const;
  const isPartial = coverageText(coverage) !== undefined;
  const notes: readonly Note[] = [
    ...read.notes.map((note) => ({...note, name: source})),
    // People read it above the verdict.
    ...(isPartial && !isForPeople ? [{code: 'partlyChecked', name: source, coverage} as const] : []),
    {...rounded, what: 'inputs', rounded: findings[0]?.roundedInputs ?? 0}, // the same in all findings
    ...findings.map(({quantity, roundedResults}) => ({
      ...rounded,
      what: pluralOf(quantity),
      rounded: roundedResults,
    })),
  ];
  const reportFile = call.option(report);
  const request = {
    label,
    inputs: named.inputs,
    format,
    direction: precision.direction,
    maxUlp: limit,
    exceeded,
    coverage,
    allFigures: call.isGiven(allFigures),
    conditions: conditionSentences(call, named.inputs),
    error: call.option(error),
  };
  const withoutBinades = call.isGiven(binades) ? findings : findings.map((each) => ({...each, binades: undefined}));
  return {
    output: checkOutput(withoutBinades, request),
    ...(reportFile !== undefined && {report: {...reportFile, view: checkReport(findings, request)}}),
    exceeded,
    notes: () => [...notes.filter((note) => note.code !== 'resultsRounded' || note.rounded > 0), ...limits.notes()],
  };
}
