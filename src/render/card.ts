/** The card of an activation: in words for people, as an object or as rows for machines. */

import type {
  Card,
  FrameworkFact,
  Kink,
  ParameterFact,
  Point,
  RegionFacts,
  ShapeFacts,
  Table,
} from '../analysis/report.ts';
import {wrap} from './layout.ts';
import {exactNumber, roundedNumber} from './number.ts';
import {readableText} from './readable.ts';
import {intervalText} from './regions.ts';
import type {Style} from './style.ts';

/** A heading at the left, and lines beside it. */
interface Section {
  readonly heading: string;
  readonly lines: readonly Line[];
}

/** Text, or a name with text beside it. */
type Line = string | readonly [name: string, text: string];

const indent = 13;

/** The card for people, in lines of at most the style's width. */
export function cardText(card: Card, style: Style): string {
  const {label, family, limits, origin, kinks, paper} = card;
  const number = (value: number) => roundedNumber(value, style.digits);
  const sections: readonly Section[] = [
    {heading: 'formula', lines: [card.formula]},
    {heading: '', lines: card.textbook === null ? [] : [`textbooks: ${card.textbook}`]},
    {heading: 'derivative', lines: card.derivative.split('\n')},
    {heading: 'parameters', lines: card.parameters.map((fact) => parameterLine(fact, number))},
    {heading: 'range', lines: card.range === null ? [] : [roundedEnds(card.range, number)]},
    {heading: 'at -inf', lines: limits === null ? [] : [pointText(limits.left, number)]},
    {heading: 'at 0', lines: origin === null ? [] : [pointText(origin, number)]},
    {heading: 'at inf', lines: limits === null ? [] : [pointText(limits.right, number)]},
    {heading: 'kinks', lines: kinkLines(kinks, number)},
    {heading: 'shape', lines: shapeLines(card.shape, number)},
    {heading: `|f′| < ${number(card.regions?.threshold ?? 0)}`, lines: regionLines(card.regions, number)},
    {heading: 'gains', lines: [gainText(card.gains, number)]},
    {heading: '--fast', lines: [fastText(card.fast)]},
    {heading: 'frameworks', lines: card.frameworks.map((fact) => frameworkLine(fact, number))},
    {heading: 'presets', lines: [card.frameworks.map(({preset}) => preset).join(' ')]},
    {heading: 'also called', lines: [card.aliases.join(', ')]},
    {heading: 'same as', lines: [card.sameAs ?? '']},
    {
      heading: 'paper',
      lines: paper === null ? [] : [`${paper.by}: ${paper.title}${paper.link === null ? '' : ` (${paper.link})`}`],
    },
    {heading: 'note', lines: [card.note ?? '']},
  ];
  const title = `${style.paint.heading(readableText(label, style))}${family === null ? '' : style.paint.dim(`   ${family}`)}`;
  return `${[title, '', ...sections.flatMap((section) => sectionLines(section, style))].join('\n')}\n`;
}

function sectionLines({heading, lines}: Section, style: Style): readonly string[] {
  const filled = lines.filter((line) => line !== '');
  const names = filled.flatMap((line) => (typeof line === 'string' ? [] : [line[0].length]));
  const column = names.length === 0 ? 0 : Math.max(...names) + 2;
  const texts = filled.flatMap((line) => {
    const [name, text] = typeof line === 'string' ? ['', line] : line;
    const hanging = name === '' && column === 0 ? 0 : column;
    const wrapped = wrap(readableText(text, style), Math.max(20, style.width - indent - hanging));
    return wrapped.map((part, i) => (i === 0 ? name : '').padEnd(hanging) + part);
  });
  return texts.map((text, i) => style.paint.dim((i === 0 ? readableText(heading, style) : '').padEnd(indent)) + text);
}

function parameterLine({name, value, default: standard, domain, aliases, meaning}: ParameterFact, number: Write): Line {
  const text = (given: number | string) => (typeof given === 'number' ? number(given) : given);
  const parts = [
    Object.is(value, standard) || standard === null ? text(value) : `${text(value)} (default ${text(standard)})`,
    meaning ?? '',
    domain === null ? '' : `in ${domain}`,
    aliases.length === 0 ? '' : `also --${aliases.join(', --')}`,
  ];
  return [name, parts.filter((part) => part !== '').join('; ')];
}

type Write = (value: number) => string;

function pointText({value, gradient}: Point, number: Write): string {
  return `f = ${number(value)}, f′ = ${number(gradient)}`;
}

/** The numbers of an interval rounded; `-0.16997120747990366` is more than anyone reads. */
function roundedEnds(range: string, number: Write): string {
  return range.replace(/-?\d[\d.]*(?:e[+-]?\d+)?/g, (digits) => number(Number(digits)));
}

function kinkLines(kinks: readonly Kink[] | null, number: Write): readonly Line[] {
  if (kinks === null) return [];
  if (kinks.length === 0) return ['none'];
  return kinks.flatMap(({x, left, at, right, choices}): readonly Line[] => {
    const isJump = !(left.value === right.value && left.value === at.value);
    const jump = isJump
      ? [`f jumps from ${number(left.value)} to ${number(right.value)}, and is ${number(at.value)} there`]
      : [];
    const slopes = `f′ = ${number(left.gradient)} on the left, ${number(right.gradient)} on the right, ${number(at.gradient)} there`;
    const chosen = choices.map(({gradient, frameworks}) => {
      const where = choices.length > 1 ? frameworks.join(', ') : 'every framework below';
      return `${number(gradient)} in ${where}`;
    });
    return [...jump, slopes, ...chosen].map((text, i): Line => [i === 0 ? `x = ${number(x)}` : '', text]);
  });
}

function shapeLines(shape: ShapeFacts | null, number: Write): readonly Line[] {
  if (shape === null) return [];
  const {monotonicity, smoothness, outputSign, symmetry, extrema, steepest, over} = shape;
  const words = [
    monotonicity === 'none' ? 'not monotone' : monotonicity,
    smoothness,
    outputSign === 'both' ? 'outputs of both signs' : `outputs ${outputSign}`,
    ...(symmetry === 'none' ? [] : [symmetry]),
  ];
  return [
    words.join(', ') + overText(over, number),
    ...extrema.map(({kind, from, to, value}) => {
      const where = from === to ? `at x = ${number(from)}` : `from ${number(from)} to ${number(to)}`;
      return `${kind} f = ${number(value)} ${where}`;
    }),
    `|f′| up to ${number(steepest.gradient)} at x = ${number(steepest.x)}`,
  ];
}

function regionLines(facts: RegionFacts | null, number: Write): readonly Line[] {
  if (facts === null) return [];
  const {intervals, over, certain} = facts;
  const where = overText(over, number).trim();
  if (intervals.length === 0) return [`nowhere ${where}`.trimEnd()];
  const limits = [where, certain ? '' : 'there may be more'].filter((text) => text !== '').join('; ');
  return [...intervals.map((interval): Line => [interval.region, intervalText(interval, number)]), limits];
}

function overText(over: readonly [number, number] | null, number: Write): string {
  return over === null ? '' : ` over [${over.map(number).join(', ')}]`;
}

function fastText(fast: Card['fast']): string {
  if (fast === null) return '';
  const pair = ([value, gradient]: readonly [number, number]) => `${value} ulp (f) and ${gradient} ulp (f′)`;
  return `within ${pair(fast.ordinary)} for |x| <= 10, ${pair(fast.extreme)} elsewhere`;
}

function gainText(gains: Card['gains'], number: Write): string {
  if (gains === null) return '';
  return `forward ${number(gains.forward)}, backward ${number(gains.backward)} for x ~ N(0, 1)`;
}

function frameworkLine({framework, names, defaults, formula, means, note}: FrameworkFact, number: Write): Line {
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

/** The card as one JSON object. */
export function cardJson(card: Card): string {
  return `${json(card, '')}\n`;
}

/** JSON.stringify would write -0 as 0, and NaN and the infinities as null. */
function json(value: unknown, margin: string): string {
  if (typeof value === 'number') return Number.isFinite(value) ? exactNumber(value) : `"${exactNumber(value)}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const inner = `${margin}  `;
  const parts = isList
    ? value.map((item) => json(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${json(item, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  const isFlat = Object.values(value).every((item) => typeof item !== 'object' || item === null);
  if (parts.length === 0 || (isList && isFlat)) return `${open}${parts.join(', ')}${close}`;
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${margin}${close}`;
}

/** The card as rows: `kinks.1.left.gradient` and its value. */
export function cardTable(card: Card): Table {
  const rows = flattened('', card);
  const chunk = {length: rows.length, columns: [rows.map(([field]) => field), rows.map(([, value]) => value)]};
  const columns = [{name: 'field', kind: 'text'} as const, {name: 'value', kind: 'cells'} as const];
  return {columns, chunks: () => [chunk]};
}

type Row = readonly [field: string, value: string | number | boolean | null];

/** Lists of texts are one row each; what is absent has a row without a value. */
function flattened(field: string, value: unknown): readonly Row[] {
  if (typeof value !== 'object' || value === null) return [[field, value as Row[1]]]; // the fields of a card
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return [[field, value.join(', ')]];
    return value.flatMap((item: unknown, i) => flattened(`${field}.${i + 1}`, item));
  }
  const prefix = field === '' ? '' : `${field}.`;
  return Object.entries(value as object).flatMap(([key, item]) => flattened(prefix + key, item));
}
