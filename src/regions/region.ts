/** A region: an interval of the real line, or of the numbers of a format, in which the gradient is dead or small. */

/** The threshold below which |f′| is saturated or weak by default. */
export const defaultThreshold = 0.01;

/** The kinds of regions, the worst first. */
export const regionKinds = ['dead', 'underflow', 'saturated', 'weak'] as const;

/**
 * `dead`: f′ is exactly 0 on the whole interval. `underflow`: it is not, but its correctly rounded value in the format
 * is. `saturated`: 0 < |f′| < threshold in a tail where f tends to a finite limit. `weak`: the same anywhere else.
 */
export type RegionKind = (typeof regionKinds)[number];

/**
 * A maximal interval. A closed end belongs to it, and the next double (or number of the format) outside does not; an
 * open end does not belong to it, but every real number just inside does.
 */
export interface Region {
  readonly kind: RegionKind;
  /** -Infinity where it has no end. */
  readonly from: number;
  /** Infinity likewise. */
  readonly to: number;
  readonly fromClosed: boolean;
  readonly toClosed: boolean;
}

/** The kind of the region that holds x, if one does. */
export function regionAt<K extends Mark>(
  regions: readonly (Omit<Region, 'kind'> & {readonly kind: K})[],
  x: number,
): K | undefined {
  const holds = ({from, to, fromClosed, toClosed}: Omit<Region, 'kind'>): boolean =>
    (fromClosed || from === Number.NEGATIVE_INFINITY ? x >= from : x > from) &&
    (toClosed || to === Number.POSITIVE_INFINITY ? x <= to : x < to);
  return regions.find(holds)?.kind;
}

/** The part of a region within a range: a list of one, or of none. */
export function clip(region: Region, [from, to]: readonly [number, number]): readonly Region[] {
  const low = region.from < from ? {from, fromClosed: true} : {};
  const high = region.to > to ? {to, toClosed: true} : {};
  const part = {...region, ...low, ...high};
  return part.from < part.to || (part.from === part.to && part.fromClosed && part.toClosed) ? [part] : [];
}

/** The marks, the worst first. */
export const marksFromWorst = [...regionKinds, 'unknown', 'none'] as const;

/** The state of the gradient around one sample of a figure; `none` is a healthy gradient, `unknown` one not searched. */
export type Mark = (typeof marksFromWorst)[number];

/** The worse of two marks. */
export function worse(a: Mark, b: Mark): Mark {
  return marksFromWorst.indexOf(a) < marksFromWorst.indexOf(b) ? a : b;
}
