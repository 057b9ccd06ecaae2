/** What the title of a panel says of its curves: where they are cut, and what they do within the columns. */

import type {Curve, Drawn} from '../sampling/curves.ts';
import type {Cut, CutEnd, Limits, Stretch} from '../sampling/cuts.ts';
import type {Band} from '../sampling/envelope.ts';
import type {PanelNote} from './output.ts';

/** A wave is told from this part of the panel's height on. */
const leastVisible = 0.05;

/** The notes of some curves; one that holds of all of them is said once. */
export function panelNotes(
  curves: readonly Curve[],
  quantity: Drawn,
  {axis, limits}: {readonly axis: string; readonly limits: Limits},
): readonly PanelNote[] {
  const height = heightOf(curves, quantity, limits);
  const texts = curves.map(({bands, cuts}) => {
    const band = bands?.[quantity];
    const own = cuts?.[quantity] ?? [];
    return [
      ...own.map((cut) => cutText(cut, axis, limits)),
      ...(band === undefined || own.some(({kind}) => kind !== 'noValue') ? [] : poleTexts(band, axis, own)),
      ...(band !== undefined && turnsFast(band, height) ? [fast] : []),
    ];
  });
  const [first = []] = texts;
  const shared = first.filter((text) => texts.every((own) => own.includes(text)));
  const single = curves.flatMap(({label}, i): readonly PanelNote[] => {
    const own = (texts[i] ?? []).filter((text) => !shared.includes(text));
    return own.length === 0 ? [] : [{label, text: own.join(', ')}];
  });
  return [...shared.map((text) => ({label: undefined, text})), ...single];
}

const fast = 'too fast for this width: each column is filled from its minimum to its maximum';

/** The span of all finite values, or what the user has set. */
function heightOf(curves: readonly Curve[], quantity: Drawn, {ymin, ymax}: Limits): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const curve of curves) {
    for (const value of curve[quantity] ?? []) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return (ymax ?? high) - (ymin ?? low);
}

/** Whether there is a wave that is high enough to be seen. */
function turnsFast({low, high, waves}: Band, height: number): boolean {
  return waves.some((wave, c) => {
    const [least = 0, most = 0] = [low[c], high[c]];
    // What varies less is drawn as a constant.
    const flat = 1e-5 * Math.max(Math.abs(least), Math.abs(most));
    return wave === 1 && most - least > Math.max(leastVisible * height, flat);
  });
}

function cutText({kind, stretches}: Cut, axis: string, {ymin, ymax}: Limits): string {
  const isEnd = kind === 'above' || kind === 'below';
  if (stretches === 'many') return isEnd ? sentences[kind](ymin, ymax) : `${sentences[kind]()} in many places`;
  const where = kind === 'overflow' || kind === 'plainOverflow' ? beyond(stretches, axis) : within(stretches, axis);
  if (kind === 'plainOverflow') return `is not drawn ${where}: plain doubles overflow`;
  return `${sentences[kind](ymin, ymax)} ${where}`;
}

const sentences: Readonly<Record<Cut['kind'], (ymin?: number, ymax?: number) => string>> = {
  noValue: () => 'has no value',
  overflow: () => 'overflows',
  infinite: () => 'is infinite',
  plainOverflow: () => 'overflows in plain doubles',
  notPositive: () => 'is not above 0',
  above: (_, ymax) => `is cut above y = ${ymax}`,
  below: (ymin) => `is cut below y = ${ymin}`,
};

/** `beyond x = 709.78`. */
function beyond(stretches: readonly Stretch[], axis: string): string {
  const [first, second] = stretches;
  const size = first?.to && second?.from && short(second.from.drawn);
  if (size !== undefined && !first?.from && !second?.to && size === short(-(first?.to?.drawn ?? Number.NaN)))
    return `beyond ${axis} = ±${size}`;
  return stretches
    .map(({from, to}) => {
      if (from && to) return `between ${axis} = ${short(from.drawn)} and ${short(to.drawn)}`;
      return from ? `beyond ${axis} = ${short(from.drawn)}` : `below ${axis} = ${short(to?.drawn ?? Number.NaN)}`;
    })
    .join(' and ');
}

/** `for x < 0`. */
function within(stretches: readonly Stretch[], axis: string): string {
  const [first, second] = stretches;
  if (first?.to && second?.from && !first.from && !second.to) {
    const [low, high] = [edge(first.to), edge(second.from)];
    if (low.text === `-${high.text}` && low.closed === high.closed)
      return `for |${axis}| >${high.closed ? '=' : ''} ${high.text}`;
  }
  return stretches.map((stretch) => (isPoint(stretch) ? 'at ' : 'for ') + between(stretch, axis)).join(' and ');
}

function isPoint({from, to}: Stretch): boolean {
  return from !== undefined && from.cut === to?.cut;
}

function between({from, to}: Stretch, axis: string): string {
  if (from && to) {
    const [low, high] = [edge(from), edge(to)];
    if (isPoint({from, to})) return `${axis} = ${short(from.cut)}`;
    return `${low.text} <${low.closed ? '=' : ''} ${axis} <${high.closed ? '=' : ''} ${high.text}`;
  }
  const [sign, end] = from ? ['>', edge(from)] : ['<', edge(to ?? {drawn: Number.NaN, cut: Number.NaN})];
  return `${axis} ${sign}${end.closed ? '=' : ''} ${end.text}`;
}

/** The place of an end, which belongs to what is cut only if it is the rounder of the two neighbours. */
function edge({drawn, cut, within = [drawn, cut]}: CutEnd): {readonly text: string; readonly closed: boolean} {
  const closed = Number(short(cut)) === cut && Number(short(drawn)) !== drawn;
  if (closed) return {text: short(cut), closed};
  const [low, high] = [Math.min(...within), Math.max(...within)];
  // Where rounding decides, the roundest place is as good as any.
  const round = [0, ...[1, 2, 3, 4].map((digits) => Number(drawn.toPrecision(digits)))];
  const near = round.find((place) => low < place && place < high);
  return {text: short(near ?? drawn), closed};
}

/** Where the curve is infinite, as exactly as a column shows it. */
function poleTexts({poles, width}: Band, axis: string, cuts: readonly Cut[]): readonly string[] {
  if (poles.length === 0) return [];
  const digits = Math.min(100, Math.max(0, -Math.floor(Math.log10(width))));
  const places = poles.toSorted((a, b) => a - b);
  const rounded = new Set(places.map((place) => short(Number(place.toFixed(digits)))));
  if (rounded.size > 2) {
    // Beside gaps, and where neighbours are hardly apart, some are not seen.
    const areApart = places.every((place, i) => {
      const distance = place - (places[i - 1] ?? Number.NEGATIVE_INFINITY);
      return distance > 2 * width || distance < width;
    });
    return [`leaves the frame in ${areApart && cuts.length === 0 ? rounded.size : 'many'} places`];
  }
  return [`leaves the frame near ${axis} = ${[...rounded].join(' and ')}`];
}

/** The first digits of a place; the smallest numbers are where doubles end, and stand for 0. */
function short(place: number): string {
  if (Math.abs(place) < 1e-300) return '0';
  return String(Number(place.toPrecision(5)));
}
