/** Limits that the user sets for a data set, and what became of them. */

import type {Audited} from '../../audit/audit.ts';
import type {UnitAudit} from '../../audit/verdicts.ts';
import {counted, countOf, countText, percentText} from './words.ts';

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

/** Whether it is not known that a unit is not so: nothing passes of which nothing is known. */
const doubts: Readonly<Record<'dead' | 'saturated', (unit: UnitAudit) => boolean>> = {
  dead: ({finite, dead, underflow, unknown, verdicts}) =>
    !verdicts.includes('dead') && dead + underflow + unknown === finite,
  saturated: ({finite, dead, underflow, saturated, unknown, verdicts}) =>
    !verdicts.includes('saturated') &&
    (finite === 0 || (dead + underflow < finite && 2 * (saturated + underflow + unknown) > finite)),
};

/** Each limit held against each data set and activation. */
export function limitResults(audited: readonly Audited[], limits: readonly Limit[]): readonly LimitResult[] {
  return limits.flatMap((limit) =>
    audited.flatMap((set) =>
      // NaN are the same for all activations.
      set.activations.slice(0, limit.of === 'nan' ? 1 : undefined).map(({zones, verdicts, units}) => {
        const [found, total] = limit.of === 'nan' ? [set.total.nan, set.total.count] : [verdicts[limit.of], set.units];
        const unknown = limit.of === 'nan' ? 0 : countOf(units, doubts[limit.of]);
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
  const doubt = unknown === 0 ? '' : `, or may be (${countText(unknown)} of them)`;
  const found = `${countText(count)} of ${counted(total, noun)} ${total === 1 || count === 1 ? 'is' : 'are'} ${adjective}${doubt}${share}`;
  const over = isShare
    ? percentText(count / total - most / 100).replace('%', 'percentage points')
    : countText(count - most);
  return `${name === '' ? '' : `${name}: `}--max-${of} ${text}: ${isExceeded ? `exceeded by ${over}` : 'kept'} (${found})`;
}
