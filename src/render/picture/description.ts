/** A figure in words, for whoever does not see it. */

import type {Figure, Strip} from '../../report/output.ts';
import {roundedNumber} from '../number.ts';
import {drawnMarks} from './palette.ts';

/** Of many curves only the first are named. */
const mostNamed = 8;

export function titleOf({title}: Figure, labels: readonly string[]): string {
  return title ?? namedIn(labels);
}

function namedIn(labels: readonly string[]): string {
  const named = labels.slice(0, mostNamed).join(', ');
  return labels.length > mostNamed ? `${named} and ${labels.length - mostNamed} more` : named;
}

/** Which curves over which range, what is said of them, and where their gradients die. */
export function describe({x, panels, strips, notes}: Figure, labels: readonly string[]): string {
  const [from = 0, to = from] = [x[0], x.at(-1)];
  const titles = panels.map(({title}) => title).join(' and ');
  return [
    `${titles} of ${namedIn(labels)} from ${place(from)} to ${place(to)}.`,
    ...panels.flatMap(({title, notes = []}) =>
      notes.map(({label, text}) => `${title}${label === undefined ? '' : ` of ${label}`}: ${text}.`),
    ),
    ...strips.map((strip) => `${strip.label}: ${stripText(strip)}.`),
    ...notes.map((note) => `${note}.`),
  ].join(' ');
}

/** Of many intervals only the first are told. */
const mostIntervals = 6;

/** `dead from -6 to 0`: the exact ends, rounded. */
function stripText({marks, intervals}: Strip): string {
  if (intervals === undefined) {
    const kinds = drawnMarks.filter((kind) => marks.includes(kind));
    return kinds.length === 0 ? 'no gradient is small' : `${kinds.join(' and ')} in places`;
  }
  const texts = intervals.slice(0, mostIntervals).map(({kind, from, to}, i) => {
    const [first, last] = [place(from), place(to)];
    const before = i === 0 ? kind : kind === intervals[i - 1]?.kind ? ' and' : `, ${kind}`;
    return `${before} ${first === last ? `at ${first}` : `from ${first} to ${last}`}`;
  });
  if (texts.length === 0) return 'no gradient is small';
  return `${texts.join('')}${intervals.length > mostIntervals ? ' and so on' : ''}`;
}

function place(x: number): string {
  return roundedNumber(x, 4);
}
