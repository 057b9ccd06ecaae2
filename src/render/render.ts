/** Output as text: a table in any format, or a view in the formats in which it reads better than rows. */

import {asciiText} from '../printable.ts';
import type {Frame, Output, View} from '../report/output.ts';
import {isPicture, type Piece, type Pieces, type Presentation, type TableWriter, tableWriters} from './formats.ts';
import type {PictureStyle} from './picture/layout.ts';
import type {Style} from './style.ts';

/** The output as pieces of text that follow one another; `pageTemplate` gives the page into which a picture goes. */
export async function* render(
  {table, view}: Output,
  presentation: Presentation,
  style: Style,
  pageTemplate: () => string,
): AsyncGenerator<Piece> {
  const pieces = view === undefined ? undefined : await viewPieces(view, presentation, style, pageTemplate);
  if (pieces !== undefined) {
    yield* pieces;
    return;
  }
  // Pictures are asked for only where there is a figure.
  const isForPeople = presentation === 'view' || isPicture(presentation);
  const write: TableWriter = await tableWriters[isForPeople ? 'table' : presentation]();
  yield* write(table, style);
}

/** A document for whoever reads the work, as Markdown or a page. */
export async function* renderReport(
  view: Extract<View, {kind: 'document'}>,
  format: 'markdown' | 'html',
  style: Style,
): AsyncGenerator<Piece> {
  if (format === 'html') yield (await import('./picture/document-page.ts')).documentPage(view, style);
  else yield await (await import('./document-markdown.ts')).documentMarkdown(view, style);
}

/** A view drawn in a format; undefined where the format shows the rows instead. */
async function viewPieces(
  view: View,
  presentation: Presentation,
  style: Style,
  pageTemplate: () => string,
): Promise<Pieces | undefined> {
  const isForPeople = presentation === 'view' || presentation === 'table';
  switch (view.kind) {
    case 'figure': {
      if (presentation === 'svg')
        return [(await import('./picture/svg.ts')).drawing(view.figure, pictureStyle(view.frame)).svg];
      if (presentation === 'html')
        return [(await import('./picture/page.ts')).pageText(view, pictureStyle(view.frame), pageTemplate())];
      if (presentation !== 'view') return undefined;
      const {leastLines, plotText} = await import('./plot/plot.ts');
      if (view.cards === undefined) return [`${plotText(view.figure, {...style, ...view.frame})}\n`];
      const {essentialsText} = await import('./card.ts');
      const essentials = view.cards.map((card) => essentialsText(card, style));
      // Each stands below a blank line, and has a line break at its end.
      const taken = essentials.reduce((sum, text) => sum + text.split('\n').length, 0);
      const room = style.isScreen ? Math.max(leastLines(view.figure), style.lines - taken) : style.lines;
      const lines = Math.min(style.lines, room);
      return below(
        [`${plotText(view.figure, {...style, ...view.frame, lines})}\n`, ...essentials].map((text) => [text]),
      );
    }
    case 'cards': {
      if (!isForPeople && presentation !== 'json') return undefined;
      const {cardsJson, cardText} = await import('./card.ts');
      if (!isForPeople) return [cardsJson(view.cards)];
      return below(view.cards.map((card) => [cardText(card, style)]));
    }
    case 'text':
      return isForPeople ? [style.ascii ? asciiText(view.text) : view.text] : undefined;
    case 'catalogue':
      return isForPeople ? (await import('./catalogue.ts')).catalogueText(view.entries, style) : undefined;
    case 'intervals':
      return isForPeople ? (await import('./table.ts')).tableOrListText(view.table, style) : undefined;
    case 'verdict':
      return isForPeople ? [(await import('./verdict.ts')).verdictText(view.answer, style)] : undefined;
    case 'document':
      if (presentation === 'html') return [(await import('./picture/document-page.ts')).documentPage(view, style)];
      return isForPeople ? [(await import('./document.ts')).documentText(view.parts(), style)] : undefined;
    case 'comparison': {
      if (isForPeople) return [(await import('./comparison.ts')).comparisonText(view.sideBySide, style)];
      if (presentation !== 'markdown') return undefined;
      const write: TableWriter = await tableWriters.markdown();
      return below(view.tables.map((table) => write(table, style)));
    }
  }
}

/** A column of a terminal is 9 pixels wide in a picture, and a row 18 high. */
function pictureStyle({columns, height, ...frame}: Frame): PictureStyle {
  return {...frame, width: columns && 9 * columns, height: height && 18 * height};
}

/** Texts one below the other, with a blank line between them. */
async function* below(parts: readonly Pieces[]): AsyncGenerator<Piece> {
  for (const [i, part] of parts.entries()) {
    if (i > 0) yield '\n';
    yield* part;
  }
}
