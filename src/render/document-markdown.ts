/** A document as GitHub's Markdown, for a pull request: its sentences, and its tables with all their rows. */

import type {AnswerWithRows, DocumentPart, NamedRow, View} from '../report/output.ts';
import {tableOfRows} from '../report/rows.ts';
import type {Column} from '../report/table.ts';
import {escaped, markdownText} from './markdown.ts';
import type {Style} from './style.ts';
import {wordsOf, writtenIn} from './verdict.ts';

/** The text of a Markdown file. Pictures, which it cannot hold, are left out. */
export async function documentMarkdown(
  {title, parts}: Extract<View, {kind: 'document'}>,
  style: Style,
): Promise<string> {
  const texts = await Promise.all(parts().map((part) => partOf(part, style)));
  return `${[`## ${escaped(title)}`, ...texts.filter((text) => text !== '')].join('\n\n')}\n`;
}

async function partOf(part: DocumentPart, style: Style): Promise<string> {
  switch (part.kind) {
    case 'answer':
      return answerText(part.answer, style);
    case 'sentences':
      return part.sentences.map((sentence) => `**${escaped(sentence)}**`).join('\n\n');
    case 'rows': {
      const {title, columns, rows, allRows} = part;
      const above = title === undefined ? [] : [`### ${escaped(title)}`];
      return [...above, await tableText(columns, allRows?.() ?? rows, style)].join('\n\n');
    }
    case 'notes':
      return notesText(part.notes);
    case 'figure':
    case 'image':
      return '';
  }
}

async function answerText({verdict, columns, rows, notes}: AnswerWithRows, style: Style): Promise<string> {
  const sentences = verdict(writtenIn(style)).map((sentence) => `**${escaped(sentence)}**`);
  const table = rows.length === 0 ? [] : [await tableText(columns, rows, style)];
  return [...sentences, ...table, notesText(notes)].join('\n\n');
}

function notesText(notes: readonly string[]): string {
  return notes.map(escaped).join('\n\n');
}

async function tableText(columns: readonly Column[], rows: readonly NamedRow[], style: Style): Promise<string> {
  const named: readonly Column[] = [
    {name: ' ', kind: 'text'},
    ...columns.map((column) => ({...column, name: wordsOf(column.name).join(' ')})),
  ];
  const pieces: string[] = [];
  for await (const piece of markdownText(
    tableOfRows(
      named,
      rows.map(({name, cells}) => [name, ...cells]),
    ),
    style,
  ))
    pieces.push(piece);
  return pieces.join('').trimEnd();
}
