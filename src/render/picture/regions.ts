/** Where gradients die: bands behind the only curve, strips below the panels, and what their fills mean. */

import type {Figure, Strip} from '../../report/output.ts';
import {element, escaped} from './markup.ts';
import {type DrawnMark, drawnMarks, regionFill} from './palette.ts';

/** Neighbouring samples with one mark, as shares of the axis. */
export interface MarkedRun {
  readonly kind: DrawnMark;
  readonly from: number;
  readonly to: number;
}

/** The runs of a strip. Each sample stands for what is nearer to it than to its neighbours. */
export function runsOf({marks}: Strip): readonly MarkedRun[] {
  const last = Math.max(1, marks.length - 1);
  const runs: MarkedRun[] = [];
  for (let first = 0, end = 0; first < marks.length; first = end) {
    const kind = marks[first] ?? 'none';
    const next = marks.findIndex((mark, i) => i > first && mark !== kind);
    end = next === -1 ? marks.length : next;
    if (kind === 'none') continue;
    runs.push({kind, from: Math.max(0, (first - 0.5) / last), to: Math.min(1, (end - 0.5) / last)});
  }
  return runs;
}

/** The kinds of regions in a figure. */
export function kindsIn({strips}: Figure): readonly DrawnMark[] {
  const used = new Set(strips.flatMap(({marks}) => marks));
  return drawnMarks.filter((kind) => used.has(kind));
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The runs as faint bands. */
export function bandsOf(runs: readonly MarkedRun[], box: Box): string {
  return runs.map((run) => rectOf(run, box, 'band')).join('');
}

/** The runs as a strip on a track. */
export function stripOf(runs: readonly MarkedRun[], box: Box): string {
  const {left, top, width, height} = box;
  const track = element('rect', {class: 'track', x: left, y: top, width, height});
  return track + runs.map((run) => rectOf(run, box)).join('');
}

/** A narrower run could be overlooked. */
const leastWidth = 2;

function rectOf({kind, from, to}: MarkedRun, {left, top, width, height}: Box, name?: string): string {
  const middle = ((from + to) / 2) * width;
  const shown = Math.max(leastWidth, (to - from) * width);
  const place = {x: left + Math.min(Math.max(0, middle - shown / 2), width - shown), y: top, width: shown, height};
  return element('rect', {class: name, ...place, fill: regionFill(kind)});
}

/** A square of each fill with its meaning, one after the other; and where they end. */
export function legendOf(
  kinds: readonly DrawnMark[],
  {left, y}: {readonly left: number; readonly y: number},
): {readonly shapes: string; readonly right: number} {
  let x = left;
  const shapes = kinds.map((kind) => {
    const square = element('rect', {class: 'track', x, y: y - 9, width: 16, height: 10});
    const filled = element('rect', {x, y: y - 9, width: 16, height: 10, fill: regionFill(kind)});
    const text = element('text', {x: x + 21, y}, escaped(kind));
    x += 21 + kind.length * 7 + 18;
    return square + filled + text;
  });
  return {shapes: shapes.join(''), right: x};
}
