/** Limits that the user sets for a data set, and what became of them. */

import type {Audited} from '../../audit/audit.ts';
import {counted, percentText} from './words.ts';

/** What is limited: dead or saturated units, or NaN among the numbers. */
export type Limited = 'dead' | 'saturated' | 'nan';

/** A share or a count. */
export interface Limit {
  readonly of: Limited;
  /** Of a share its percentage. */
  readonly most: number;
  readonly isShare: boolean;
  /** As it was given: `10%`. */
  readonly text: string;
}

export interface LimitResult extends Limit {
  /** The data set, and the activation, where there are several. */
  readonly name: string;
  /** How many there are, those included of which it is not known. */
  readonly count: number;
  readonly unknown: number;
  readonly total: number;
  readonly isExceeded: boolean;
}

/** Each limit held against each data set and activation. */
export function limitResults(audited: readonly Audited[], limits: readonly Limit[]): readonly LimitResult[] {
  return limits.flatMap((limit) =>
    audited.flatMap((set) =>
      // NaN are the same for all activations.
      set.activations.slice(0, limit.of === 'nan' ? 1 : undefined).map(({zones, verdicts}) => {
        const [found, total] = limit.of === 'nan' ? [set.total.nan, set.total.count] : [verdicts[limit.of], set.units];
        // Nothing passes of which nothing is known: a unit without a finite number may be dead, or saturated.
        const unknown = limit.of !== 'nan' ? set.numbers.filter(({min}) => Number.isNaN(min)).length : 0;
        const count = found + unknown;
        const parts = [
          ...(audited.length > 1 ? [set.name] : []),
          ...(set.activations.length > 1 && limit.of !== 'nan' ? [zones.label] : []),
        ];
        return {
          ...limit,
          name: parts.join(', '),
          count,
          unknown,
          total,
          // Multiplied, not divided: 29 of 100 units are exactly 29 %.
          isExceeded: limit.isShare ? 100 * count > limit.most * total : count > limit.most,
        };
      }),
    ),
  );
}

/** More results are not told one by one. */
const mostTold = 8;

/** The sentences of some results; of many only those of the limits that were exceeded, and how many were kept. */
export function limitSentences(results: readonly LimitResult[]): readonly string[] {
  if (results.length <= mostTold) return results.map(limitSentence);
  const exceeded = results.filter(({isExceeded}) => isExceeded);
  const more = exceeded.length > mostTold ? [`and ${exceeded.length - mostTold} more limits exceeded`] : [];
  const kept = results.length - exceeded.length;
  return [
    ...exceeded.slice(0, mostTold).map(limitSentence),
    ...more,
    `${counted(kept, 'limit')} of ${results.length} kept`,
  ];
}

/** `--max-dead 10%: exceeded by 2.3 percentage points (504 of 4,096 units are dead, 12.3 %)` */
export function limitSentence({of, text, name, count, unknown, total, isExceeded, most, isShare}: LimitResult): string {
  const [noun, adjective] = of === 'nan' ? ['number', 'NaN'] : ['unit', of];
  const share = isShare ? `, ${percentText(count / total)}` : '';
  const doubt = unknown === 0 ? '' : `, or without a finite number (${unknown.toLocaleString('en')} of them)`;
  const found = `${count.toLocaleString('en')} of ${counted(total, noun)} ${count === 1 ? 'is' : 'are'} ${adjective}${doubt}${share}`;
  const over = isShare
    ? percentText(count / total - most / 100).replace('%', 'percentage points')
    : (count - most).toLocaleString('en');
  return `${name === '' ? '' : `${name}: `}--max-${of} ${text}: ${isExceeded ? `exceeded by ${over}` : 'kept'} (${found})`;
}
