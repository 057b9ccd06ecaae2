/** Texts on the lines of a plot. */

import {printableLine} from '../../printable.ts';
import {readableText} from '../readable-cells.ts';
import {shortened} from '../text-width.ts';
import {type Line, unpainted} from './canvas.ts';

/** What stands for text that is left out. */
export function dots(ascii: boolean): string {
  return ascii ? '...' : '…';
}

/** A text on one line, shortened to so many columns. */
export function shownText(text: string, columns: number, ascii: boolean): string {
  return shortened(lineText(text, ascii), columns, dots(ascii));
}

/** A text in the characters of the style, on one line. */
export function lineText(text: string, ascii: boolean): string {
  return readableText(printableLine(text), {ascii});
}

/** A line that begins below the y axis. */
export function indented(line: Line, margin: number): Line {
  return [{text: ' '.repeat(margin + 1), paint: unpainted}, ...line];
}
