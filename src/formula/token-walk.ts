/** A walk over the tokens of a formula, from the first to the end token. */

import {formulaError, shown, type Token, tokenize} from './tokens.ts';

/** Where the reading of a formula stands. */
export interface TokenWalk {
  /** The next token; the end token is never passed. */
  readonly peek: () => Token;
  /** The token behind the next one, if there is one. */
  readonly behind: () => Token | undefined;
  /** Goes on by one token and gives it. */
  readonly take: () => Token;
  /** Where the last token that was taken ends. */
  readonly end: () => number;
  /** Takes the next token if it is this symbol or word. */
  readonly accept: (symbol: string) => boolean;
  /** @throws ActError unless it is */
  readonly expect: (symbol: string) => void;
  /** @throws ActError `formula`, with a caret under the token: the next one, unless another is given */
  readonly fail: (problem: string, token?: Token) => never;
}

/** The most pieces (numbers, names, symbols) of a formula. */
const mostTokens = 50_000;

/** @throws ActError for a character that no formula has, and a formula that is too long */
export function walkTokens(text: string): TokenWalk {
  const tokens = tokenize(text);
  let position = 0;
  const peek = (): Token => tokens[position] as Token; // the end token is never passed
  const fail = (problem: string, token: Token = peek()): never => {
    throw formulaError(text, token.at, problem);
  };
  const excess = tokens[mostTokens];
  if (excess !== undefined) fail(`longer than ${mostTokens} numbers, names and symbols; write a shorter one`, excess);
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const accept = (symbol: string): boolean => {
    const {kind, text: next} = peek();
    if (kind === 'number' || kind === 'end' || kind === 'text' || next !== symbol) return false;
    position += 1;
    return true;
  };
  return {
    peek,
    behind: () => tokens[position + 1],
    take,
    end: () => tokens[position - 1]?.end ?? 0,
    accept,
    expect(symbol) {
      const token = peek();
      if (!accept(symbol)) fail(`expected '${symbol}' but found ${shown(token)}`, token);
    },
    fail,
  };
}
