import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {bitsOf, valueOfBits} from '../../src/exact/bit-patterns.ts';
import {doubleAt, ordinal} from '../../src/exact/doubles.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64, type NumberFormat, roundDouble} from '../../src/exact/number-format.ts';
import type {RegionRequest} from '../../src/regions/find-regions.ts';
import type {Region, RegionKind} from '../../src/regions/region.ts';

/** Points where the answer is compared with the exact gradient, beside the ends of the regions. */
const places = [
  ...Array.from({length: 47}, (_, i) => -8.51 + i * 0.37),
  ...[1e-300, 1e-9, 1e-3, 20.3, 95, 120, 800, 1e5, 1e20, 1e300].flatMap((x) => [x, -x]),
];

/**
 * What is wrong with the regions of a selection, by exact gradients one at a time: a closed end that is not inside or
 * whose next number outside is, an open end that is inside or whose next number inside is not, and points between the
 * ends that are told apart wrongly.
 */
export function faultsOf(selection: Selection, regions: readonly Region[], request: RegionRequest): readonly string[] {
  const [first, last] = request.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const bandAt = createBandAt(selection, request);
  const format = request.format ?? float64;
  const kindAt = (x: number) => regions.find((region) => holds(region, x))?.kind;
  /** Single points with f′ = 0 belong to the region around them. */
  const isInside = (kind: RegionKind, x: number): boolean => {
    const band = bandAt(x);
    return bands[kind] === band || (band === 'zero' && kind !== 'dead' && kindAt(x) === kind);
  };
  const faults = regions.flatMap((region) => {
    const {kind, from, to, fromClosed, toClosed} = region;
    const ends = [
      {end: from, closed: fromClosed, inward: 1n} as const,
      {end: to, closed: toClosed, inward: -1n} as const,
    ].filter(({end}) => end > first && end < last);
    return ends.flatMap(({end, closed, inward}) => {
      const [outer, inner] = [neighbour(end, format, -inward), neighbour(end, format, inward)];
      const name = `${closed ? 'closed' : 'open'} end ${end} of ${kind}`;
      if (isInside(kind, end) !== closed) return [`${name} is ${closed ? 'not ' : ''}inside`];
      if (closed && Number.isFinite(outer) && isInside(kind, outer)) return [`${outer} beyond the ${name} is inside`];
      if (!closed && holds(region, inner) && !isInside(kind, inner))
        return [`${inner} within the ${name} is not inside`];
      return [];
    });
  });
  const told = places
    .map((x) => roundDouble(x, format, 'saturate'))
    .filter((x) => x > first && x < last)
    .filter((x) => {
      const [kind, band] = [kindAt(x), bandAt(x)];
      // Tails and other places of a small gradient are told apart by the limit of f, which is tested by itself.
      return kind === undefined ? band !== 'large' && band !== 'zero' : !isInside(kind, x);
    });
  return [...faults, ...told.map((x) => `${x} is told as ${kindAt(x) ?? 'no region'}, but is ${bandAt(x)}`)];
}

const bands = {dead: 'zero', underflow: 'unseen', saturated: 'small', weak: 'small'} as const;

/** Which of them f′(x) is, by the sign of a difference, each decided exactly. */
export function createBandAt(selection: Selection, {threshold, format}: RegionRequest) {
  const {trees, inputs, parameters} = selection;
  const gradient = gradientOf(selection, 'x');
  const size = trees.call('abs', gradient);
  const signs = [gradient, trees.call('sub', size, trees.number(threshold))].map((root) => trees.call('sign', root));
  const at = exactEvaluator(
    {roots: [selection.value, ...signs], inputs, parameters},
    {format: float64, overflow: 'ieee'},
  );
  const rounded = exactEvaluator(
    {roots: [gradient], inputs, parameters},
    {format: format ?? float64, overflow: 'ieee'},
  );
  return (x: number): 'zero' | 'unseen' | 'small' | 'large' => {
    const [, sign, over] = at([x]);
    if (sign === 0) return 'zero';
    if (format !== undefined && rounded([x])[0] === 0) return 'unseen';
    return (over ?? Number.NaN) < 0 ? 'small' : 'large';
  };
}

function holds({from, to, fromClosed, toClosed}: Region, x: number): boolean {
  return (x > from || (fromClosed && x === from)) && (x < to || (toClosed && x === to));
}

/** The next number of the format above (1) or below (-1). */
function neighbour(x: number, format: NumberFormat, step: bigint): number {
  if (format.precision === 53) return doubleAt(ordinal(x) + step);
  const size = bitsOf(Math.abs(x), format);
  const place = (x < 0 ? -size : size) + step;
  const found = valueOfBits(place < 0n ? -place : place, format);
  return place < 0n ? -found : found;
}
