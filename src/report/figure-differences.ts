/** What a figure of differences says and marks: how far each curve gets from 0, and where. */

import type {Pair} from '../compare/differences.ts';
import type {Curve, Drawn} from '../sampling/curves.ts';
import {shareOf} from '../sampling/trace.ts';
import type {Extreme, PanelNote} from './output.ts';

/** How far a curve gets, and whether it may get further. */
type Largest = Pick<Pair, 'value' | 'gradient' | 'certain'>;

/** Of curves that are differences from the same activation, its name, and the largest, one for each curve. */
export interface Differences {
  readonly from: string;
  readonly count: number;
  readonly largest: readonly Largest[] | undefined;
}

interface Quantity {
  readonly name: Drawn;
  readonly x: Float64Array;
}

/** Whether the curves are known by the names of the other activations alone. */
export function isOfSeveral(differences: Differences | undefined): differences is Differences {
  return differences !== undefined && differences.count > 1;
}

/** `silu - gelu` as `silu`, where all curves are differences from gelu. */
export function shownLabel(label: string, differences: Differences | undefined): string {
  return isOfSeveral(differences) ? label.slice(0, -` - ${differences.from}`.length) : label;
}

/** Of a difference the largest |value| or |slope|, and on the other side where it is the same. */
export function extremesOf(
  curve: Pick<Curve, 'value' | 'slope' | 'traces'>,
  largest: Largest | undefined,
  {name, x}: Quantity,
): readonly Extreme[] {
  if (largest === undefined || (name !== 'value' && name !== 'slope')) return [];
  const {size} = differenceOf(largest, name);
  return sharesOf(largest, name, x).map((share) => ({share, value: signNear(curve, name, {share, size}) * size}));
}

/** `largest difference 0.000473 at x = ±2.7`. */
export function largestNotes(
  curves: readonly Pick<Curve, 'label' | 'cuts' | 'value' | 'slope'>[],
  largest: readonly Largest[] | undefined,
  {name, x: places}: Quantity,
): readonly PanelNote[] {
  if (largest === undefined || (name !== 'value' && name !== 'slope')) return [];
  const texts = curves.flatMap(({label, cuts, [name]: y}, i) => {
    const own = largest[i];
    if (own === undefined) return [];
    const {size, x} = differenceOf(own, name);
    // What overflows is cut, and is said to be.
    if (size === Number.POSITIVE_INFINITY && cuts?.[name].some(({kind}) => kind === 'overflow')) return [];
    const isTwice = sharesOf(own, name, places).length > 1 && x !== 0;
    const isElsewhere = y.some((each, k) => Math.abs(each) === size && Math.abs(places[k] ?? x) !== Math.abs(x));
    const place = isTwice ? `±${short(Math.abs(x))}` : short(x);
    const where = size === 0 ? '' : ` at x = ${place}${isElsewhere ? ' and elsewhere' : ''}`;
    return [`${curves.length === 1 ? '' : `${label} `}${short(size)}${own.certain ? '' : ' or more'}${where}`];
  });
  const isOfExtremes = largest.some((own) => sharesOf(own, name, places).length > 0);
  const text = `largest difference${curves.length === 1 ? '' : ':'} ${texts.join(', ')}`;
  return texts.length === 0 ? [] : [{label: undefined, text, isOfExtremes}];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function differenceOf({value, gradient}: Largest, name: 'value' | 'slope'): Pair['value'] {
  return name === 'value' ? value : gradient;
}

/** Where the largest difference is within the axis, as shares of it. */
function sharesOf(largest: Largest, name: 'value' | 'slope', x: Float64Array): readonly number[] {
  const {x: place, size, mirrored} = differenceOf(largest, name);
  const [from = 0, to = from] = [x[0], x.at(-1)];
  if (!(size > 0) || !Number.isFinite(place)) return [];
  const shares = (mirrored ? [place, -place] : [place]).map((each) => shareOf(each, from, to));
  return [...new Set(shares)].filter((share) => share >= 0 && share <= 1);
}

/** The sign of what comes nearest in size, of the samples beside a place and the ends of a jump there. */
function signNear(
  curve: Pick<Curve, 'value' | 'slope' | 'traces'>,
  name: 'value' | 'slope',
  {share, size}: {readonly share: number; readonly size: number},
): number {
  const y = curve[name];
  const {pieces, jumps} = curve.traces?.[name] ?? {pieces: [], jumps: []};
  const middle = Math.round(share * (y.length - 1));
  const ends = pieces.flatMap(({shares, values}) => {
    const after = shares.findIndex((each) => each >= share);
    return [values[after - 1], values[after]];
  });
  const seen = jumps.flatMap(({left, at, right}) => [left, at, right]);
  const values = [y[middle - 1], y[middle], y[middle + 1], ...ends, ...seen].filter((value) => value !== undefined);
  const apart = (value: number): number => Math.abs(Math.abs(value) - size);
  return Math.sign(values.reduce((best, value) => (apart(value) < apart(best) ? value : best), 0));
}
