/** The card of an activation: in words for people, as one object for programs. */

import type {Card} from '../card/card-facts.ts';
import {exactNumber} from '../formula/number-text.ts';
import {columnsOf} from '../printable.ts';
import {cardSections, type Section} from '../report/card.ts';
import {roundedNumber} from './number.ts';
import {readableText} from './readable-cells.ts';
import type {Style} from './style.ts';
import {wrap} from './table-layout.ts';

const indent = 13;
/** Texts have this room at least; where they would have less, they stand below what is before them, so far in. */
const leastRoom = 20;
const below = 2;

/** The card for people, in lines of at most the style's width. */
export function cardText(card: Card, style: Style): string {
  return sectionsText([titleOf(card, style), ''], sectionsOf(card, style, 'all'), style);
}

/** What is essential of a card, under its title. */
export function essentialsText(card: Card, style: Style): string {
  return sectionsText([titleOf(card, style)], sectionsOf(card, style, 'essential'), style);
}

function titleOf({label, family}: Card, style: Style): string {
  const name = style.paint.heading(readableText(label, style));
  return family === null ? name : `${name}${style.paint.dim(`   ${family}`)}`;
}

function sectionsOf(card: Card, {digits}: Style, which: 'all' | 'essential'): readonly Section[] {
  return cardSections(card, (value) => roundedNumber(value, digits), which);
}

function sectionsText(above: readonly string[], sections: readonly Section[], style: Style): string {
  return `${[...above, ...sections.flatMap((section) => sectionLines(section, style))].join('\n')}\n`;
}

function sectionLines({heading, lines}: Section, style: Style): readonly string[] {
  const filled = lines.filter((line) => line !== '');
  const names = filled.flatMap((line) => (typeof line === 'string' ? [] : [columnsOf(readableText(line[0], style))]));
  const margin = style.width - indent < leastRoom ? below : indent;
  const widest = names.length === 0 ? 0 : Math.max(...names) + 2;
  const column = style.width - margin - widest < leastRoom ? Math.min(widest, below) : widest;
  const texts = filled.flatMap((line) => {
    const [name, text] = typeof line === 'string' ? ['', line] : line;
    const wrapped = wrap(readableText(text, style), style.width - margin - column);
    const shown = readableText(name, style);
    const isAbove = columnsOf(shown) > 0 && column < widest;
    const first = isAbove ? '' : shown;
    const padded = first + ' '.repeat(Math.max(0, column - columnsOf(first)));
    return [...(isAbove ? [shown] : []), ...wrapped.map((part, i) => (i === 0 ? padded : ' '.repeat(column)) + part)];
  });
  if (texts.length === 0) return [];
  const shown = readableText(heading, style);
  const before = (text: string): string => style.paint.dim(text.padEnd(margin));
  if (margin === below) return [style.paint.dim(shown), ...texts.map((text) => before('') + text)];
  return texts.map((text, i) => before(i === 0 ? shown : '') + text);
}

/** One card as a JSON object, several as an array of them. */
export function cardsJson(cards: readonly Card[]): string {
  return `${json(cards.length === 1 ? cards[0] : cards, '')}\n`;
}

/** A value as JSON. Not JSON.stringify, which writes -0 as 0, and NaN and the infinities as null. */
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
