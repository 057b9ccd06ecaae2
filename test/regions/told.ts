import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {type RegionRequest, regionsOf} from '../../src/regions/find-regions.ts';
import type {Region} from '../../src/regions/region.ts';

export function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}

export function found(text: string, request: Partial<RegionRequest> = {}): readonly Region[] {
  return regionsOf(selected(text), {threshold: 0.01, ...request}).regions;
}

/** `dead (-Infinity, 0]` */
export function told(text: string, request: Partial<RegionRequest> = {}): string {
  return found(text, request)
    .map(
      ({kind, from, to, fromClosed, toClosed}) =>
        `${kind} ${fromClosed ? '[' : '('}${from}, ${to}${toClosed ? ']' : ')'}`,
    )
    .join('; ');
}
