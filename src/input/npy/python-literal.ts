/** Literals of Python, as NumPy writes them into a header: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`. */

/** A value that a literal names. Lists are arrays; integers beyond 2^53 are the nearest double. */
export type Literal = string | number | boolean | null | readonly Literal[] | Tuple | ReadonlyMap<string, Literal>;

/** `(3, 4)`, `(3,)` or `()`. */
export interface Tuple {
  readonly items: readonly Literal[];
}

/** Deeper than any dtype; without a limit a header of brackets would exhaust the stack. */
const deepest = 64;

/** The value of a literal, with nothing but white space around it; undefined for other text. In one pass. */
export function readLiteral(text: string): Literal | undefined {
  const [value, end] = valueAt(text, afterSpace(text, 0), 0) ?? [];
  return end !== undefined && afterSpace(text, end) === text.length ? value : undefined;
}

/** A value, and the index behind it; undefined if there is none. */
type Read<T> = readonly [value: T, end: number] | undefined;

function valueAt(text: string, at: number, depth: number): Read<Literal> {
  if (depth > deepest) return undefined;
  const character = text.charAt(at);
  if (character === '{') return dictionaryAt(text, at, depth);
  if (character === '[') {
    const list = itemsAt(text, at, {close: ']', depth});
    return list && [list[0], list[1]];
  }
  if (character === '(') return parenthesesAt(text, at, depth);
  if (character === "'" || character === '"') return stringAt(text, at);
  // Python 2 and 3 mark texts and bytes: u'descr', b'descr'.
  if (/[ub]/i.test(character) && /['"]/.test(text.charAt(at + 1))) return stringAt(text, at + 1);
  if (isDigit(character)) return integerAt(text, at);
  for (const [word, value] of [['True', true], ['False', false], ['None', null]] as const) // biome-ignore format: one line
    if (text.startsWith(word, at)) return [value, at + word.length];
  return undefined;
}

function dictionaryAt(text: string, start: number, depth: number): Read<ReadonlyMap<string, Literal>> {
  const entries = new Map<string, Literal>();
  let at = afterSpace(text, start + 1);
  while (text.charAt(at) !== '}') {
    const [key, keyEnd = 0] = valueAt(text, at, depth + 1) ?? [];
    const colon = afterSpace(text, keyEnd);
    if (typeof key !== 'string' || text.charAt(colon) !== ':') return undefined;
    const value = valueAt(text, afterSpace(text, colon + 1), depth + 1);
    if (value === undefined) return undefined;
    entries.set(key, value[0]); // of two equal keys Python takes the last one
    const next = afterComma(text, value[1], '}');
    if (next === undefined) return undefined;
    at = next;
  }
  return [entries, at + 1];
}

/** A tuple; `(3)` is the number 3. */
function parenthesesAt(text: string, start: number, depth: number): Read<Literal> {
  const read = itemsAt(text, start, {close: ')', depth});
  if (read === undefined) return undefined;
  const [items, end, isClosed] = read;
  const [first] = items;
  return items.length !== 1 || first === undefined || isClosed ? [{items}, end] : [first, end];
}

/** What stands between brackets, and whether a comma stands before the last one. */
function itemsAt(
  text: string,
  start: number,
  {close, depth}: {readonly close: ')' | ']'; readonly depth: number},
): readonly [items: readonly Literal[], end: number, isClosed: boolean] | undefined {
  const items: Literal[] = [];
  let isClosed = false;
  let at = afterSpace(text, start + 1);
  while (text.charAt(at) !== close) {
    const item = valueAt(text, at, depth + 1);
    if (item === undefined) return undefined;
    items.push(item[0]);
    const next = afterComma(text, item[1], close);
    if (next === undefined) return undefined;
    isClosed = text.charAt(afterSpace(text, item[1])) === ',';
    at = next;
  }
  return [items, at + 1, isClosed];
}

/** Where the next item or the end of a bracket is; undefined if neither a comma nor the end follows. */
function afterComma(text: string, end: number, close: string): number | undefined {
  const at = afterSpace(text, end);
  if (text.charAt(at) === ',') return afterSpace(text, at + 1);
  return text.charAt(at) === close ? at : undefined;
}

function stringAt(text: string, start: number): Read<string> {
  const quote = text.charAt(start);
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === quote) return [value, at + 1];
    // An escaped character stands for itself: of those with a meaning none is in the name of a type.
    if (character === '\\') at += 1;
    value += text.charAt(at);
    at += 1;
  }
  return undefined;
}

function integerAt(text: string, start: number): Read<number> {
  let end = start;
  while (isDigit(text.charAt(end))) end += 1;
  const value = Number(text.slice(start, end));
  // Python takes 007 for a mistake.
  if (text.charAt(start) === '0' && value !== 0) return undefined;
  // Python 2 wrote its long integers with an L.
  return [value, text.charAt(end) === 'L' ? end + 1 : end];
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

/** The index behind white space and comments. */
function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text.charAt(at).trim() === '' || text.charAt(at) === '#')) {
    // A comment ends with its line.
    const end = text.charAt(at) === '#' ? text.indexOf('\n', at) : at;
    at = end < 0 ? text.length : end + 1;
  }
  return at;
}
