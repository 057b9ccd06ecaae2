/** Figures of the units of a layer, made when they are asked for: a hundred thousand records take hundreds of megabytes. */

/** Something for each unit. An array is that too. */
export interface PerUnit<T> extends Iterable<T> {
  readonly length: number;
  readonly at: (unit: number) => T | undefined;
}

/** What `make` gives for each of so many units, which it makes anew each time it is asked. */
export function perUnit<T>(length: number, make: (unit: number) => T): PerUnit<T> {
  return {
    length,
    at: (unit) => (unit < length ? make(unit) : undefined),
    *[Symbol.iterator]() {
      for (let unit = 0; unit < length; unit += 1) yield make(unit);
    },
  };
}
