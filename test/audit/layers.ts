import {type Audited, type AuditRequest, auditLayers, type Layer} from '../../src/audit/audit.ts';
import {selected} from '../regions/told.ts';
import {slicesOf} from './slices.ts';

/** A layer of some units, each with as many samples. */
export function layerOf(units: readonly (readonly number[])[], more: Partial<Layer> = {}): Layer {
  return {
    name: 'layer',
    units: units.length,
    stored: 'float64',
    ...more,
    blocks: (async function* () {
      yield* slicesOf(units, {run: 1, lengths: [1000]});
    })(),
  };
}

/** The audit of one data set under some activations. */
export async function audited(
  layers: Layer | readonly Layer[],
  names: readonly string[] = ['relu'],
  more: Partial<AuditRequest> = {},
): Promise<Audited> {
  const set = 'blocks' in layers ? [layers] : layers;
  const [found] = await auditLayers([set], {threshold: 0.01, ...more, selections: names.map(selected)});
  if (found === undefined) throw new Error('nothing audited');
  return found;
}

/** What is told of each unit as plain records, so that two audits can be compared. */
export function spelledOut({numbers, activations, ...set}: Audited): object {
  return {...set, numbers: [...numbers], activations: activations.map((each) => ({...each, units: [...each.units]}))};
}

/** So many samples, each made from its place. */
export function samples(count: number, make: (i: number) => number): readonly number[] {
  return Array.from({length: count}, (_, i) => make(i));
}
