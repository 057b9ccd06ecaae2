/** JavaScript that is being written line by line: what is computed once has a name, and is not computed again. */

/** Lines of code, and blocks within them that see what stands before them. */
export interface CodeSheet {
  /** The name of the value of an expression: a new constant, unless the same expression has one here already. */
  readonly name: (expression: string) => string;
  /** What `make` gives; made once for a key here and in the blocks below. */
  readonly once: <V>(key: string | number, make: () => V) => V;
  readonly line: (text: string) => void;
  /** The lines that `make` writes, as a block of their own, and what it gives. */
  readonly block: <V>(make: () => V) => {readonly lines: readonly string[]; readonly value: V};
  /** A name that is used nowhere else. */
  readonly unused: () => string;
  /** All lines so far. */
  readonly text: () => string;
}

interface Place {
  readonly known: Map<string | number, unknown>;
  readonly outer: Place | undefined;
  readonly lines: string[];
}

/** An empty sheet. */
export function createCodeSheet(): CodeSheet {
  let count = 0;
  let place: Place = {known: new Map(), outer: undefined, lines: []};

  const holderOf = (key: string | number, from: Place | undefined): Place | undefined =>
    from === undefined || from.known.has(key) ? from : holderOf(key, from.outer);
  const unused = (): string => `t${count++}`;
  const once = <V>(key: string | number, make: () => V): V => {
    const holder = holderOf(key, place);
    if (holder !== undefined) return holder.known.get(key) as V; // whoever uses a key makes values of one kind
    const value = make();
    place.known.set(key, value);
    return value;
  };

  return {
    unused,
    once,
    name: (expression) =>
      once(expression, () => {
        const name = unused();
        place.lines.push(`const ${name} = ${expression};`);
        return name;
      }),
    line: (text) => void place.lines.push(text),
    block(make) {
      const outer = place;
      place = {known: new Map(), outer, lines: []};
      const value = make();
      const {lines} = place;
      place = outer;
      return {lines, value};
    },
    text: () => place.lines.join('\n'),
  };
}

/** A double as JavaScript text; a negative one in parentheses, since `--1` would not parse. */
export function literal(value: number): string {
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : value})` : String(value);
}
