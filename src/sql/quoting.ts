/** Names and texts in the quotes of each engine, such that nothing in them ends the quotes. */

import {commandLineError} from '../errors/errors.ts';

/** In quotes, with the quotes inside doubled, as standard SQL has it. */
export function doubled(quote: string): (text: string) => string {
  return (text) => `${quote}${whole(text).replaceAll(quote, quote + quote)}${quote}`;
}

/** In backticks as Spark reads them, which replaces `${` by what is set wherever it stands. */
export function sparkIdentifier(name: string): string {
  if (name.includes('${')) throw commandLineError('sqlSpark', name);
  return doubled('`')(name);
}

/** In quotes, with backslashes before quotes, backslashes and ends of lines. */
export function backslashed(quote: string): (text: string) => string {
  return (text) => {
    const escaped = whole(text)
      .replace(/[\\'"`]/g, '\\$&')
      .replaceAll('\n', '\\n')
      .replaceAll('\r', '\\r');
    return `${quote}${escaped}${quote}`;
  };
}

/** In quotes as PostgreSQL reads them whatever standard_conforming_strings says. */
export function withEscapes(text: string): string {
  const quoted = doubled("'")(text);
  return quoted.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted;
}

/**
 * In quotes for Spark, where a setting decides whether a backslash escapes, and where `${` is replaced before anything is
 * read: such characters stand outside the quotes, as their codes.
 */
export function inCharacters(text: string): string {
  const pieces = whole(text).match(/[\\'$]|[^\\'$]+/g) ?? [''];
  const written = pieces.map((piece) => (/[\\'$]/.test(piece) ? `char(${piece.charCodeAt(0)})` : `'${piece}'`));
  return written.length === 1 ? (written[0] as string) : `concat(${written.join(', ')})`; // an array of one
}

/** The text itself. No engine takes a NUL, and some end the query there. */
function whole(text: string): string {
  if (text.includes('\0')) throw commandLineError('sqlNul', text);
  return text;
}

/** A name alone, perhaps in double quotes, as `partsOf` reads each; undefined where quotes are not around all of it. */
export function nameIn(text: string): string | undefined {
  const quoted = /^\s*"((?:[^"]|"")*)"\s*$/.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"');
  return text.includes('"') ? undefined : text.trim();
}

/**
 * The parts of a text between separators. A part in double quotes may hold the separator, and a double quote written
 * twice; undefined where quotes are not closed, or something follows them.
 */
export function partsOf(text: string, separator: ',' | '.'): readonly string[] | undefined {
  const part = separator === ',' ? /\s*"((?:[^"]|"")*)"\s*|([^",]*)/y : /\s*"((?:[^"]|"")*)"\s*|([^".]*)/y;
  const parts: string[] = [];
  for (let at = 0; ; at += 1) {
    part.lastIndex = at;
    const [found = '', quoted, plain = ''] = part.exec(text) ?? [];
    parts.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    at += found.length;
    if (at === text.length) return parts.includes('') ? undefined : parts;
    if (text[at] !== separator) return undefined;
  }
}
