/** The audit of a layer: its numbers unit by unit, and what each activation makes of them. */

import type {Selection} from '../activations/selection.ts';
import {commandLineError} from '../errors/errors.ts';
import type {RegionRequest} from '../regions/find-regions.ts';
import {type Bands, bandsOf} from './bands.ts';
import {meanAndStd, mergeMoments} from './merging.ts';
import {createNumbersTally, type NumbersTally, type Odd, type Slice, type UnitNumbersFigures} from './numbers-tally.ts';
import {createOutputsTally, type OutputsTally, type UnitOutputs} from './outputs-tally.ts';
import {type ZoneKind, type Zones, zoneKinds, zonesOf} from './zones.ts';

/** The numbers of a layer as a file holds them, which a reader of input/arrays/ gives. */
export interface Layer {
  readonly name: string;
  readonly units: number;
  readonly unitNames?: readonly string[];
  /** The number format of the file. */
  readonly stored: string;
  readonly blocks: AsyncIterable<Slice>;
}

export interface AuditRequest extends Pick<RegionRequest, 'threshold' | 'format' | 'range'> {
  readonly selections: readonly Selection[];
}

/** A data set, of one file or of several that follow each other. */
export interface Audited extends Pick<Layer, 'name' | 'units' | 'unitNames' | 'stored'> {
  readonly numbers: readonly UnitNumbersFigures[];
  readonly total: UnitNumbersFigures;
  readonly odd: readonly Odd[];
  /** See `NumbersTally`. */
  readonly histogram: Float64Array;
  /** One for each selection. */
  readonly activations: readonly AuditedActivation[];
}

/** What an activation makes of a data set. */
export interface AuditedActivation {
  readonly zones: Zones;
  readonly units: readonly UnitAudit[];
  readonly total: Outputs;
  /** How many units there are of each verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** Counts of finite numbers by the zone in which they lie, and by their output. */
export interface Outputs extends Readonly<Record<ZoneKind, number>> {
  readonly finite: number;
  /** Whose output is exactly 0. */
  readonly zero: number;
  /** For which the function has no value. */
  readonly noValue: number;
  /** The means of |f| and of |f′|; NaN without numbers. */
  readonly meanOutput: number;
  readonly meanGradient: number;
}

/**
 * What is said of a unit, by definitions that people use. `neverFires`: the output is exactly 0 on every sample.
 * `rarelyFires`: it is not 0 on less than 1 % of them. `dormant`: the mean of |f| is at most 0.025 of that of the layer
 * (Sokar et al. 2023, "The Dormant Neuron Phenomenon in Deep Reinforcement Learning"). `dead`: the gradient is exactly
 * 0, in the number format if there is one, on every sample. `saturated`: more than half of the samples are.
 */
export const verdicts = ['dead', 'saturated', 'neverFires', 'rarelyFires', 'dormant'] as const;

export type Verdict = (typeof verdicts)[number];

export interface UnitAudit extends Outputs {
  readonly verdicts: readonly Verdict[];
  /** The mean of |f| in means of the layer; NaN in a layer that gives only 0. */
  readonly score: number;
}

/** A unit that is not 0 on a smaller share of samples fires rarely. */
export const rarely = 0.01;

/** A unit whose mean |f| is a smaller part of the layer's is dormant. */
export const dormantBelow = 0.025;

/** More units than any layer has; for each of them figures are kept. */
const mostUnits = 2 ** 20;

/** The data sets audited one by one; each is made of some layers that follow each other. */
export async function auditLayers(
  sets: readonly (readonly Layer[])[],
  request: AuditRequest,
): Promise<readonly Audited[]> {
  const zones = request.selections.map((selection) => zonesOf(selection, request));
  const bands = zones.map(bandsOf);
  const audited: Audited[] = [];
  for (const layers of sets) audited.push(await auditSet(layers, {...request, zones, bands}));
  return audited;
}

interface Held {
  readonly selections: readonly Selection[];
  readonly zones: readonly Zones[];
  readonly bands: readonly Bands[];
}

async function auditSet(layers: readonly Layer[], {selections, zones, bands}: Held): Promise<Audited> {
  const [first] = layers;
  if (first === undefined) throw new Error('a data set without layers');
  const {units} = first;
  if (units > mostUnits) throw commandLineError('auditMany', first.name, units, mostUnits);
  const numbers = createNumbersTally(units);
  const outputs = selections.map((selection, i) => createOutputsTally(units, selection, bands[i] as Bands)); // one each
  for (const layer of layers) {
    requireSameUnits(first, layer);
    for await (const block of layer.blocks) {
      numbers.add(block);
      for (const tally of outputs) tally.add(block);
    }
  }
  const figures = Array.from({length: units}, (_, unit) => numbers.figures(unit));
  const name = layers.length === 1 ? first.name : `${first.name} and ${layers.length - 1} more`;
  return {
    name,
    units,
    ...(first.unitNames && {unitNames: first.unitNames}),
    stored: [...new Set(layers.map(({stored}) => stored))].join(', '),
    numbers: figures,
    total: totalOf(figures, numbers),
    odd: numbers.odd,
    histogram: numbers.histogram,
    activations: outputs.map((tally, i) =>
      activationOf(tally, {zones: zones[i], bands: bands[i]} as ZonesAndBands, units),
    ), // one each
  };
}

function requireSameUnits(first: Layer, layer: Layer): void {
  if (layer.units !== first.units)
    throw commandLineError('auditUnits', layer.name, layer.units, first.name, first.units);
  const other = layer.unitNames?.findIndex((name, i) => name !== first.unitNames?.[i]) ?? -1;
  if (other >= 0)
    throw commandLineError(
      'auditNames',
      layer.name,
      layer.unitNames?.[other] ?? '',
      first.name,
      first.unitNames?.[other] ?? '',
    );
}

function totalOf(figures: readonly UnitNumbersFigures[], tally: NumbersTally): UnitNumbersFigures {
  const sum = (of: (figures: UnitNumbersFigures) => number) => figures.reduce((total, each) => total + of(each), 0);
  const moments = new Float64Array(4);
  for (const [unit] of figures.entries()) mergeMoments(moments, tally.moments(unit));
  const some = figures.filter(({min}) => !Number.isNaN(min));
  const extreme = (of: (...two: number[]) => number, end: 'min' | 'max') =>
    some.reduce((far, figures) => of(far, figures[end]), some[0]?.[end] ?? Number.NaN);
  const [min, max] = [extreme(Math.min, 'min'), extreme(Math.max, 'max')];
  return {
    count: sum(({count}) => count),
    nan: sum(({nan}) => nan),
    negativeInfinite: sum(({negativeInfinite}) => negativeInfinite),
    positiveInfinite: sum(({positiveInfinite}) => positiveInfinite),
    min,
    max,
    ...meanAndStd(moments, {min, max}),
  };
}

interface ZonesAndBands {
  readonly zones: Zones;
  readonly bands: Bands;
}

function activationOf(tally: OutputsTally, {zones, bands}: ZonesAndBands, units: number): AuditedActivation {
  const all = Array.from({length: units}, (_, unit) => tally.figures(unit));
  const outputs = all.map((each) => outputsOf(each, bands));
  const none: UnitOutputs = {bands: bands.kinds.map(() => 0), noValue: 0, sizes: 0, slopes: 0};
  const total = outputsOf(all.reduce(added, none), bands);
  const audited = outputs.map((each): UnitAudit => {
    const score = each.meanOutput / total.meanOutput;
    return {...each, score, verdicts: verdicts.filter((verdict) => tests[verdict](each, total))};
  });
  return {
    zones,
    units: audited,
    total,
    verdicts: Object.fromEntries(
      verdicts.map((verdict) => [verdict, audited.filter((unit) => unit.verdicts.includes(verdict)).length]),
    ) as Record<Verdict, number>, // a count for each
  };
}

const tests: Readonly<Record<Verdict, (unit: Outputs, layer: Outputs) => boolean>> = {
  dead: ({finite, dead, underflow}) => finite > 0 && dead + underflow === finite,
  saturated: ({finite, saturated}) => saturated * 2 > finite,
  neverFires: ({finite, zero}) => finite > 0 && zero === finite,
  rarelyFires: ({finite, zero}) => finite > 0 && finite - zero < rarely * finite,
  // Not by the score: in a layer that gives only 0 there is none, and all units are dormant.
  dormant: ({meanOutput}, layer) => Number.isFinite(meanOutput) && meanOutput <= dormantBelow * layer.meanOutput,
};

function added(a: UnitOutputs, b: UnitOutputs): UnitOutputs {
  return {
    bands: a.bands.map((count, band) => count + (b.bands[band] as number)), // as many
    noValue: a.noValue + b.noValue,
    sizes: a.sizes + b.sizes,
    slopes: a.slopes + b.slopes,
  };
}

function outputsOf({bands: counts, noValue, sizes, slopes}: UnitOutputs, {kinds, isZero}: Bands): Outputs {
  const sum = (belongs: (band: number) => boolean) =>
    counts.reduce((total, count, i) => (belongs(i) ? total + count : total), 0);
  const finite = sum(() => true);
  const byKind = Object.fromEntries(zoneKinds.map((kind) => [kind, sum((band) => kinds[band] === kind)]));
  return {
    ...(byKind as Record<ZoneKind, number>), // a count for each
    finite,
    zero: sum((band) => isZero[band] === true),
    noValue,
    meanOutput: sizes / (finite - noValue),
    meanGradient: slopes / (finite - noValue),
  };
}
