/** Figures of the units of a layer, made when they are asked for: a hundred thousand records take hundreds of megabytes. */

/** Something for each unit. An array is that too. */
export interface PerUnit<T> extends Iterable<T> {
  readonly length: number;
  readonly at: (unit: number) => T | undefined;
}

/** Of more units records are not kept: a report asks for each of them five times. */
const mostKept = 4096;

/** What `make` gives for each of so many units; of many units it is made anew each time it is asked for. */
export function perUnit<T>(length: number, make: (unit: number) => T): PerUnit<T> {
  const kept: (T | undefined)[] = [];
  const given = (unit: number): T => {
    if (length > mostKept) return make(unit);
    kept[unit] ??= make(unit);
    return kept[unit] as T; // as it is now
  };
  return {
    length,
    at: (unit) => (unit < length ? given(unit) : undefined),
    *[Symbol.iterator]() {
      for (let unit = 0; unit < length; unit += 1) yield given(unit);
    },
  };
}
