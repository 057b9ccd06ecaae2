/** A curve of a panel as shapes: its line, the areas that it fills, the ends of its jumps, and lone points. */

import type {Curve} from '../../report/output.ts';
import {partsOf} from '../plot/parts.ts';
import {element, short} from './markup.ts';
import {fillClass, seriesClass} from './palette.ts';
import {type Pixel, simplified} from './simplify.ts';

/** Where a curve is drawn. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Pixels below the upper edge. */
  readonly pixelOf: (value: number) => number;
}

/** The shapes, and where the curve ends on the right; undefined if nothing of it is in the frame. */
export interface DrawnCurve {
  readonly shapes: string;
  readonly end: Pixel | undefined;
}

/** A line goes on so far beyond the frame, which hides it. */
const beyond = 3;
/** Ends of a jump nearer to each other than this would hide each other. */
const leastJump = 3;

export function drawCurve(curve: Curve, index: number, frame: Frame): DrawnCurve {
  const {pieces, jumps, extremes} = partsOf(curve);
  const corners = new Set(curve.trace?.corners ?? []);
  const at = (share: number, value: number): Pixel => ({
    x: frame.left + share * frame.width,
    y: frame.pixelOf(value),
    ...(corners.has(share) ? {isFixed: true} : {}),
  });
  const isWave = waveTest(curve);
  const points = pieces.flatMap(({shares, values}) => [
    ...Array.from(shares, (share, i) => (isWave(share) ? undefined : at(share, values[i] ?? Number.NaN))),
    undefined,
  ]);
  const lines = withinFrame(points, frame, poleTest(curve, frame)).map(simplified);
  const path = lines.filter((line) => line.length > 1).map((line) => `M${pathText(line)}`);
  const areas = wavesOf(curve, frame);
  const shapes = [
    ...areas.map((d) => element('path', {class: `wave ${seriesClass(index)} ${fillClass(index)}`, d})),
    path.length === 0 ? '' : element('path', {class: seriesClass(index), d: path.join('')}),
    ...pieces
      .filter(({shares}) => shares.length === 1)
      .map(({shares, values}) => dot(at(shares[0] ?? 0, values[0] ?? Number.NaN), index, {isOpen: false, frame})),
    ...jumps.flatMap(({share, left, at: own, right}) => {
      const sides = [left, right].filter((value) => value !== own);
      const [first = Number.NaN, second = Number.NaN] = sides.map((value) => at(share, value).y);
      // Around a single value both sides leave one hole.
      const ends = Math.abs(first - second) < leastJump ? sides.slice(0, 1) : sides;
      const places = [...ends, own].filter(Number.isFinite).map((value) => at(share, value).y);
      const isHidden = places.some((y, i) => places.slice(i + 1).some((other) => Math.abs(y - other) < leastJump));
      if (!Number.isFinite(left) || !Number.isFinite(right) || isHidden) return [];
      return [
        ...ends.map((value) => dot(at(share, value), index, {isOpen: true, frame})),
        ...(Number.isFinite(own) ? [dot(at(share, own), index, {isOpen: false, frame})] : []),
      ];
    }),
    ...extremes
      .filter(({share}) => jumps.every((jump) => jump.share !== share))
      .map(({share, value}) => dot(at(share, value), index, {isOpen: false, frame})),
  ].join('');
  const last = lines.findLast((line) => line.length > 0)?.at(-1);
  return {shapes, end: last ?? (shapes === '' ? undefined : {x: frame.left + frame.width, y: endOf(curve, frame)})};
}

/** Where a curve without a line on the right is. */
function endOf({y}: Curve, {top, height, pixelOf}: Frame): number {
  const place = pixelOf(y.findLast(Number.isFinite) ?? Number.NaN);
  return top + (Number.isFinite(place) ? Math.max(0, Math.min(height, place)) : height / 2);
}

/** Points one after the other; those that are written alike once. */
function pathText(points: readonly Pixel[]): string {
  const texts = points.map(({x, y}) => `${short(x)} ${short(y)}`);
  return texts.filter((text, i) => text !== texts[i - 1] || texts.length === 2).join(' ');
}

/** A full or an empty circle, if it is inside of the frame. */
function dot({x, y}: Pixel, index: number, {isOpen, frame}: {readonly isOpen: boolean; readonly frame: Frame}): string {
  if (!(y >= 0 && y <= frame.height)) return '';
  const kind = isOpen ? 'open' : fillClass(index);
  return element('circle', {class: `${seriesClass(index)} ${kind}`, cx: x, cy: frame.top + y, r: 3.5});
}

/** The lines between points, cut where they leave the frame. An absent point, or one without a place, is a gap. */
function withinFrame(
  points: readonly (Pixel | undefined)[],
  {top, height}: Frame,
  isPole: (x: number) => boolean,
): readonly (readonly Pixel[])[] {
  const lines: Pixel[][] = [];
  let line: Pixel[] = [];
  let before: Pixel | undefined;
  const [least, most] = [-beyond, height + beyond];
  const isInside = ({y}: Pixel): boolean => y >= least && y <= most;
  const isOutside = ({y}: Pixel): number => (y < least ? -1 : y > most ? 1 : 0);
  const close = (): void => {
    if (line.length > 0) lines.push(line);
    line = [];
  };
  const put = ({x, y, ...rest}: Pixel): void => {
    line.push({...rest, x, y: top + y});
  };
  for (const point of points) {
    if (point === undefined || Number.isNaN(point.y)) {
      close();
      before = undefined;
      continue;
    }
    // From one end of the frame to the other beside a pole is no part of the curve.
    if (before !== undefined && isOutside(before) * isOutside(point) < 0 && isPole(point.x)) {
      close();
      before = undefined;
    }
    const edges = before === undefined ? [] : crossings(before, point, [least, most]);
    if (before !== undefined && isInside(before) && !isInside(point)) {
      for (const edge of edges) put(edge);
      close();
    } else if (before !== undefined && !isInside(before)) {
      for (const edge of edges) put(edge);
      if (!isInside(point)) close();
    }
    if (isInside(point)) put(point);
    before = point;
  }
  close();
  return lines;
}

/** Where the line between two points crosses the edges, in the order of the line. */
function crossings(a: Pixel, b: Pixel, edges: readonly number[]): readonly Pixel[] {
  return edges
    .filter((edge) => edge > Math.min(a.y, b.y) && edge < Math.max(a.y, b.y))
    .map((edge) => {
      const part =
        Number.isFinite(a.y) && Number.isFinite(b.y) ? (edge - a.y) / (b.y - a.y) : Number.isFinite(a.y) ? 0 : 1;
      return {x: a.x + part * (b.x - a.x), y: edge};
    })
    .sort((p, q) => (b.y > a.y ? p.y - q.y : q.y - p.y));
}

/** Whether a curve grows without an end in the column of a place or in one beside it. */
function poleTest({band}: Curve, {left, width}: Frame): (x: number) => boolean {
  if (band === undefined) return () => false;
  const last = band.low.length - 1;
  const isInfinite = (value: number): boolean => Math.abs(value) === Number.POSITIVE_INFINITY;
  return (x) => {
    const column = Math.round(((x - left) / width) * last);
    return [band.low, band.high].some((side) => side.subarray(Math.max(0, column - 1), column + 2).some(isInfinite));
  };
}

/** Whether a place is in a column that the curve fills as a wave. */
function waveTest({band}: Curve): (share: number) => boolean {
  if (band === undefined || !band.waves.includes(1)) return () => false;
  const last = band.waves.length - 1;
  return (share) => band.waves[Math.round(share * last)] === 1;
}

/** The areas of columns side by side that a wave fills from its least to its largest value. */
function wavesOf({band}: Curve, {left, top, width, height, pixelOf}: Frame): readonly string[] {
  if (band === undefined) return [];
  const {low, high, waves} = band;
  const last = Math.max(1, waves.length - 1);
  const areas: string[] = [];
  for (let first = 0, end = 0; first < waves.length; first = end + 1) {
    for (end = first; waves[end] === 1; ) end += 1;
    if (end === first) continue;
    const columns = Array.from({length: end - first}, (_, i) => first + i);
    const edge = (side: Float64Array): readonly Pixel[] => {
      const y = (column: number): number => {
        const pixel = pixelOf(side[column] ?? Number.NaN);
        return top + Math.max(0, Math.min(height, Number.isNaN(pixel) ? height : pixel));
      };
      const x = (column: number): number => left + (Math.max(0, Math.min(last, column)) / last) * width;
      return simplified([
        {x: x(first - 0.5), y: y(first)},
        ...columns.map((column) => ({x: x(column), y: y(column)})),
        {x: x(end - 0.5), y: y(end - 1)},
      ]);
    };
    areas.push(`M${pathText([...edge(high), ...edge(low).toReversed()])}Z`);
  }
  return areas;
}
