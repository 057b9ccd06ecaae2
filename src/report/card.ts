/** A card in words: sections of lines for people, rows for machines. */

import {
  type Card,
  type FrameworkFact,
  type InputFact,
  type Limits,
  longestDerivative,
  type ParameterFact,
  type RegionFacts,
} from '../card/card-facts.ts';
import type {Kink, Point} from '../shape/joints/kinks.ts';
import {cardTable} from './card-table.ts';
import {intervalText} from './interval-text.ts';
import type {Note} from './notes.ts';
import type {Output} from './output.ts';

/** A heading on the left, and lines beside it. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly CardLine[];
  /** Whether it stands below a plot too. */
  readonly essential?: true;
}

/** Text, or a name with text beside it. */
export type CardLine = string | readonly [name: string, text: string];

/** How a number is written. */
type Write = (value: number) => string;

/** Cards as a table for machines and a view for people. */
export function cardsOutput(cards: readonly Card[]): Output {
  return {table: cardTable(cards), view: {kind: 'cards', cards}};
}

/** What of a card is not proven. */
export function cardNotes({label, limits, shape, gains, regions}: Card): readonly Note[] {
  return [
    ...(limits?.certain === false
      ? [{code: 'limitNotKnown', name: label, places: unknownPlaces(limits)} as const]
      : []),
    ...(shape?.certain === false ? [{code: 'shapeUncertain', name: label} as const] : []),
    ...(gains?.certain === false ? [{code: 'momentsUncertain', name: label} as const] : []),
    ...(regions?.certain === false ? [{code: 'regionsUncertain', name: label} as const] : []),
  ];
}

/** The infinities at which a value or a gradient may have a limit that is not known. */
function unknownPlaces({left, right}: Limits): readonly string[] {
  const isOpen = ({value, gradient}: Point) => Number.isNaN(value) || Number.isNaN(gradient);
  return [...(isOpen(left) ? ['-inf'] : []), ...(isOpen(right) ? ['inf'] : [])];
}

/** The sections of a card in order, all or the essential ones; one without lines is not shown. */
export function cardSections(card: Card, number: Write, which: 'all' | 'essential' = 'all'): readonly Section[] {
  const {limits, origin, kinks, paper} = card;
  const everywhere = which === 'all' ? 'every framework below' : 'every framework';
  const sections: readonly Section[] = [
    {heading: 'formula', essential: true, lines: [card.formula]},
    {heading: '', lines: card.textbook === null ? [] : [`textbooks: ${card.textbook}`]},
    {
      heading: 'inputs',
      lines: inputLines(card.inputs ?? []),
    },
    {heading: 'derivative', essential: true, lines: card.derivative?.split('\n') ?? [tooLong]},
    {heading: 'parameters', lines: card.parameters.map((fact) => parameterLine(fact, number))},
    {heading: 'range', lines: card.range === null ? [] : [roundedEnds(card.range, number)]},
    {heading: 'at -inf', lines: limits === null ? [] : [pointText(limits.left, number)]},
    {heading: 'at 0', lines: origin === null ? [] : [pointText(origin, number)]},
    {heading: 'at inf', lines: limits === null ? [] : [pointText(limits.right, number)]},
    {heading: 'kinks', essential: true, lines: kinkLines(kinks, number, everywhere)},
    {heading: 'shape', lines: shapeLines(card, number)},
    {
      heading: `|f′| < ${number(card.regions?.threshold ?? 0)}`,
      essential: true,
      lines: regionLines(card.regions, number),
    },
    {heading: 'gains', essential: true, lines: [gainText(card.gains, number)]},
    {heading: '--fast', lines: [fastText(card.fast)]},
    {heading: 'frameworks', lines: card.frameworks.map((fact) => frameworkLine(fact, number))},
    {heading: 'presets', lines: [card.frameworks.map(({preset}) => preset).join(' ')]},
    {
      heading: 'packed as',
      lines: (card.packings ?? []).flatMap(({where, how, source}): readonly CardLine[] => [
        `${where}: ${how} (${source})`,
      ]),
    },
    {heading: 'also called', lines: [card.aliases.join(', ')]},
    {heading: 'same as', lines: [card.sameAs ?? '']},
    {
      heading: 'paper',
      lines: paper === null ? [] : [`${paper.by}: ${paper.title}${paper.link === null ? '' : ` (${paper.link})`}`],
    },
    {heading: 'note', lines: [card.note ?? '']},
  ];
  return sections.filter(({essential}) => which === 'all' || essential);
}

const tooLong = `too long to write out: more than ${longestDerivative} numbers, names and operators`;

/** A line for each input of which there is something to say; else their names. */
function inputLines(inputs: readonly InputFact[]): readonly CardLine[] {
  if (inputs.every(({meaning}) => meaning === null)) return [inputs.map(({name}) => name).join(', ')];
  return inputs.map(({name, meaning}) => [name, meaning ?? '']);
}

function parameterLine(
  {name, value, default: standard, domain, aliases, meaning}: ParameterFact,
  number: Write,
): CardLine {
  const text = (setting: number | string) => (typeof setting === 'number' ? number(setting) : setting);
  const parts = [
    Object.is(value, standard) || standard === null ? text(value) : `${text(value)} (default ${text(standard)})`,
    meaning ?? '',
    domain === null ? '' : `in ${domain}`,
    aliases.length === 0 ? '' : `also --${aliases.join(', --')}`,
  ];
  return [name, parts.filter((part) => part !== '').join('; ')];
}

function pointText({value, gradient}: Point, number: Write): string {
  return `f = ${number(value)}, f′ = ${number(gradient)}`;
}

/** The numbers of an interval rounded; `-0.16997120747990366` is more than anyone reads. */
function roundedEnds(range: string, number: Write): string {
  return range.replace(/-?\d[\d.]*(?:e[+-]?\d+)?/g, (digits) => number(Number(digits)));
}

function kinkLines(kinks: readonly Kink[] | null, number: Write, everywhere: string): readonly CardLine[] {
  if (kinks === null) return [];
  if (kinks.length === 0) return ['none'];
  return kinks.flatMap(({x, left, at, right, choices}): readonly CardLine[] => {
    const isJump = !(left.value === right.value && left.value === at.value);
    const jump = isJump ? [jumpText({left, at, right}, number)] : [];
    const slopes = `f′ = ${number(left.gradient)} on the left, ${number(right.gradient)} on the right, ${number(at.gradient)} there`;
    const chosen = choices.map(({gradient, frameworks}) => {
      const where = choices.length > 1 ? frameworks.join(', ') : everywhere;
      return `${number(gradient)} in ${where}`;
    });
    return [...jump, slopes, ...chosen].map((text, i): CardLine => [i === 0 ? `x = ${number(x)}` : '', text]);
  });
}

function jumpText({left, at, right}: Pick<Kink, 'left' | 'at' | 'right'>, number: Write): string {
  // Where the rounded numbers do not tell them apart, all digits do: f jumps.
  const values = [left.value, right.value, at.value];
  const isLost = new Set(values.map((value) => number(value))).size < new Set(values).size;
  const [before, after, there] = values.map((value) => (isLost ? String(value) : number(value)));
  if (!Number.isNaN(at.value)) return `f jumps from ${before} to ${after}, and is ${there} there`;
  if (left.value === right.value) return `f has no value there; its limit is ${before}`;
  return `f jumps from ${before} to ${after}, and has no value there`;
}

/** More extrema than these are counted on a card for people. */
const mostExtrema = 40;

/** How a card says that f is not continuous. */
const gaps: Readonly<Record<string, string>> = {jumps: 'with jumps', poles: 'with poles', holes: 'with holes'};

const symmetries: Readonly<Record<string, string>> = {
  'not known': 'symmetry not known',
  'seems odd': 'odd wherever tried',
  'seems even': 'even wherever tried',
};

function shapeLines({shape, kinks}: Card, number: Write): readonly CardLine[] {
  if (shape === null) return [];
  const {monotonicity, smoothness, outputSign, symmetry, extrema, steepest, over, certain} = shape;
  const words = [
    monotonicity === 'none' ? 'not monotone' : monotonicity === 'not known' ? 'monotonicity not known' : monotonicity,
    smoothness === 'not known' ? 'smoothness not known' : (gaps[smoothness] ?? smoothness),
    outputSign === 'both'
      ? 'outputs of both signs'
      : outputSign === 'not known'
        ? 'signs of outputs not known'
        : `outputs ${outputSign}`,
    ...(symmetry === 'none' ? [] : [symmetries[symmetry] ?? symmetry]),
  ];
  return [
    words.join(', ') + overText(over, number),
    ...extrema.slice(0, mostExtrema).map(({kind, from, to, value}) => {
      const where = from === to ? `at x = ${number(from)}` : `from ${number(from)} to ${number(to)}`;
      return `${kind} f = ${number(value)} ${where}`;
    }),
    extrema.length > mostExtrema ? `and ${extrema.length - mostExtrema} more extrema` : '',
    Number.isNaN(steepest.x)
      ? 'largest |f′| not known'
      : `|f′| up to ${number(steepest.gradient)} ${steepestPlace(steepest, kinks ?? [])} x = ${number(steepest.x)}`,
    certain ? '' : 'not all proven: there may be more extrema, kinks, a wider range and steeper slopes',
  ];
}

/** At a kink the largest slope may be that of a side alone. */
function steepestPlace({gradient, x}: {gradient: number; x: number}, kinks: readonly Kink[]): string {
  if (!Number.isFinite(x)) return 'towards';
  const kink = kinks.find((each) => each.x === x);
  return kink === undefined || Math.abs(kink.at.gradient) === gradient ? 'at' : 'beside';
}

function regionLines(facts: RegionFacts | null, number: Write): readonly CardLine[] {
  if (facts === null) return [];
  const {intervals, over, certain} = facts;
  const where = overText(over, number).trim();
  if (intervals.length === 0) return [`nowhere ${where}`.trimEnd()];
  const limits = [where, certain ? '' : 'not all proven'].filter((text) => text !== '').join('; ');
  return [...intervals.map((interval): CardLine => [interval.region, intervalText(interval, number)]), limits];
}

function overText(over: readonly [number, number] | null, number: Write): string {
  return over === null ? '' : ` over [${over.map(number).join(', ')}]`;
}

function fastText(fast: Card['fast']): string {
  if (fast === null) return '';
  const pair = ([value, gradient]: readonly [number, number]) => {
    if (value === 0 && gradient === 0) return 'exact';
    return value === gradient ? `within ${value} ulp` : `within ${value} ulp (f) and ${gradient} ulp (f′)`;
  };
  const [usual, far] = [pair(fast.ordinary), pair(fast.extreme)];
  return usual === far ? usual : `${usual} for |x| <= 10, ${far} elsewhere`;
}

function gainText(gains: Card['gains'], number: Write): string {
  if (gains === null) return '';
  const doubt = gains.certain ? '' : '; not proven: a narrow extremum may have been missed';
  return `forward ${number(gains.forward)}, backward ${number(gains.backward)} for x ~ N(0, 1)${doubt}`;
}

function frameworkLine({framework, names, defaults, formula, means, note}: FrameworkFact, number: Write): CardLine {
  const changed = Object.entries(defaults).map(([name, value]) => `${name} = ${number(value)}`);
  const parts = [
    names.join(', '),
    changed.join(', '),
    formula === null ? '' : formula,
    means === null ? '' : `means ${means}`,
    note ?? '',
  ];
  return [framework, parts.filter((part) => part !== '').join('; ')];
}
