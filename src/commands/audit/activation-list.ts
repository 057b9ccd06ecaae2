/** Several activations in one argument. */

/** Activations between commas; not the commas within brackets, nor those between settings, as in `elu:alpha=1,beta=2`. */
export function activationsIn(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i] as string; // below the length
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character !== ',' || depth > 0) continue;
    const last = text.slice(from, i);
    if (last.includes(':') && /^\s*\p{L}[\p{L}\p{N}_]*\s*=\s*[-+.\d[]/u.test(text.slice(i + 1))) continue;
    parts.push(last);
    from = i + 1;
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}
