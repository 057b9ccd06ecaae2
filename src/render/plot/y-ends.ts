/** Where a y axis ends, given the values that it has to show, and how these are spread over it. */

import type {Spread} from '../../report/output.ts';

export interface Ends {
  readonly low: number;
  readonly high: number;
}

/** The values that an axis reaches from end to end. */
export interface Extent extends Ends {
  /** Whether an end is what the user set: it is not widened. */
  readonly fixedLow?: boolean;
  readonly fixedHigh?: boolean;
  /** Values at which curves are flat. */
  readonly levels?: readonly number[];
}

/** Values closer together than so many ulps are a constant with rounding errors. */
const flatUlps = 64;
/** An end is moved to a power of ten that is so near, as a part of the axis. */
const near = 1 / 40;

/** A value on an axis that is even in it. */
export function spreadOut(value: number, spread: Spread): number {
  if (spread.kind === 'linear') return value;
  if (spread.kind === 'log') return value > 0 ? Math.log10(value) : Number.NaN;
  const size = Math.abs(value) / spread.threshold;
  return Math.sign(value) * (size <= 1 ? size : 1 + Math.log10(size));
}

/** Whether values differ by rounding errors at most. */
export function isConstant({low, high}: Ends): boolean {
  return !(high - low > flatUlps * 2 ** -53 * Math.max(Math.abs(low), Math.abs(high)));
}

/** The ends of an axis that shows how large a constant is, or reaches the powers of ten that it nearly reaches. */
export function openedEnds(extent: Extent, spread: Spread): Ends {
  if (isConstant(extent)) return spread.kind === 'log' ? aroundPower(extent) : around(extent);
  const {low, high, fixedLow, fixedHigh} = extent;
  if (spread.kind === 'linear') return {low, high};
  const most = near * (spreadOut(high, spread) - spreadOut(low, spread));
  const moved = (end: number, isFixed = false): number => {
    const power = [Math.ceil, Math.floor].map((round) => Math.sign(end) * powerBeside(Math.abs(end), round));
    const outer = power.find((each) => (end === high ? each > end : each < end));
    const isNear = outer !== undefined && Math.abs(spreadOut(outer, spread) - spreadOut(end, spread)) < most;
    return !isFixed && isNear ? outer : end;
  };
  return {low: moved(low, fixedLow), high: moved(high, fixedHigh)};
}

function powerBeside(size: number, round: (exponent: number) => number): number {
  return Number(`1e${round(Math.log10(size))}`);
}

/** A constant in the middle. */
function around({low, high}: Ends): Ends {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size > 1e300) return {low: Math.min(0, low), high: Math.max(0, high)};
  const half = size < 1e-300 ? Math.max(1, size) : size / 2;
  return {low: low - half, high: high + half};
}

/** The same on a logarithmic axis: from a tenth of it to ten times as much. */
function aroundPower({low, high}: Ends): Ends {
  return {low: Math.max(Number.MIN_VALUE, low / 10), high: Math.min(Number.MAX_VALUE, high * 10)};
}
