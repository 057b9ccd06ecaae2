import {requireSearchable} from '../activations/selection.ts';
import {type AuditRequest, auditLayers} from '../audit/audit.ts';
import {actError, commandLineError} from '../errors/errors.ts';
import type {Io} from '../io.ts';
import {plotColumns} from '../render/plot/plot.ts';
import {auditOutput} from '../report/audit/audit.ts';
import {limitResults, limitSentence} from '../report/audit/limits.ts';
import type {Note} from '../report/notes.ts';
import {spanBetween} from '../shape/span.ts';
import {selectionsOf} from './asked/selections.ts';
import {activationsIn} from './audit/activation-list.ts';
import {engine, engineAudit} from './audit/engine.ts';
import {layersOf} from './audit/layers.ts';
import {
  allUnits,
  axis,
  bias,
  each,
  key,
  maxDead,
  maxNan,
  maxSaturated,
  predict,
  readAs,
  shape,
  storedAs,
  top,
} from './audit/options.ts';
import {requirePartners} from './audit/partners.ts';
import {predictAnswer} from './audit/predict.ts';
import {sql, sqlAnswer, sqlOptions} from './audit/sql.ts';
import {withHelpers} from './audit/threads.ts';
import type {Answer, Call, Command} from './command.ts';
import {ascii, color, digits, dtype, format, noPager, param, patience, threads, threshold, width} from './options.ts';
import {output} from './output-file.ts';
import {partOfLine} from './points/point-options.ts';

const over = partOfLine('search a function that oscillates for ever over this range (default: -6:6)');

export const audit: Command = {
  name: 'audit',
  summary: 'which units of a layer are dead or saturated, from its pre-activations in a file',
  arguments: [
    {
      name: 'activation',
      summary:
        "a name such as elu:alpha=0.5 or gelu@jax, or a formula such as 'x*tanh(x)'; several separated by commas",
      takes: 'activations',
    },
    {
      name: 'file',
      takes: 'files',
      optional: true,
      many: true,
      summary:
        'the numbers that go into the activation, a row for each sample and a column for each unit: .npy, .npz, .safetensors, .pt, .parquet, .csv, .tsv, .jsonl (also .gz), or raw numbers; several are one data set; - for standard input',
    },
  ],
  options: [
    key,
    axis,
    each,
    predict,
    bias,
    readAs,
    storedAs,
    shape,
    threshold,
    dtype,
    over,
    maxDead,
    maxSaturated,
    maxNan,
    top,
    allUnits,
    engine,
    ...sqlOptions,
    format,
    output,
    digits,
    width,
    ascii,
    color,
    noPager,
    patience,
    threads,
    param,
  ],
  details: [
    'The verdict comes from the intervals of regions: a number is dead where f′ is 0, saturated or weak where |f′| is below the threshold. A unit is dead if all its finite numbers are (with --dtype also those whose gradient rounds to 0), and saturated if more than half of them are.',
    'NaN and infinities are counted, and left out of all means and shares. An empty cell and NULL count as NaN.',
    'Units are the last axis of an array; --axis 1 for images in PyTorch (batch, channel, height, width). An array of one axis is one unit. In a table, units are columns; a column of lists has a unit for each place in the list.',
    '--max-dead 10% ends with exit code 1 if more than a tenth of the units are dead, --max-dead 3 if more than three are; so does --max-saturated. --max-nan counts numbers.',
    'With --each every file, or every array of a file, is a data set of its own: layers, or a layer at several epochs.',
    'std is that of the numbers themselves (divided by their count). Means of |f| and |f′| are taken in plain doubles.',
  ],
  examples: [
    'audit relu layer3.npy',
    'audit relu,gelu,silu layer3.npy --top 5',
    'audit gelu acts.safetensors --key blocks.0.mlp --dtype bf16 --max-dead 10%',
    'audit relu epoch*.npy --each --output epochs.html',
    'audit relu layer3.csv --format csv',
  ],
  draws: 'report',
  textEndings: ['sql'],
  act,
};

async function act(call: Call, stdin: Io['stdin']): Promise<Answer> {
  const [named = '', ...paths] = call.arguments;
  const {file} = call.display;
  if (file !== undefined && paths.some((path) => plainPath(path) === plainPath(file)))
    throw commandLineError('auditOverwrite', file);
  requirePartners(call);
  // Before the first word, which may be the file, is taken for an activation.
  if (paths.length === 0 && !call.isGiven(sql)) throw commandLineError('auditFiles');
  const selections = selectionsOf({...call, arguments: activationsIn(named)}, call.option(patience));
  const vector = selections.find(({inputs}) => inputs.length !== 1);
  if (vector !== undefined) throw actError('regionsOfVectors', vector.label, vector.inputs);
  requireSearchable(selections);
  const interval = call.option(over);
  const span = interval && spanBetween(interval.from, interval.to);
  const asked = {threshold: call.option(threshold), format: call.option(dtype)};
  const request = {
    selections,
    threshold: asked.threshold,
    ...(asked.format && {format: asked.format}),
    ...(span && {range: [span.from, span.to] as const}),
  };
  const limitsGiven = [maxDead, maxSaturated, maxNan].flatMap((option) => call.option(option) ?? []);
  if (call.isGiven(sql)) return sqlAnswer(call, selections, {...request, limits: limitsGiven});
  if (call.option(predict)) return predicted(call, stdin, request);
  const byEngine = call.isGiven(engine) ? await engineAudit(paths, call, request) : undefined;
  const layers = byEngine ? [] : await layersOf(paths, call, {stdin, keys: call.all(key), axis: call.option(axis)});
  const sets = call.isGiven(each) ? layers.map((layer) => [layer]) : [layers];
  const audited = byEngine
    ? [byEngine.audited]
    : await withHelpers(layers, call, (helpers) => auditLayers(sets, {...request, helpers}));
  const empty = audited.find(({total}) => total.count === 0);
  if (empty !== undefined) throw commandLineError('auditEmpty', empty.name);
  const limits = limitResults(audited, limitsGiven);
  const width = Math.max(
    20,
    plotColumns(call.display.presentation === 'html' ? pageColumns : call.display.style.width),
  );
  const isUnknown = audited.some(({activations}) =>
    activations.some(({zones: {over}, total}) => total.unknown > 0 && !over),
  );
  const exceeded = limits.filter(({isExceeded}) => isExceeded);
  const isReportSeen = call.display.presentation === 'view' && call.display.file === undefined;
  const most = call.isGiven(allUnits) ? Number.POSITIVE_INFINITY : call.option(top);
  return {
    output: auditOutput(audited, {
      ...asked,
      each: call.isGiven(each),
      top: most,
      topOfSeveral: call.isGiven(top) ? most : Math.min(most, topOfSeveral),
      allUnits: call.isGiven(allUnits),
      limits,
      columns: width,
    }),
    exceeded: exceeded.length > 0,
    notes: () => [
      ...(byEngine?.notes ?? []),
      ...layers.flatMap(({name, notes}) => notes?.().map((note) => ({...note, name})) ?? []),
      ...(isReportSeen ? [] : exceeded.map((limit): Note => ({code: 'limitExceeded', sentence: limitSentence(limit)}))),
      ...(isUnknown ? selections.map(({label}): Note => ({code: 'regionsUncertain', name: label})) : []),
    ],
  };
}

/** A path without what does not change it, so that `./a.csv` is `a.csv`. */
function plainPath(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(^|\/)(?:\.\/)+/g, '$1');
}

/** How many units of each of several activations people see, if they do not say. */
const topOfSeveral = 5;

/** A page has room for finer plots than a terminal. */
const pageColumns = 200;

/** A row of weights for each unit, as PyTorch's Linear has them. */
const weightAxis = 0;

async function predicted(call: Call, stdin: Io['stdin'], request: AuditRequest): Promise<Answer> {
  const limit = [maxDead, maxSaturated, maxNan].find((option) => call.isGiven(option));
  if (limit !== undefined) throw commandLineError('predictLimits', `--${limit.name}`);
  const [, ...paths] = call.arguments;
  const units = call.option(axis) ?? weightAxis;
  const weights = await layersOf(paths, call, {stdin, keys: call.all(key), axis: units});
  const name = call.option(bias);
  const [file, keys] = call.isGiven(key) ? [paths.slice(0, 1), [name ?? '']] : [[name ?? ''], []];
  const biases = name === undefined ? [] : await layersOf(file, call, {stdin, keys, axis: undefined, isOfBiases: true});
  return predictAnswer(call, {weights, bias: biases, axis: units}, request);
}
