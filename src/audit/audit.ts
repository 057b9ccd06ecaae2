/** The audit of a layer: its numbers unit by unit, and what each activation makes of them. */

import type {Selection} from '../activations/selection.ts';
import {commandLineError} from '../errors/errors.ts';
import {roughEvaluation} from '../evaluation/rough.ts';
import type {RegionRequest} from '../regions/find-regions.ts';
import {type Bands, bandsOf} from './bands.ts';
import type {Odd, UnitNumbersFigures} from './numbers-tally.ts';
import type {Judgement, UnitOutputs} from './outputs-tally.ts';
import type {Slice} from './panels.ts';
import {type PerUnit, perUnit} from './per-unit.ts';
import {createTeam, type Helper, type TeamPlan} from './team.ts';
import {totalOf} from './total.ts';
import {type AuditedActivation, judged, type Outputs} from './verdicts.ts';
import {type Zones, zonesOf} from './zones.ts';

/** The numbers of a layer as a file holds them, which a reader of input/arrays/ gives. */
export interface Layer {
  readonly name: string;
  readonly units: number;
  readonly unitNames?: readonly string[];
  /** The number format of the file. */
  readonly stored: string;
  /** The shape of an array of more than two axes, and which of them are the units. */
  readonly axes?: {readonly shape: readonly number[]; readonly units: number};
  /** Whether reading a number takes about as long as counting it, as from text. */
  readonly isSlowToRead?: true;
  readonly blocks: AsyncIterable<Slice>;
  /** Where the numbers are, if helpers can read them themselves: plain records, of which they know what they mean. */
  readonly inFile?: object;
}

export interface AuditRequest extends Pick<RegionRequest, 'threshold' | 'format' | 'range'> {
  readonly selections: readonly Selection[];
  /** Other threads that do a part of the work; no figure depends on how many there are. */
  readonly helpers?: readonly Helper[];
}

/** A data set, of one file or of several that follow each other. */
export interface Audited extends Pick<Layer, 'name' | 'units' | 'unitNames' | 'stored' | 'axes'> {
  readonly numbers: PerUnit<UnitNumbersFigures>;
  readonly total: UnitNumbersFigures;
  /** The first NaN and the first infinite number; with the name of the file if the set has several. */
  readonly odd: readonly (Odd & {readonly layer?: string})[];
  /** Counts by the upper half of a float32: see histogram.ts. */
  readonly histogram: Float64Array;
  /** One for each selection. */
  readonly activations: readonly AuditedActivation[];
}

/** More units than any layer has; for each of them figures are kept. */
const mostUnits = 2 ** 18;

/** The data sets audited one by one; each is made of some layers that follow each other. */
export async function auditLayers(
  sets: readonly (readonly Layer[])[],
  request: AuditRequest,
): Promise<readonly Audited[]> {
  const zones = request.selections.map((selection) => zonesOf(selection, request));
  const bands = zones.map(bandsOf);
  const judgements = request.selections.map((selection, i) => ({
    evaluation: roughEvaluation(selection, ['x']),
    edges: (bands[i] as Bands).edges, // one each
  }));
  const {helpers = []} = request;
  const audited: Audited[] = [];
  for (const layers of sets) audited.push(await auditSet(layers, {zones, bands, judgements, helpers}));
  return audited;
}

interface Held {
  readonly zones: readonly Zones[];
  readonly bands: readonly Bands[];
  readonly judgements: readonly Judgement[];
  readonly helpers: readonly Helper[];
}

async function auditSet(layers: readonly Layer[], {zones, bands, judgements, helpers}: Held): Promise<Audited> {
  const [first] = layers;
  if (first === undefined) throw new Error('a data set without layers');
  const {units} = first;
  if (units > mostUnits) throw commandLineError('auditMany', first.name, units, mostUnits);
  const team = createTeam({units, judgements, reading: readingOf(layers)}, helpers);
  const starts: {readonly layer: string; readonly sample: number}[] = [];
  let count = 0;
  for (const layer of layers) {
    requireSameUnits(first, layer);
    starts.push({layer: layer.name, sample: units === 0 ? 0 : count / units});
    team.begin(layer);
    for await (const block of layer.blocks) {
      count += block.values.length;
      await team.add(block);
    }
    team.end();
  }
  const {numbers, moments, odd, histogram, outputs} = await team.figures();
  const name = layers.length === 1 ? first.name : `${first.name} and ${layers.length - 1} more`;
  return {
    name,
    units,
    ...(first.unitNames && {unitNames: first.unitNames}),
    ...(first.axes && {axes: first.axes}),
    stored: [...new Set(layers.map(({stored}) => stored))].join(', '),
    numbers,
    total: totalOf(numbers, (unit) => moments.at(unit) as readonly number[]), // for each
    odd: odd.map((odd) => {
      const start = starts.findLast(({sample}) => sample <= odd.sample);
      if (start === undefined || layers.length === 1) return odd;
      return {...odd, layer: start.layer, sample: odd.sample - start.sample};
    }),
    histogram,
    activations: outputs.map((all, i) => activationOf(all, {zones: zones[i], bands: bands[i]} as ZonesAndBands)), // one each
  };
}

function readingOf(layers: readonly Layer[]): TeamPlan['reading'] {
  if (layers.some(({isSlowToRead}) => isSlowToRead === true)) return 'slow';
  return layers.some(({inFile}) => inFile === undefined) ? 'quick' : 'by each';
}

function requireSameUnits(first: Layer, layer: Layer): void {
  if (layer.units !== first.units)
    throw commandLineError('auditUnits', layer.name, layer.units, first.name, first.units);
  const [names, firstNames] = [layer.unitNames, first.unitNames];
  if (names === undefined && firstNames === undefined) return;
  if (names === undefined) throw commandLineError('auditNamed', first.name, firstNames?.[0] ?? '', layer.name);
  if (firstNames === undefined) throw commandLineError('auditNamed', layer.name, names[0] ?? '', first.name);
  const other = names.findIndex((name, i) => name !== firstNames[i]);
  if (other >= 0)
    throw commandLineError('auditNames', layer.name, names[other] ?? '', first.name, firstNames[other] ?? '');
}

interface ZonesAndBands {
  readonly zones: Zones;
  readonly bands: Bands;
}

function activationOf(all: PerUnit<UnitOutputs>, {zones, bands}: ZonesAndBands): AuditedActivation {
  let total: UnitOutputs = {bands: bands.kinds.map(() => 0), noValue: 0, sizes: 0, slopes: 0};
  for (const unit of all) total = added(total, unit);
  // There is one for each unit.
  const outputs = perUnit(all.length, (unit) => outputsOf(all.at(unit) as UnitOutputs, bands));
  return judged(zones, outputs, outputsOf(total, bands));
}

function added(a: UnitOutputs, b: UnitOutputs): UnitOutputs {
  return {
    bands: a.bands.map((count, band) => count + (b.bands[band] as number)), // as many
    noValue: a.noValue + b.noValue,
    sizes: a.sizes + b.sizes,
    slopes: a.slopes + b.slopes,
  };
}

function outputsOf({bands: counts, noValue, sizes, slopes}: UnitOutputs, {kinds, isZero}: Bands): Outputs {
  const outputs = {dead: 0, underflow: 0, saturated: 0, weak: 0, unknown: 0, zero: 0, finite: 0, noValue};
  for (let band = 0; band < counts.length; band += 1) {
    const [kind, count] = [kinds[band] ?? 'healthy', counts[band] as number]; // below the length
    if (kind !== 'healthy') outputs[kind] += count;
    if (isZero[band] === true) outputs.zero += count;
    outputs.finite += count;
  }
  const valued = outputs.finite - noValue;
  return Object.assign(outputs, {meanOutput: sizes / valued, meanGradient: slopes / valued});
}
