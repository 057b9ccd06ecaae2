/** A formula's text as tokens, and how a mistake in it is shown. */

import {type ActError, actError, withDetail} from '../errors.ts';

export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const tokenPattern =
  /\s*(?:(?<number>0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?\d+)?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_][A-Za-z_0-9]*)|(?<symbol><=|>=|==|!=|\*\*|[-+*/^(),?:<>]))/y;

/** The error for a mistake at a place in a formula. */
export function formulaError(text: string, at: number, problem: string): ActError {
  // A tab or line break would put the caret under the wrong place.
  const line = text.replace(/[\t\n\r]/g, ' ');
  return withDetail(actError('formula', problem), `  ${line}\n  ${' '.repeat(at)}^`);
}

/** The tokens of a formula, and one that marks its end. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenPattern);
  const length = text.trimEnd().length;
  while (pattern.lastIndex < length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match?.groups === undefined) {
      const at = from + (text.slice(from).match(/^\s*/)?.[0].length ?? 0);
      throw formulaError(text, at, `unexpected '${String.fromCodePoint(text.codePointAt(at) ?? 0)}'`);
    }
    const {number, name, symbol} = match.groups;
    const token = number ?? name ?? symbol ?? '';
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'symbol';
    tokens.push({kind, text: token, at: pattern.lastIndex - token.length});
  }
  tokens.push({kind: 'end', text: 'the end', at: length});
  return tokens;
}

/** A token as messages name it. */
export function shown(token: Token): string {
  return token.kind === 'end' ? 'the end' : `'${token.text}'`;
}
