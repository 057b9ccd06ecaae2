/** The lines of a table that are no rows: comments, and blank ones in its middle. They are counted, so that they can be told. */

import {commandLineError} from '../errors/errors.ts';
import {shown} from './cells.ts';
import type {InputNote} from './columns.ts';
import {type Delimiter, isLikeRow} from './header.ts';
import type {Record} from './records.ts';

/** Names may stand in one of the last so many comments above the rows. */
const mostKept = 100;

export interface Asides {
  /** Takes a line above the first row of numbers. */
  readonly above: (record: Record) => void;
  /** Takes a line below it. @throws ActError for a comment that may be a row */
  readonly below: (record: Record, width: number) => void;
  /** Blank lines before a row are in the middle; those at the end do not count. */
  readonly row: () => void;
  /** What is found in the last comment above in which there is something; that comment is not one that was skipped. */
  readonly headerIn: <T>(find: (comment: string) => T | undefined) => T | undefined;
  readonly notes: () => readonly InputNote[];
}

export function asidesOf(delimiter: Delimiter, name: string): Asides {
  let kept: readonly string[] = [];
  let [comments, blanks, pending] = [0, 0, 0];
  return {
    above: ({cells, aside}) => {
      // Those above the first line with cells do not come here.
      if (aside === 'blank') blanks += 1;
      if (aside !== 'comment') return;
      comments += 1;
      kept = [...kept.slice(1 - mostKept), cells[0] ?? ''];
    },
    below: ({cells: [text = ''], line, aside}, width) => {
      if (aside === 'blank') pending += 1;
      else if (isLikeRow(text, delimiter, width)) throw commandLineError('inputComment', name, line, shown(text));
      else comments += 1;
    },
    row: () => {
      blanks += pending;
      pending = 0;
    },
    headerIn: (find) => {
      for (const comment of kept.toReversed()) {
        const found = find(comment);
        if (found === undefined) continue;
        comments -= 1;
        return found;
      }
      return undefined;
    },
    notes: () => [
      ...(comments > 0 ? [{code: 'commentsSkipped', count: comments} as const] : []),
      ...(blanks > 0 ? [{code: 'blanksSkipped', count: blanks} as const] : []),
    ],
  };
}
