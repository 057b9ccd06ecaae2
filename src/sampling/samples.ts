/** Samples of several curves at the same places. */

/** Curves by name, each at the same places. */
export type Named<Name extends string> = Readonly<Record<Name, Float64Array>>;

/** A place, and what was found there. */
export interface Sample<Name extends string> {
  readonly place: number;
  readonly share: number;
  readonly found: Readonly<Record<Name, number>>;
}

/** Many samples, in the order of the axis. */
export interface Samples<Name extends string> {
  readonly places: Float64Array;
  readonly shares: Float64Array;
  readonly found: Named<Name>;
}

export function perName<Name extends string, T>(
  names: readonly Name[],
  make: (name: Name) => T,
): Readonly<Record<Name, T>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, T>; // one each
}

export function sampleOf<Name extends string>({places, shares, found}: Samples<Name>, i: number): Sample<Name> {
  const at = (list: Float64Array): number => list[i] as number; // all have the same length
  const names = Object.keys(found) as Name[]; // the names of the record
  return {place: at(places), share: at(shares), found: perName(names, (name) => at(found[name]))};
}

export function samplesFrom<Name extends string>(
  names: readonly Name[],
  samples: readonly Sample<Name>[],
): Samples<Name> {
  return {
    places: Float64Array.from(samples, ({place}) => place),
    shares: Float64Array.from(samples, ({share}) => share),
    found: perName(names, (name) => Float64Array.from(samples, ({found}) => found[name])),
  };
}

/** Two lists of samples as one, in the order of the axis; of a place that is in both the first list's sample is kept. */
export function merged<Name extends string>(a: Samples<Name>, b: Samples<Name>): Samples<Name> {
  if (b.places.length === 0) return a;
  const rises = (a.places[0] as number) <= (a.places.at(-1) as number); // there are some
  const [fromFirst, fromSecond] = [a.places.length, b.places.length];
  // Plain loops over typed arrays: this is a good part of what a plot waits for.
  const order = new Int32Array(fromFirst + fromSecond);
  let count = 0;
  for (let i = 0, j = 0; i < fromFirst || j < fromSecond; count += 1) {
    const [left, right] = [a.places[i], b.places[j]];
    const takesFirst = right === undefined || (left !== undefined && (rises ? left <= right : left >= right));
    if (takesFirst && left === right) j += 1;
    // Samples of the second list are counted on after those of the first.
    order[count] = takesFirst ? i : fromFirst + j;
    if (takesFirst) i += 1;
    else j += 1;
  }
  const list = (first: Float64Array, second: Float64Array): Float64Array => {
    const both = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      const place = order[i] as number; // as many as were counted, as are the samples
      both[i] = (place < fromFirst ? first[place] : second[place - fromFirst]) as number;
    }
    return both;
  };
  const names = Object.keys(a.found) as Name[]; // the names of the record
  return {
    places: list(a.places, b.places),
    shares: list(a.shares, b.shares),
    found: perName(names, (name) => list(a.found[name], b.found[name])),
  };
}
