/** A figure in words, for whoever does not see it. */

import type {Figure, Strip} from '../../report/output.ts';
import {roundedNumber} from '../number.ts';
import {runsOf} from './regions.ts';

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
      notes.map(({label, text}) => `${title}${label === undefined ? '' : ` of ${label}`} ${text}.`),
    ),
    ...strips.map((strip) => stripText(strip, from, to)),
    ...notes.map((note) => `${note}.`),
  ].join(' ');
}

function stripText(strip: Strip, from: number, to: number): string {
  const at = (share: number): string => place(from * (1 - share) + to * share);
  const runs = runsOf(strip).map((run) => `${run.kind} from about ${at(run.from)} to ${at(run.to)}`);
  const many = runs.length > 6;
  return `${strip.label}: ${runs.length === 0 ? 'no gradient is small' : runs.slice(0, 6).join(', ')}${many ? ' and so on' : ''}.`;
}

function place(x: number): string {
  return roundedNumber(x, 4);
}
