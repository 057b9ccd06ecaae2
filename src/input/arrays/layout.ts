/** Where the numbers of an array lie in its file, and in which order its units come. */

/** An array whose neighbours along each axis lie `strides` numbers apart. */
export interface Layout {
  readonly shape: readonly number[];
  /** In numbers, not in bytes; none is negative. */
  readonly strides: readonly number[];
  /** The place of the first number, in numbers. */
  readonly offset: number;
}

/** Axes of more than one index, with those that lie farthest apart first. */
export interface Walk {
  readonly units: number;
  readonly samples: number;
  /** How many consecutive numbers belong to the same unit. */
  readonly run: number;
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** Whether the numbers fill their stretch of the file, each in its turn. */
  readonly isDense: boolean;
  /**
   * Whether the samples of each unit come in the order of the indexes, the last one fastest, when the numbers are taken
   * in the order of the file. Otherwise they have to be put in order in memory.
   */
  readonly isInOrder: boolean;
}

/** The strides of an array without gaps: of C's order, or of Fortran's, in which the first index runs fastest. */
export function denseStrides(shape: readonly number[], order: 'C' | 'Fortran'): readonly number[] {
  const strides: number[] = shape.map(() => 1);
  let product = 1;
  for (let i = 0; i < shape.length; i += 1) {
    const axis = order === 'C' ? shape.length - 1 - i : i;
    strides[axis] = product;
    product *= shape[axis] ?? 1;
  }
  return strides;
}

/** How many numbers a shape has; undefined if there cannot be so many. */
export function countOf(shape: readonly number[]): number | undefined {
  if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) return undefined;
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  return Number.isSafeInteger(count) ? count : undefined;
}

/** How to read an array in the order of its file; undefined if some of its numbers stand for several elements. */
export function walkOf(layout: Layout, unitAxis: number | undefined): Walk | undefined {
  const {shape, strides, offset} = layout;
  const units = unitAxis === undefined ? 1 : (shape[unitAxis] ?? 1);
  const count = shape.reduce((product, size) => product * size, 1);
  const axes = shape.map((size, i) => ({size, stride: strides[i] ?? 1, index: i, isUnit: i === unitAxis}));
  const kept = axes.filter(({size}) => size > 1).sort((a, b) => b.stride - a.stride);
  if (count > 0 && overlap(kept)) return undefined;
  const at = kept.findIndex(({isUnit}) => isUnit);
  const perUnit = product(axes.filter(({isUnit}) => !isUnit));
  const samples = kept.filter(({isUnit}) => !isUnit);
  return {
    units,
    samples: perUnit,
    run: at < 0 ? perUnit : product(kept.slice(at + 1)),
    sizes: kept.map(({size}) => size),
    strides: kept.map(({stride}) => stride),
    offset,
    isDense: kept.every(({stride}, i) => stride === product(kept.slice(i + 1))),
    isInOrder: samples.every(({index}, i) => i === 0 || index > (samples[i - 1]?.index ?? -1)),
  };
}

/** The place of the number that comes as the one with this index. */
export function placeAt({sizes, strides, offset}: Walk, index: number): number {
  let place = offset;
  let rest = index;
  for (let j = sizes.length - 1; j >= 0; j -= 1) {
    const size = sizes[j] ?? 1;
    place += (rest % size) * (strides[j] ?? 0);
    rest = Math.floor(rest / size);
  }
  return place;
}

/** The same walk with the samples in the order of their indexes: unit by unit, for an array in memory. */
export function inOrder(layout: Layout, unitAxis: number | undefined): Walk {
  const axes = layout.shape.map((size, i) => ({size, stride: layout.strides[i] ?? 1, isUnit: i === unitAxis}));
  const ordered = [...axes.filter(({isUnit}) => isUnit), ...axes.filter(({isUnit}) => !isUnit)];
  const [first] = ordered;
  const units = first?.isUnit ? first.size : 1;
  const run = product(axes.filter(({isUnit}) => !isUnit));
  return {
    units,
    samples: run,
    run,
    sizes: ordered.map(({size}) => size),
    strides: ordered.map(({stride}) => stride),
    offset: layout.offset,
    isDense: false,
    isInOrder: true,
  };
}

/** Which axis has the units: the last one unless it is named; none where all numbers are samples of one unit. */
export function unitAxisOf(shape: readonly number[], axis: number | undefined): number | undefined | 'none such' {
  // The numbers of a single axis are samples of one unit, as those of a single column are.
  if (axis === undefined) return shape.length < 2 ? undefined : shape.length - 1;
  const index = axis < 0 ? axis + shape.length : axis;
  return Number.isInteger(index) && index >= 0 && index < shape.length ? index : 'none such';
}

/** Whether two indexes may share a number; the axes are sorted by their strides, the largest first. */
function overlap(axes: readonly {readonly size: number; readonly stride: number}[]): boolean {
  let reach = 0;
  for (const {size, stride} of [...axes].reverse()) {
    if (stride <= reach) return true;
    reach += (size - 1) * stride;
  }
  return false;
}

function product(axes: readonly {readonly size: number}[]): number {
  return axes.reduce((all, {size}) => all * size, 1);
}
