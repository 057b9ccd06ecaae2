/** The names of curves beside their ends. */

import {columnsOf} from '../../printable.ts';
import {distinct} from '../text-width.ts';
import {element, escaped} from './markup.ts';
import {seriesClass} from './palette.ts';
import type {Pixel} from './simplify.ts';

/** What a character of a terminal's column is wide at most, in the 12 pixels of the style sheet. */
export const columnWidth = 7;
/** Lines of text are so far apart. */
export const lineHeight = 14;
/** The most columns of a name. */
const longest = 28;
/** The piece of line before a name, and the gaps around it. */
const sample = {before: 10, length: 22, after: 6} as const;

export interface Names {
  readonly texts: readonly string[];
  /** What they need on the right of the panels. */
  readonly width: number;
}

/** The names of curves, shortened where they are long or have less room than that. */
export function namesOf(labels: readonly string[], room: number): Names {
  const fitting = Math.floor((room - sample.before - sample.length - sample.after) / columnWidth);
  const texts = distinct(labels, Math.max(4, Math.min(longest, fitting)), '…');
  const columns = Math.max(0, ...texts.map(columnsOf));
  return {texts, width: sample.before + sample.length + sample.after + columns * columnWidth};
}

/** A name that is wanted at a height. */
export interface Wanted {
  readonly text: string;
  /** The curve's place among all labels. */
  readonly index: number;
  readonly end: Pixel;
}

/** Each name as near to its curve's end as the others leave room, with a thin line to the end where it is not level. */
export function nameLines(
  wanted: readonly Wanted[],
  {right, top, height}: {readonly right: number; readonly top: number; readonly height: number},
): string {
  const sorted = wanted.toSorted((a, b) => a.end.y - b.end.y || a.index - b.index);
  const apart = Math.min(lineHeight, height / Math.max(1, sorted.length));
  const places = spaced(
    sorted.map(({end}) => end.y),
    {apart, least: top + apart / 2, most: top + height - apart / 2},
  );
  return sorted
    .map(({text, index, end}, i) => {
      const y = places[i] ?? end.y;
      const start = right + sample.before;
      const isReached = end.x > right - 1;
      const leader = isReached ? element('line', {class: 'axis', x1: end.x + 2, y1: end.y, x2: start - 2, y2: y}) : '';
      const line = element('path', {class: seriesClass(index), d: `M${start} ${y.toFixed(1)}h${sample.length}`});
      const x = start + sample.length + sample.after;
      return leader + line + element('text', {x, y: y + 4}, escaped(text));
    })
    .join('');
}

/** Ascending places moved apart, as little as will do. */
function spaced(
  places: readonly number[],
  {apart, least, most}: {readonly apart: number; readonly least: number; readonly most: number},
): readonly number[] {
  // Groups of names that touch; each stands around the mean of what its names want.
  const groups: {first: number; count: number}[] = [];
  for (const place of places) {
    groups.push({first: place, count: 1});
    for (
      let last = groups.at(-1), before = groups.at(-2);
      last && before;
      last = groups.at(-1), before = groups.at(-2)
    ) {
      if (before.first + before.count * apart <= last.first) break;
      const middle = (group: {first: number; count: number}): number => group.first + ((group.count - 1) / 2) * apart;
      const count = before.count + last.count;
      const mean = (middle(before) * before.count + middle(last) * last.count) / count;
      groups.splice(-2, 2, {first: mean - ((count - 1) / 2) * apart, count});
    }
  }
  const free = groups.flatMap(({first, count}) => Array.from({length: count}, (_, i) => first + i * apart));
  const fromTop: number[] = [];
  for (const place of free) fromTop.push(Math.max(place, (fromTop.at(-1) ?? least - apart) + apart));
  return fromTop.map((place, i) => Math.min(place, most - (fromTop.length - 1 - i) * apart));
}
