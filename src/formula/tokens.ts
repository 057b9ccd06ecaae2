/** The text of a formula as tokens, and the error that shows a mistake in it. */

import {type ActError, actError, withDetail} from '../errors/errors.ts';
import {withCaret} from '../printable.ts';

/** A piece of a formula. */
export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'end';
  readonly text: string;
  /** The index of its first character in the formula. */
  readonly at: number;
}

const symbols = '+-*/^(),?:<>';
/** Symbols of two characters, which are tried before those of one. */
const pairs: readonly string[] = ['<=', '>=', '==', '!=', '**'];

/** The error for a mistake at an index of a formula. */
export function formulaError(text: string, at: number, problem: string): ActError {
  return withDetail(actError('formula', problem), withCaret(text, at));
}

/**
 * The tokens of a formula, and one that marks its end. Read by hand, because compiling a pattern takes longer than
 * reading most formulas.
 * @throws ActError for a character that begins no token
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const length = text.trimEnd().length;
  let at = 0;
  while (at < length) {
    const token = tokenAt(text, at);
    if (token === undefined) {
      if (text.charAt(at).trim() !== '')
        throw formulaError(text, at, `unexpected '${String.fromCodePoint(text.codePointAt(at) ?? 0)}'`);
      at += 1;
    } else {
      tokens.push(token);
      at += token.text.length;
    }
  }
  tokens.push({kind: 'end', text: 'the end', at: length});
  return tokens;
}

function tokenAt(text: string, at: number): Token | undefined {
  const code = text.charCodeAt(at);
  let end = isDigit(code) || code === letter.point ? numberEnd(text, at) : at;
  if (end > at) return {kind: 'number', text: text.slice(at, end), at};
  for (let next = nameEnd(text, end, at); next > end; next = nameEnd(text, end, at)) end = next;
  if (end > at) return {kind: 'name', text: text.slice(at, end), at};
  if (code === letter.minus) return {kind: 'symbol', text: '-', at};
  const pair = text.slice(at, at + 2);
  if (pairs.includes(pair)) return {kind: 'symbol', text: pair, at};
  return symbols.includes(text.charAt(at)) ? {kind: 'symbol', text: text.charAt(at), at} : undefined;
}

/** The end of the decimal or hexadecimal number that starts at an index; the index itself if there is none. */
function numberEnd(text: string, at: number): number {
  const isPrefixed = text.charAt(at) === '0' && lower(text.charCodeAt(at + 1)) === letter.x;
  const prefixedEnd = isPrefixed ? mantissaEnd(text, at + 2, isHexadecimal) : at;
  const hexadecimal = prefixedEnd > at + 2;
  const end = hexadecimal ? prefixedEnd : mantissaEnd(text, at, isDigit);
  if (end === at || lower(text.charCodeAt(end)) !== (hexadecimal ? letter.p : letter.e)) return end;
  const sign = text.charAt(end + 1) === '-' || text.charAt(end + 1) === '+' ? 1 : 0;
  const exponent = digitsEnd(text, end + 1 + sign, isDigit);
  return exponent > end + 1 + sign ? exponent : end;
}

/** The end of digits that may have a point among them; `start` if there is no digit. */
function mantissaEnd(text: string, start: number, isOne: (code: number) => boolean): number {
  const whole = digitsEnd(text, start, isOne);
  if (text.charAt(whole) !== '.') return whole;
  const fraction = digitsEnd(text, whole + 1, isOne);
  return whole === start && fraction === whole + 1 ? start : fraction;
}

function digitsEnd(text: string, start: number, isOne: (code: number) => boolean): number {
  let end = start;
  while (isOne(text.charCodeAt(end))) end += 1;
  return end;
}

const letter = {a: 97, e: 101, f: 102, p: 112, x: 120, z: 122, underscore: 95, point: 46, minus: 0x2212};

/** The code of an ASCII letter in lower case. */
function lower(code: number): number {
  return code | 32;
}

function isLetter(code: number): boolean {
  return (lower(code) >= letter.a && lower(code) <= letter.z) || code === letter.underscore;
}

/** The end of the character at an index, if a name that starts at `start` goes on with it; else the index. */
function nameEnd(text: string, at: number, start: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return isLetter(code) || (at > start && isDigit(code)) ? at + 1 : at;
  // At the end of the text there is no character.
  const character = String.fromCodePoint(text.codePointAt(at) ?? letter.point);
  return (at > start ? inNames : firstInNames).test(character) ? at + character.length : at;
}

/** Letters of every script; inside a name their marks and digits too. */
const [firstInNames, inNames] = [/^\p{L}$/u, /^[\p{L}\p{M}\p{Nd}]$/u];

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHexadecimal(code: number): boolean {
  return isDigit(code) || (lower(code) >= letter.a && lower(code) <= letter.f);
}

/** A token as messages name it. */
export function shown(token: Token): string {
  return token.kind === 'end' ? 'the end' : `'${token.text}'`;
}
