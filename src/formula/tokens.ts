/** The text of a formula as tokens, and the error that shows a mistake in it. */

import {type ActError, actError, withDetail} from '../errors/errors.ts';
import {withCaret} from '../printable.ts';

/** A piece of a formula. */
export interface Token {
  readonly kind: 'number' | 'name' | 'symbol' | 'text' | 'end';
  /** Of a text with its quotes, so that it is never taken for a symbol. */
  readonly text: string;
  /** The index of its first character in the formula, and that after its last. */
  readonly at: number;
  readonly end: number;
}

const symbols = '+-*/^(),?:<>=';
/** Symbols of two characters, which are tried before those of one. */
const pairs: readonly string[] = ['<=', '>=', '==', '!='];
/** What other languages and print write for symbols of this one, longer ones first. */
const otherwise: readonly (readonly [string, string])[] = [
  ['**', '^'],
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
  ['\u2212', '-'],
  ['\u00d7', '*'],
  ['\u00b7', '*'],
  ['\u22c5', '*'],
  ['\u00f7', '/'],
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u2260', '!='],
];

/** What to write instead of a character that no formula has. */
const instead: Readonly<Record<string, string>> = {
  '//': 'write floor(a/b) for a//b',
  '&': "write 'and'",
  '|': "write 'or', or abs(x) for the absolute value",
  '~': "write 'not'",
  '%': 'write np.mod(x, n) for the remainder as Python has it, fmod(x, n) as C and JavaScript do',
  '[': "write '('",
  ']': "write ')'",
  '{': "write '('",
  '}': "write ')'",
  '.': 'a formula has no methods: write tanh(x) for x.tanh(), and of a comparison nothing more, which is 1 or 0',
  '"': 'a formula has no texts; write numbers and names without quotes',
  "'": 'a formula has no texts; write numbers and names without quotes',
  ';': 'write one formula',
  '\u00b2': "write '^2'",
  '\u00b3': "write '^3'",
  '\u221a': 'write sqrt(x)',
  '\u221e': 'a formula has no infinity; write a large number, such as 1e300',
};

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
      if (text.charAt(at).trim() !== '') throw unexpected(text, at);
      at += 1;
    } else {
      tokens.push(token);
      at = token.end;
    }
  }
  tokens.push({kind: 'end', text: 'the end', at: length, end: length});
  return tokens;
}

function unexpected(text: string, at: number): ActError {
  const character = text.startsWith('//', at) ? '//' : String.fromCodePoint(text.codePointAt(at) ?? 0);
  const advice = Object.hasOwn(instead, character) ? `; ${instead[character]}` : '';
  return formulaError(text, at, `unexpected '${character}'${advice}`);
}

function tokenAt(text: string, at: number): Token | undefined {
  const code = text.charCodeAt(at);
  const number = isDigit(code) || code === letter.point ? numberEnd(text, at) : at;
  if (number > at) return {kind: 'number', text: text.slice(at, number), at, end: number};
  const name = pathEnd(text, at);
  if (name > at) return {kind: 'name', text: text.slice(at, name), at, end: name};
  const textEnd = quotedEnd(text, at);
  if (textEnd > at) return {kind: 'text', text: text.slice(at, textEnd), at, end: textEnd};
  const pair = text.slice(at, at + 2);
  if (pairs.includes(pair)) return {kind: 'symbol', text: pair, at, end: at + 2};
  if (symbols.includes(text.charAt(at)) && pair !== '**' && pair !== '//') {
    return {kind: 'symbol', text: text.charAt(at), at, end: at + 1};
  }
  const [written = '', symbol] = otherwise.find(([each]) => text.startsWith(each, at)) ?? [];
  return symbol === undefined ? undefined : {kind: 'symbol', text: symbol, at, end: at + written.length};
}

/** The end of a text in quotes; the index itself if there is none. */
function quotedEnd(text: string, at: number): number {
  const quote = text.charAt(at);
  const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
  return end < 0 ? at : end + 1;
}

/** The end of a name, and of those behind it with a point or `::` between, as in `np.tanh`; the index itself if there is none. */
function pathEnd(text: string, at: number): number {
  const own = wholeNameEnd(text, at);
  if (own === at) return at;
  const joint = text.charAt(own) === '.' ? 1 : text.startsWith('::', own) ? 2 : 0;
  const next = joint === 0 ? own : pathEnd(text, own + joint);
  return next > own + joint ? next : own;
}

function wholeNameEnd(text: string, at: number): number {
  let end = at;
  for (let next = nameEnd(text, end, at); next > end; next = nameEnd(text, end, at)) end = next;
  return end;
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

const letter = {a: 97, e: 101, f: 102, p: 112, x: 120, z: 122, underscore: 95, point: 46};

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
  if (token.kind === 'text') return token.text;
  return token.kind === 'end' ? 'the end' : `'${token.text}'`;
}
