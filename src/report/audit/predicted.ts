/** What is predicted for the units of a layer from its weights, for people and for machines. */

import type {PredictedShares, UnitWeights} from '../../audit/predict.ts';
import {type ZoneKind, type Zones, zoneKinds} from '../../audit/zones.ts';
import type {DocumentPart, NamedRow, Output} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import type {Cell, Column} from '../table.ts';
import {type Definitions, meaningSentences, zoneSentences} from './sentences.ts';
import {counted, percentText} from './words.ts';

/** A layer under an activation. */
export interface Predicted {
  readonly zones: Zones;
  /** One for each unit. */
  readonly shares: readonly PredictedShares[];
}

export interface PredictReport extends Definitions {
  readonly name: string;
  readonly weights: readonly UnitWeights[];
  readonly unitNames: readonly string[] | undefined;
  /** Which axis the units are. */
  readonly axis: number;
  readonly top: number;
}

/** Units of which more is predicted to be dead are told. */
const mostlyDead = 0.99;

export function predictedOutput(predicted: readonly Predicted[], request: PredictReport): Output {
  const {weights, unitNames, format} = request;
  const hasUnknown = predicted.some(({shares}) => shares.some(({unknown}) => unknown > 0));
  const kinds: readonly (ZoneKind | 'zero')[] = [
    ...zoneKinds.filter((kind) => (kind !== 'underflow' || format !== undefined) && (kind !== 'unknown' || hasUnknown)),
    'zero',
  ];
  const columns: readonly Column[] = [
    {name: 'activation', kind: 'text'},
    {name: 'unit', kind: 'cells'},
    ...['mean', 'std', ...kinds.map((kind) => `share_${kind}`)].map((name): Column => ({name, kind: 'number'})),
  ];
  const rows = predicted.flatMap(({zones, shares}) =>
    shares.map((own, unit): readonly Cell[] => {
      const {mean, std} = weights[unit] as UnitWeights; // each unit has some
      return [zones.label, unitNames?.[unit] ?? unit, mean, std, ...kinds.map((kind) => own[kind])];
    }),
  );
  return {
    table: tableOfRows(columns, rows),
    view: {kind: 'document', title: `prediction for ${request.name}`, parts: () => partsOf(predicted, kinds, request)},
  };
}

function partsOf(
  predicted: readonly Predicted[],
  kinds: readonly (ZoneKind | 'zero')[],
  request: PredictReport,
): readonly DocumentPart[] {
  const {weights, unitNames, top, axis} = request;
  const sentences = predicted.map(({zones, shares}) => {
    const dead = shares.filter((own) => own.dead + own.underflow > mostlyDead).length;
    const saturated = shares.filter((own) => own.saturated > 0.5).length;
    return `${zones.label}: of ${counted(weights.length, 'unit')}, ${dead} will be dead for more than ${100 * mostlyDead} % of their inputs and ${saturated} saturated for more than half, if these are standard normal`;
  });
  const tables = predicted.map(({zones, shares}): DocumentPart => {
    const order = weights.map((_, unit) => unit).sort((a, b) => badness(shares[b]) - badness(shares[a]) || a - b);
    const row = (unit: number): NamedRow => {
      const {mean, std} = weights[unit] as UnitWeights; // each unit has some, and shares
      const own = shares[unit] as PredictedShares;
      return {
        name: `unit ${unitNames?.[unit] ?? unit}`,
        cells: [...kinds.map((kind) => percentText(own[kind])), mean, std],
      };
    };
    return {
      kind: 'rows',
      ...(predicted.length > 1 ? {title: zones.label} : {}),
      columns: [
        ...kinds.map((name): Column => ({name, kind: 'text'})),
        ...['mean_b', 'std_‖w‖'].map((name): Column => ({name, kind: 'number'})),
      ],
      rows: order.slice(0, top).map(row),
      allRows: () => order.map(row),
      ...(top < weights.length
        ? {note: `the ${top} worst of ${counted(weights.length, 'unit')}; --all-units shows all`}
        : {}),
    };
  });
  return [
    {kind: 'sentences', sentences},
    ...tables,
    {
      kind: 'notes',
      notes: [
        `pre-activations as N(b, ‖w‖²): what independent standard normal inputs give. Units are axis ${axis} of the weights`,
        ...predicted.flatMap(zoneSentences),
        ...meaningSentences(request).filter((sentence) => !sentence.startsWith('shares')),
      ],
    },
  ];
}

function badness(shares: PredictedShares | undefined): number {
  return shares === undefined ? 0 : 4 * (shares.dead + shares.underflow) + 2 * shares.saturated + shares.weak;
}
