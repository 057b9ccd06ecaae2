import {actError, commandLineError} from '../../errors/errors.ts';
import {bitsOf} from '../../exact/bit-patterns.ts';
import {doubleAt, ordinal} from '../../exact/doubles.ts';
import {ascendingNumbers, numberCount, numbersOf} from '../../exact/every-number.ts';
import {type NumberFormat, roundDouble} from '../../exact/number-format.ts';
import {everyInput, type Inputs, listInputs, pointInputs} from '../../sampling/grid.ts';
import type {Range} from '../../sampling/range.ts';
import {spanBetween, usualSpan} from '../../shape/span.ts';
import type {Call, DefaultedOption} from '../command.ts';
import {all, at, points, range} from './point-options.ts';
import {gridOf} from './points.ts';

/** Numbers of a format at which kernels are looked at, and the words for them. */
export interface KernelPoints extends Pick<Inputs, 'count' | 'chunks'> {
  /** `all 65,026 numbers of float16`, `4,097 points of -6:6`. */
  readonly said: string;
  /** Whether these are all numbers of the format in the range. */
  readonly areAll: boolean;
}

/** So many points of a range are taken where a format has too many numbers for all of them. */
const usualCount = 4097;
/** And so many over all magnitudes, of each sign. */
const countOfSign = 2048;

const shown = (count: number): string => count.toLocaleString('en');

/**
 * The points that a call names; else all numbers of a format of 16 bits or fewer, in the range if one is given, and a
 * sample of the numbers of a wider one. A command with a `--range` of its own always has one.
 * @throws ActError for options that cannot be combined, and for all numbers of a format of more than 32 bits
 */
export function kernelPointsOf(call: Call, format: NumberFormat, own?: DefaultedOption<Range>): KernelPoints {
  const {isGiven} = call;
  const over = own ?? range;
  const sources = [over, at, all].filter(isGiven);
  const [first, second] = [...sources, ...(isGiven(over) ? [] : [points].filter(isGiven))];
  if (first !== undefined && second !== undefined) throw actError('exclusive', `--${first.name}`, `--${second.name}`);
  if (isGiven(all) && format.bits > 32) throw commandLineError('allOf', format.name);
  const lists = call.all(at);
  if (lists.length > 0) {
    const numbers = rounded(
      listInputs(Float64Array.from(lists.flatMap(({rows}) => rows.flatMap((row) => [...row])))),
      format,
    );
    return {...numbers, said: `${shown(numbers.count)} ${numbers.count === 1 ? 'point' : 'points'}`, areAll: false};
  }
  const interval = call.option(over);
  const hasRange = own !== undefined || isGiven(range);
  const isSampled = isGiven(points) || interval.step !== undefined;
  if (isGiven(all) || (format.bits <= 16 && !isSampled && !hasRange)) {
    const every = everyInput(format);
    return {...every, said: `all ${shown(every.count)} numbers of ${format.name}`, areAll: true};
  }
  if (hasRange || isSampled) return pointsOfRange(interval, {call, format, isSampled});
  const sample = rounded(listInputs(usualSample(format)), format);
  const {from, to} = usualSpan;
  const said = `${shown(sample.count)} points: ${shown(usualCount)} of ${from}:${to} and numbers of all magnitudes`;
  return {...sample, said, areAll: false};
}

function pointsOfRange(
  interval: Range,
  {call, format, isSampled}: {readonly call: Call; readonly format: NumberFormat; readonly isSampled: boolean},
): KernelPoints {
  const words = `${interval.from}:${interval.to}`;
  if (isSampled || format.bits > 16) {
    const grid = rounded(isSampled ? gridOf(call, undefined, interval) : pointInputs(interval, usualCount), format);
    return {...grid, said: `${shown(grid.count)} points of ${words}`, areAll: false};
  }
  const {from, to} = spanBetween(interval.from, interval.to);
  const inside = ascendingNumbers(format, {from: 0, to: numberCount(format)}).filter((x) => x >= from && x <= to);
  if (inside.length === 0) throw commandLineError('emptyRange', words, format.name);
  return {
    ...listInputs(inside),
    said: `all ${shown(inside.length)} numbers of ${format.name} in ${words}`,
    areAll: true,
  };
}

function rounded({count, chunks}: Inputs, format: NumberFormat): Pick<Inputs, 'count' | 'chunks'> {
  return {
    count,
    *chunks() {
      for (const chunk of chunks()) yield chunk.map((x) => roundDouble(x, format, 'ieee'));
    },
  };
}

/** The usual span evenly, and numbers of either sign evenly by their bit patterns: from the least to the largest. */
function usualSample(format: NumberFormat): Float64Array {
  const {from, to} = usualSpan;
  const even = Array.from({length: usualCount}, (_, i) => from + ((to - from) * i) / (usualCount - 1));
  const sizes = format.bits > 32 ? doublesOfAllSizes(format) : numbersOfAllSizes(format);
  const numbers = [...even, ...sizes, ...[...sizes].map((x) => -x)].map((x) => roundDouble(x, format, 'ieee'));
  return Float64Array.from(new Set(numbers)).sort();
}

function numbersOfAllSizes(format: NumberFormat): Float64Array {
  const top = Number(bitsOf(format.largest, format));
  return numbersOf(Uint32Array.from({length: countOfSign}, (_, i) => 1 + Math.floor(((top - 1) * i) / (countOfSign - 1))), format); // biome-ignore format: one line
}

function doublesOfAllSizes({largest}: NumberFormat): Float64Array {
  const top = ordinal(largest);
  return Float64Array.from({length: countOfSign}, (_, i) => doubleAt(1n + ((top - 1n) * BigInt(i)) / BigInt(countOfSign - 1))); // biome-ignore format: one line
}
