import type {Output} from './output.ts';
import {textTable} from './rows.ts';

/** A text that is shown as it is. */
export function textOutput(text: string): Output {
  const lines = text.split('\n').slice(0, -1);
  const rows = lines.map((line) => [line]);
  return {table: textTable(['line'], rows), view: {kind: 'text', text}};
}
