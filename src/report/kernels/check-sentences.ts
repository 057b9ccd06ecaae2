/** What a check found, in sentences. */

import {type Case, type Cause, type Findings, pointOf} from '../../check/findings.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import type {Written} from '../output.ts';

/** Of which function and how the right results were made. */
interface RightResults {
  readonly inputs: readonly string[];
  readonly format: NumberFormat;
  readonly how: 'rounded' | 'truncated';
}

/** `value: 652 ulp at x = -4 (expected -0.000127, got -0.00443); 7 of 9 misrounded`, and what explains it. */
export function verdictOf(
  findings: Findings,
  {inputs, format, how}: RightResults,
  written: Written,
): readonly string[] {
  const {quantity, count, largest, misrounded, nans, infinities, wrongSigns, wrongSignSpans} = findings;
  const at = (each: Case) => {
    const [expected, got] = written([each.expected, each.got], format);
    return `${placeOf(each)} (expected ${expected}, got ${got})`;
  };
  const placeOf = (each: Case) => {
    const point = pointOf(each).map((number, i) => `${inputs[i]} = ${written([number], format)}`);
    return `at ${point.join(', ')}`;
  };
  const worst = largest === undefined ? [] : [`${written([largest.ulps])} ulp ${at(largest)}`];
  if (misrounded.count === 0) {
    const best = largest === undefined ? '' : `; largest error ${worst}`;
    return [`${quantity}: ${count} of ${count} ${rightness(findings, how)}${best}`];
  }
  const parts = [
    ...(nans.first === undefined ? [] : [`NaN mismatch ${at(nans.first)}`]),
    ...(infinities.first === undefined ? [] : [`infinity mismatch ${at(infinities.first)}`]),
    ...worst,
    `${misrounded.count} of ${count} misrounded`,
  ];
  const spans = wrongSignSpans.spans.map(({from, to, count: results}) => {
    const [first, last] = written([from, to], format);
    return from === to ? `at x = ${first}` : `from x = ${first} to ${last} (${results} results)`;
  });
  const more = wrongSignSpans.count - spans.length;
  // Points of several inputs are in no order.
  const {first} = inputs.length > 1 ? wrongSigns : {first: undefined};
  const others = wrongSigns.count > 1 ? `, and at ${wrongSigns.count - 1} more points` : '';
  const places = [
    ...(spans.length === 0 ? [] : [`${spans.join(', ')}${more > 0 ? `, and in ${more} more places` : ''}`]),
    ...(first === undefined ? [] : [`${placeOf(first)}${others}`]),
  ];
  const signs = places.map((place) => `${quantity}: the sign is wrong ${place}`);
  return [`${quantity}: ${parts.join('; ')}`, ...signs, ...causesText(findings, how)];
}

/** Results that were excused are not correctly rounded. */
function rightness({excused}: Findings, how: 'rounded' | 'truncated'): string {
  return excused.count > 0 ? `right, ${excused.count} of them within the tolerance` : `correctly ${how}`;
}

/** What explains wrong results is proven for each of them. */
function causesText({quantity, causes, unexplained}: Findings, how: 'rounded' | 'truncated'): readonly string[] {
  if (causes.length === 0) return [];
  // A kernel that rounds to the nearest number is away from 0 where it does not cut off.
  const advice = how === 'truncated' ? ' (right without --truncate if they are the nearest numbers)' : '';
  const parts = causes.map(({kind, count}) => `${count} ${descriptions[kind](count)}${kind === 'away' ? advice : ''}`);
  const rest = unexplained === 0 ? 'nothing else' : `${unexplained} ${unexplained === 1 ? 'is' : 'are'} not explained`;
  const explained = causes.reduce((sum, {count}) => sum + count, 0);
  const what = explained < unexplained ? 'among what is wrong' : 'what is wrong';
  return [`${quantity}: ${what}: ${parts.join('; ')}; ${rest}`];
}

const results = (count: number): string => (count === 1 ? 'result' : 'results');
const roundedBy =
  (how: string) =>
  (count: number): string =>
    count === 1 ? `result is the exact one rounded ${how}` : `results are the exact ones rounded ${how}`;

const descriptions: Readonly<Record<Cause['kind'], (count: number) => string>> = {
  flushedResult: (count) => `subnormal ${results(count)} ${count === 1 ? 'is' : 'are'} 0 (right with --flush outputs)`,
  flushedInput: (count) =>
    `${results(count)} at subnormal inputs ${count === 1 ? 'is the one' : 'are those'} at 0 (right with --flush inputs)`,
  zeroAtNaN: (count) => `${results(count)} at NaN ${count === 1 ? 'is' : 'are'} 0 (right with --nan-inputs zero)`,
  saturated: (count) =>
    `${results(count)} ${count === 1 ? 'is' : 'are'} the largest number for an infinity (right with --saturate)`,
  truncated: roundedBy('toward 0 (truncated)'),
  away: roundedBy('away from 0'),
  down: roundedBy('down'),
  up: roundedBy('up'),
};
