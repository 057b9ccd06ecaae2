/** Names that tell units apart. */

/** The same names; where one comes again, its number is added: `a`, `a (2)`, `a (3)`. */
export function distinctNames(names: readonly string[]): readonly string[] {
  const known = new Set(names);
  const seen = new Map<string, number>();
  return names.map((name) => {
    let count = (seen.get(name) ?? 0) + 1;
    if (count > 1) while (known.has(`${name} (${count})`)) count += 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
