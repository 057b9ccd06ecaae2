/** The numbers of a layer put in order unit by unit, so that whoever counts them keeps one unit at hand for a while. */

/** A slice of a layer: see `Block` of input/arrays/unit-numbers.ts. */
export interface Slice {
  readonly values: Float32Array | Float64Array;
  readonly unit: number;
  readonly left: number;
  readonly run: number;
}

/** Consecutive samples of units, each unit's beside each other: those of unit u begin at `u * stride`. */
export interface Panel {
  readonly values: Float64Array;
  /** The first unit. */
  readonly unit: number;
  readonly units: number;
  readonly stride: number;
  /** How many samples of each unit there are. */
  readonly samples: number;
}

export interface Panels {
  readonly add: (slice: Slice) => void;
  /** Hands over what is left; called where a layer ends, which is where a sample is complete. */
  readonly end: () => void;
}

/** Numbers of a panel: they and what is made of them fit into a fast cache. */
const panelLength = 32_768;

/** More samples of a unit would not make it faster. */
const mostSamples = 256;

/** Some units of a layer: every `of`th one, from unit `first` on. */
export interface Share {
  readonly units: number;
  readonly first: number;
  readonly of: number;
}

/** How many units of a layer belong to a share. */
export function unitsOf({units, first, of}: Share): number {
  return Math.max(0, Math.ceil((units - first) / of));
}

/**
 * Panels of a share of a layer, in which its own units are counted from 0; handed to `take`, which uses their numbers at
 * once: the next ones overwrite them.
 */
export function createPanels(share: Share, take: (panel: Panel) => void): Panels {
  const {units, first, of} = share;
  const own = unitsOf(share);
  const stride = Math.max(1, Math.min(mostSamples, Math.floor(panelLength / Math.max(1, own))));
  const values = new Float64Array(Math.max(panelLength, own * stride));
  let samples = 0;
  // The unit of the layer that is next; those before it have one sample more.
  let next = 0;
  const end = (): void => {
    if (samples > 0) take({values, unit: 0, units: own, stride, samples});
    const length = unitsOf({...share, units: next});
    const more = Float64Array.from({length}, (_, u) => values[u * stride + samples] as number); // they were put there
    for (const [unit, x] of more.entries()) take({values: Float64Array.of(x), unit, units: 1, stride: 1, samples: 1});
    samples = next = 0;
  };
  return {
    add(slice) {
      // All numbers of a single unit follow each other.
      const {length} = slice.values;
      const {left, run} = units === 1 ? {left: length, run: length} : slice;
      // Units may also come by ones in another order, as where a page of a column has a single number.
      if (run === 1 && slice.unit === next) return addSamples(slice);
      end();
      addRuns({...slice, left, run});
    },
    end,
  };

  /** Each number belongs to the unit after that of the last one. */
  function addSamples({values: given}: Slice): void {
    for (let from = 0; from < given.length; ) {
      const to = Math.min(given.length, from + units - next);
      const skipped = (of + first - (next % of)) % of;
      let place = ((next + skipped - first) / of) * stride + samples;
      for (let i = from + skipped; i < to; i += of, place += stride) values[place] = given[i] as number; // below its length
      next += to - from;
      from = to;
      if (next < units) break;
      next = 0;
      samples += 1;
      if (samples === stride) end();
    }
  }

  /** Some numbers belong to the same unit. */
  function addRuns({values: given, unit, left, run}: Slice): void {
    let from = 0;
    for (let [u, length] = [unit, left]; from < given.length; u = (u + 1) % units, length = run) {
      const to = Math.min(given.length, from + length);
      for (let start = from; u % of === first && start < to; start += panelLength) {
        const part = given.subarray(start, Math.min(to, start + panelLength));
        values.set(part);
        take({values, unit: (u - first) / of, units: 1, stride: part.length, samples: part.length});
      }
      from = to;
    }
  }
}
