/** A formula of the user's own, where the name of an activation can stand. */

import {actError} from '../errors/errors.ts';
import {parseFormula} from '../formula/parse.ts';
import {heightOf, type Node, type Trees} from '../formula/tree.ts';
import {applied} from './applied.ts';

/** A user's formula: the whole text, the label before its `=`, and the body after it. */
export interface FormulaText {
  readonly text: string;
  readonly label: string | undefined;
  readonly body: string;
}

/** What is in formulas and not in names, but in presets and settings. */
const inFormulas = /[=*/+^()<>?&|!%\u00b2\u00b3\u00b7\u00d7\u00f7\u221a\u22c5\u2260\u2264\u2265]/;
/** The beginning of a preset or of settings: `gelu@jax`, `elu:alpha=1`; `std::exp` is neither. */
const settingsBegin = /^[\p{L}\p{M}\p{Nd}_.\s-]*(?:@|:(?!:))/u;
/** A label in quotes or a word, which may have its variable behind it, as in `f(x)`, before `=`. */
const labelled =
  /^\s*(?:(?<quote>["'])(?<text>.*?)\k<quote>|(?<word>[\p{L}_][\p{L}\p{M}\p{Nd}_-]*)(?:\s*\(\s*x\s*\))?)?\s*=(?!=)\s*(?<body>.*)$/su;
/** A path, or a name with an ending; not `x*np.pi`. */
const path = /^[.~]*\/|\.(?!(?:pi|PI|e|E|inf|nan)$)[a-z]\w*$/i;

/**
 * Reads a text as a formula; undefined for the name of an activation, and for the path of a file. `x*tanh(x)` needs no
 * `=` before it: no name has such characters, except in a preset or in settings. Python's `lambda x:` may stand before it,
 * and JavaScript's `x =>`.
 * @throws ActError for a label that is empty or has control characters, and for another input than x
 */
export function formulaIn(text: string): FormulaText | undefined {
  const unnamed = bodyOfFunction(text);
  if (unnamed !== undefined) return {text, label: undefined, body: unnamed};
  if (!inFormulas.test(text) || settingsBegin.test(text)) return undefined;
  const parts = labelled.exec(text)?.groups;
  if (parts === undefined && path.test(text)) return undefined;
  if (parts?.text !== undefined && !isLabel(parts.text)) throw actError('label', parts.text);
  const {input = 'x'} = withInput.exec(text)?.groups ?? {};
  if (input !== 'x') throw otherInput(input);
  const body = parts?.body ?? text;
  return {text, label: parts?.text ?? parts?.word, body: bodyOfFunction(body) ?? body};
}

/** The head of a function in Python or JavaScript, which may have a type, defaults or brackets: `lambda x:`, `(x) =>`. */
const heads = [/^\s*lambda\s+(?<input>[^:]*?)\s*:/u, /^\s*\(?(?<input>[\p{L}\p{Nd}_,\s]*?)\)?\s*=>/u];
/** `f(t) =` */
const withInput = /^\s*[\p{L}_][\p{L}\p{Nd}_]*\s*\((?<input>[\p{L}_][\p{L}\p{Nd}_,\s]*?)\)\s*=(?!=)/u;

/**
 * What is behind the head of a function of x; undefined if there is none.
 * @throws ActError for the head of another function
 */
function bodyOfFunction(text: string): string | undefined {
  const head = heads.map((each) => each.exec(text)).find((each) => each !== null);
  if (head === undefined || head === null) {
    if (/^\s*(def|function)\s+\w+\s*\(/.test(text)) throw actError('formula', 'write only what the function returns');
    return undefined;
  }
  const input = head.groups?.input?.trim() ?? '';
  if (input !== 'x') throw otherInput(input);
  return text.slice(head[0].length);
}

function otherInput(input: string): Error {
  return actError('formula', `the input of a formula is x alone, not ${input === '' ? 'nothing' : input}: write it with x; other names are parameters`); // biome-ignore format: one sentence
}

/** Whether a text can head a column and be read there: not empty, without control characters and marks of direction. */
function isLabel(text: string): boolean {
  return text.trim() !== '' && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text);
}

/** The most nodes from the root of a formula down: from three times as many, a derivative would reach the end of the stack. */
const highest = 800;

/** A user's formula as a tree; names of activations can be applied in it. */
export function parseUserFormula(trees: Trees, body: string): Node {
  const value = parseFormula(body, {trees, applied: (application) => applied(trees, application)});
  if (heightOf(value) > highest)
    throw actError('formula', `operations nested more than ${highest} deep; write it with fewer levels`);
  return value;
}
