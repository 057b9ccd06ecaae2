/** JSON as text: values, and what JSON.parse does not tell of it. */

/** A value of JSON or of what Python writes or prints in its place; undefined for other text. */
export function parseJson(text: string): unknown {
  return parse(text) ?? parse(withQuotedWords(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what line this is
  }
}

/** The text with NaN and the infinities in quotes: Python writes and prints them bare, though JSON does not have them. */
function withQuotedWords(text: string): string {
  return text.replace(/([:[,]\s*)(NaN|nan|-?(?:Infinity|inf))(?=\s*[\],}])/g, '$1"$2"');
}

/**
 * The keys of each outermost object of a text that is JSON, in its order, repeated ones too. JSON.parse puts keys that
 * look like whole numbers before the others, and of equal ones it keeps the last.
 */
export function* keysOfObjects(text: string): Generator<readonly string[], undefined> {
  let keys: string[] = [];
  // The brackets that are open, and where the outermost object began among them.
  let [depth, start] = [0, -1];
  for (const {0: token, index} of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g)) {
    if (token === '{' || token === '[') {
      if (token === '{' && start < 0) start = depth;
      depth += 1;
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (depth !== start) continue;
      yield keys;
      [keys, start] = [[], -1];
    } else if (start >= 0 && depth === start + 1 && /^\s*:/.test(text.slice(index + token.length))) {
      keys.push(String(JSON.parse(token)));
    }
  }
}

/** A key that an object has twice, at any depth of a text that is JSON, and the key under which that object stands. */
export function repeatedAnywhere(
  text: string,
): {readonly key: string; readonly within: string | undefined} | undefined {
  // The keys so far of each open object; of a list none, for no key stands directly in it.
  const open: Set<string>[] = [];
  const path: string[] = [];
  for (const {0: token, index} of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{}]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') {
      open.pop();
      path.length = open.length;
    } else if (/^\s*:/.test(text.slice(index + token.length))) {
      const key = String(JSON.parse(token));
      const keys = open.at(-1);
      if (keys?.has(key)) return {key, within: path[open.length - 2]};
      keys?.add(key);
      path[open.length - 1] = key;
    }
  }
  return undefined;
}

/** A key that an outermost object has twice; `objects` is what JSON.parse made of them. */
export function repeatedKey(text: string, objects: readonly object[]): string | undefined {
  const count = objects.reduce((sum, object) => sum + Object.keys(object).length, 0);
  // Each key ends so: if there are no more of these than keys, none is repeated. Most texts are done with here.
  if (text.match(/"\s*:/g)?.length === count) return undefined;
  let i = 0;
  for (const keys of keysOfObjects(text)) {
    if (keys.length !== Object.keys(objects[i++] ?? {}).length) return keys.find((key, j) => keys.indexOf(key) !== j);
  }
  return undefined;
}
