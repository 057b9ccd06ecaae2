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
  const column = names.length === 0 ? 0 : Math.max(...names) + 2;
  const texts = filled.flatMap((line) => {
    const [name, text] = typeof line === 'string' ? ['', line] : line;
    const hanging = name === '' && column === 0 ? 0 : column;
    const wrapped = wrap(readableText(text, style), Math.max(20, style.width - indent - hanging));
    const shown = readableText(name, style);
    const indented = shown + ' '.repeat(Math.max(0, hanging - columnsOf(shown)));
    return wrapped.map((part, i) => (i === 0 ? indented : ' '.repeat(hanging)) + part);
  });
  return texts.map((text, i) => style.paint.dim((i === 0 ? readableText(heading, style) : '').padEnd(indent)) + text);
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
