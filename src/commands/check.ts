import {actError} from '../errors.ts';
import {readNumber} from '../formula/number-text.ts';
import type {Io} from '../io.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {
  ascii,
  color,
  digits,
  dtype,
  format,
  param,
  paramsInDtype,
  type Show,
  saturate,
  show,
  wholeNumber,
  width,
} from './options.ts';

const defaultWorst = 5;

export const worst: Option<number> = {
  name: 'worst',
  value: 'count',
  summary: `how many of the worst results to name (${defaultWorst})`,
  parse: wholeNumber(0, 1_000_000),
};

export const maxUlp: Option<number> = {
  name: 'max-ulp',
  value: 'n',
  summary: 'exit code 1 if an error is larger, or a sign, a NaN or an infinity is wrong',
  parse(given, flag) {
    const value = readNumber(given);
    if (value === undefined || !(value >= 0)) throw actError('optionValue', flag, given, 'a number, 0 or more');
    return value;
  },
};

const held: Option<readonly Show[]> = {...show, summary: 'what to check: value, gradient or both (what the file has)'};

export const check: Command = {
  name: 'check',
  summary: 'results of other programs against the correctly rounded ones',
  arguments: [
    {name: 'activation', summary: "a name such as elu:alpha=0.5 or gelu@jax, or a formula such as '=x*tanh(x)'"},
    {
      name: 'file',
      summary:
        'CSV, TSV or JSON Lines with the columns x, value, gradient, or as table names them; or a .npy with the results for all bit patterns of a 16- or 8-bit --dtype in order, values or bits, or two rows: values, gradients; - for standard input',
    },
  ],
  options: [dtype, held, maxUlp, worst, paramsInDtype, saturate, format, digits, width, ascii, color, param],
  details: [
    'Errors are counted in ulps: steps from one number of --dtype to the next, 0 for',
    'the correctly rounded one. -0 and 0 are one number: zero_signs counts where the',
    'sign differs. At a kink any gradient between the slopes on its two sides is',
    'right: kink_choices counts those that are not the one that table prints.',
    'reversals counts neighbouring inputs whose results are in the wrong order.',
  ],
  examples: [
    'table silu --all --dtype float16 | act-cli check silu - --dtype float16',
    'table silu --dtype float16 > out.csv && act-cli check silu out.csv --dtype float16 --max-ulp 1',
    "table 'gelu=x*sigmoid(1.702*x)' --dtype bf16 | act-cli check gelu - --dtype bf16 --worst 5",
  ],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [{selectionsOf}, {precisionOf}, {openInput}, {readResults}, analysis, {checkReport}, {tableAnswer}] =
    await Promise.all([
      import('./selections.ts'),
      import('./precision.ts'),
      import('../input/open.ts'),
      import('./results.ts'),
      import('../analysis/check.ts'),
      import('../analysis/check-report.ts'),
      import('./answer.ts'),
    ]);
  const [name = '', path = ''] = call.arguments; // both are required
  const selections = selectionsOf({...call, arguments: [name]});
  const [selection] = selections;
  if (selection?.inputs.length !== 1) throw actError('checkInputs', name);
  const precision = precisionOf(call);
  const {label} = selection;
  const source = openInput(path, io.stdin);
  const results = await readResults(source, {label, format: precision.format, show: call.option(held)});
  const findings = analysis.check({selection, precision, results, worst: call.option(worst) ?? defaultWorst});
  const report = checkReport(findings, {label, format: precision.format, maxUlp: call.option(maxUlp)});
  const answer = await tableAnswer(report, call, io);
  const total = results.x.length;
  const inputs = findings[0]?.roundedInputs ?? 0; // the same in all
  return {
    ...answer,
    notes: () => [
      ...roundedNote(inputs, total, 'inputs', precision.format.name),
      ...findings.flatMap(({quantity, roundedResults}) =>
        roundedNote(roundedResults, total, `${quantity}s`, precision.format.name),
      ),
    ],
  };
}

function roundedNote(count: number, total: number, what: string, formatName: string): readonly string[] {
  return count === 0 ? [] : [`${count} of ${total} ${what} have more digits than ${formatName} and were rounded to it`];
}
