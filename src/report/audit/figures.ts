/** What an audit found, in pictures: how the numbers are spread, where the bad units are, and a course over data sets. */

import type {Audited} from '../../audit/audit.ts';
import type {AuditedActivation} from '../../audit/verdicts.ts';
import type {Zone, ZoneKind} from '../../audit/zones.ts';
import {type Mark, marksFromWorst} from '../../regions/region.ts';
import type {Figure, Piece, UnitImage} from '../output.ts';
import {counted} from './words.ts';

/** Above fewer columns there is no room to tell how many they are. */
const leastTold = 50;

/** A histogram has room for this share of the numbers; the rest is drawn only where it does not squeeze these. */
const drawnAtLeast = 0.998;
const mostSqueezed = 8;

const float = new Float32Array(1);
const pattern = new Uint32Array(float.buffer);

/** The float32 with some upper half, and a lower half of zeros or of ones. */
function floatOf(upper: number, lower: 0 | 0xffff): number {
  pattern[0] = (upper << 16) | lower;
  return float[0] as number; // an array of one
}

/** Numbers between two ends, both of which belong to them up to rounding. */
interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The bins that hold numbers, ascending; numbers beyond float32 are in none. */
function binsOf({histogram, total: {min, max}}: Audited): readonly Bin[] {
  const bins: Bin[] = [];
  const add = (upper: number, near: 0 | 0xffff) => {
    const count = histogram[upper] as number; // below its length
    if (count === 0) return;
    const [from, to] = [floatOf(upper, near), floatOf(upper, near === 0 ? 0xffff : 0)];
    if (!Number.isNaN(from) && Number.isFinite(from) && Number.isFinite(to))
      bins.push({from: Math.min(max, Math.max(min, from)), to: Math.max(min, Math.min(max, to)), count});
  };
  for (let upper = 0xff7f; upper >= 0x8000; upper -= 1) add(upper, 0xffff);
  for (let upper = 0; upper < 0x7f80; upper += 1) add(upper, 0);
  return bins;
}

/** The ends of the axis, and how many numbers lie beyond them. */
function extentOf(bins: readonly Bin[]): {readonly from: number; readonly to: number; readonly beyond: number} {
  const [first, last] = [bins[0], bins.at(-1)] as readonly [Bin, Bin]; // there is at least one
  const all = bins.reduce((sum, {count}) => sum + count, 0);
  const quantile = (share: number): Bin => {
    let below = 0;
    const found = bins.find(({count}) => {
      below += count;
      return below >= share * all;
    });
    return found ?? last;
  };
  const [low, high] = [quantile((1 - drawnAtLeast) / 2).from, quantile((1 + drawnAtLeast) / 2).to];
  if (last.to - first.from <= mostSqueezed * (high - low) || high === low)
    return {from: first.from, to: last.to, beyond: 0};
  const beyond = bins.filter(({from, to}) => to < low || from > high).reduce((sum, {count}) => sum + count, 0);
  return {from: low, to: high, beyond};
}

/** How many numbers there are along x, and under each activation what becomes of them; undefined without finite numbers. */
export function histogramFigure(set: Audited, columns: number): Figure | undefined {
  const bins = binsOf(set);
  if (bins.length === 0) return undefined;
  const {from, to, beyond: outside} = extentOf(bins);
  const all = bins.reduce((sum, {count}) => sum + count, 0);
  const {count, nan, negativeInfinite, positiveInfinite} = set.total;
  // Those beyond float32 too: where they lie is not known.
  const beyond = outside + (count - nan - negativeInfinite - positiveInfinite - all);
  const [low, high] = from < to ? [from, to] : [from - 1, to + 1];
  // No axis is as long, and one number of 1e300 has no neighbours 1 away.
  if (!Number.isFinite(high - low) || low === high) return undefined;
  const step = (high - low) / columns;
  const counts = new Float64Array(columns);
  const columnOf = (x: number) => Math.max(0, Math.min(columns - 1, Math.floor((x - low) / step)));
  let isCoarse = false;
  for (const bin of bins) {
    if (bin.to < low || bin.from > high) continue;
    const width = bin.to - bin.from;
    if (width <= step) {
      const column = columnOf(bin.from + width / 2);
      counts[column] = (counts[column] as number) + bin.count;
      continue;
    }
    // In a bin wider than a column the numbers count as evenly spread.
    isCoarse = true;
    const [first, last] = [columnOf(bin.from), columnOf(bin.to)];
    for (let column = first; column <= last; column += 1) {
      const part = Math.min(bin.to, low + (column + 1) * step) - Math.max(bin.from, low + column * step);
      counts[column] = (counts[column] as number) + (bin.count * part) / width;
    }
  }
  const x = Float64Array.from({length: columns}, (_, i) => low + (i + 0.5) * step);
  return {
    x,
    panels: [
      {
        title: `${columns < leastTold ? '' : `numbers in each of ${counted(columns, 'part')} `}from ${shortText(low)} to ${shortText(high)}`,
        notes: [
          ...(beyond === 0 ? [] : [`${counted(beyond, 'number')} beyond the ends not drawn`]),
          ...(isCoarse ? ['their places are known to a 128th of their size'] : []),
        ].map((text) => ({label: undefined, text})),
        curves: [
          {
            label: 'count',
            y: counts,
            trace: {pieces: [barsOf(counts)], jumps: []},
          },
        ],
      },
    ],
    strips: set.activations.map(({zones: {label, zones}}) => ({
      label,
      marks: Array.from(x, (middle) => worstIn(zones, middle - step / 2, middle + step / 2)),
      intervals: zones
        .map(({kind, from, to}) => ({kind, from: Math.max(low, from), to: Math.min(high, to)}))
        .filter((each) => each.from <= each.to),
    })),
    notes: [],
  };
}

/** A bar for each count, as one line up the left half of a column and down the right half, so that it is filled. */
function barsOf(counts: Float64Array): Piece {
  const last = Math.max(1, 2 * counts.length - 1);
  const shares = Array.from(counts, (_, i) => [2 * i, 2 * i, 2 * i + 1, 2 * i + 1].map((half) => half / last)).flat();
  const values = Array.from(counts, (count) => [0, count, count, 0]).flat();
  return {shares: Float64Array.from(shares), values: Float64Array.from(values)};
}

function shortText(x: number): string {
  return String(Number(x.toPrecision(4)));
}

/** The worst kind of the zones that reach into an interval. */
function worstIn(zones: readonly Zone[], from: number, to: number): Mark {
  const kinds = zones.filter((zone) => zone.from < to && zone.to > from).map(({kind}) => kind);
  return marksFromWorst.find((mark) => kinds.some((kind) => kind === mark)) ?? 'none';
}

/** Layers with fewer units are shown by their rows. */
const leastUnits = 9;

/** The share of each kind along the units; undefined for a layer of few units, or where all is well. */
export function unitImage(
  {units}: Audited,
  {zones: {label}, units: audited}: AuditedActivation,
  kinds: readonly ZoneKind[],
): UnitImage | undefined {
  const rows = kinds
    .map((kind) => ({kind, shares: sharesOf(kind, audited)}))
    .filter(({shares}) => shares.some((share) => share > 0));
  if (units < leastUnits || rows.length === 0) return undefined;
  return {title: `${label}: share of samples along the units, 0 to ${units - 1}`, rows};
}

/** One after the other: `Float64Array.from` would first gather the figures of all units. */
function sharesOf(kind: ZoneKind, units: AuditedActivation['units']): Float64Array {
  const shares = new Float64Array(units.length);
  let i = 0;
  for (const unit of units) {
    shares[i] = unit[kind] / unit.finite;
    i += 1;
  }
  return shares;
}

/** With fewer data sets there is no course. */
const leastSets = 3;

/** The shares of dead and of saturated units from one data set to the next; undefined for few, or where all is well. */
export function courseFigure(audited: readonly Audited[]): Figure | undefined {
  if (audited.length < leastSets) return undefined;
  const labels = audited[0]?.activations.map(({zones}) => zones.label) ?? [];
  const some = (['dead', 'saturated'] as const).filter((verdict) =>
    audited.some(({activations}) => activations.some(({verdicts}) => verdicts[verdict] > 0)),
  );
  const panel = (verdict: 'dead' | 'saturated') => ({
    title: `share of units that are ${verdict}`,
    curves: labels.map((label, i) => ({
      label,
      y: Float64Array.from(
        audited,
        ({units, activations}) => (activations[i]?.verdicts[verdict] ?? Number.NaN) / units,
      ),
    })),
  });
  if (some.length === 0) return undefined;
  return {
    x: Float64Array.from(audited, (_, i) => i + 1),
    panels: some.map(panel),
    strips: [],
    notes: ['x: the data sets in order, from 1'],
  };
}
