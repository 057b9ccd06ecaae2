/** What a check found, in sentences. */

import type {Case, Cause, Findings} from '../../check/findings.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import type {Written} from '../output.ts';

/** `value: 652 ulp at x = -4 (expected -0.000127, got -0.00443); 7 of 9 misrounded`, and what explains it. */
export function verdictOf(
  findings: Findings,
  {format, how}: {readonly format: NumberFormat; readonly how: 'rounded' | 'truncated'},
  written: Written,
): readonly string[] {
  const {quantity, count, largest, misrounded, nans, infinities, wrongSignSpans} = findings;
  const at = (each: Case) => {
    const [expected, got] = written([each.expected, each.got], format);
    return `at x = ${written([each.x], format)} (expected ${expected}, got ${got})`;
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
  const wrongSigns =
    spans.length === 0
      ? []
      : [`${quantity}: the sign is wrong ${spans.join(', ')}${more > 0 ? `, and in ${more} more places` : ''}`];
  return [`${quantity}: ${parts.join('; ')}`, ...wrongSigns, ...causesText(findings)];
}

/** Results that were excused are not correctly rounded. */
function rightness({excused}: Findings, how: 'rounded' | 'truncated'): string {
  return excused.count > 0 ? `right, ${excused.count} of them within the tolerance` : `correctly ${how}`;
}

/** What explains wrong results is proven for each of them. */
function causesText({quantity, causes, unexplained}: Findings): readonly string[] {
  if (causes.length === 0) return [];
  const parts = causes.map(({kind, count}) => `${count} ${descriptions[kind](count)}`);
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
  truncated: roundedBy('toward 0 (truncated)'),
  away: roundedBy('away from 0'),
  down: roundedBy('down'),
  up: roundedBy('up'),
};
