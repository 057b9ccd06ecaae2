/** What an audit found, in sentences: the verdict first, then what was odd, then by which definitions. */

import type {Audited} from '../../audit/audit.ts';
import {type AuditedActivation, dormantBelow, rarely, type Verdict} from '../../audit/verdicts.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import {intervalText} from '../interval-text.ts';
import {counted, countOf, countText} from './words.ts';

/** How the user asked for it. */
export interface Definitions {
  readonly threshold: number;
  readonly format: NumberFormat | undefined;
}

/** `relu: 3 of 4,096 units are dead, 412 saturated for more than half of 10,000 samples.` */
export function verdictSentence(set: Audited, {zones, verdicts: found}: AuditedActivation): string {
  const over = samplesText(set);
  if (set.units === 1) return `${zones.label}: ${onlyUnit(found, over)}`;
  const dead = `${countText(found.dead)} of ${counted(set.units, 'unit')} ${found.dead === 1 ? 'is' : 'are'} dead`;
  return `${zones.label}: ${dead}, ${countText(found.saturated)} saturated for more than half of ${over}`;
}

/** `10,000 samples`; `up to 4 samples` where units differ, as lists in a database may. */
function samplesText({numbers}: Pick<Audited, 'numbers'>): string {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const {count} of numbers) [least, most] = [Math.min(least, count), Math.max(most, count)];
  return `${least < most ? 'up to ' : ''}${counted(most, 'sample')}`;
}

/** `relu: the most dead units, 41 of 64, are in epoch5.npy; no unit is saturated for more than half of the samples` */
export function worstSentence(audited: readonly Audited[], activation: number): string {
  const told = (verdict: 'dead' | 'saturated', none: string): string => {
    const count = (set: Audited): number => set.activations[activation]?.verdicts[verdict] ?? 0;
    const worst = audited.reduce((a, b) => (count(b) / b.units > count(a) / a.units ? b : a));
    if (count(worst) === 0) return none;
    const alike = audited.filter((set) => count(set) === count(worst) && set.units === worst.units).length - 1;
    const others = alike === 0 ? '' : ` and ${alike} more`;
    return `the most ${verdict} units, ${countText(count(worst))} of ${countText(worst.units)}, are in ${worst.name}${others}`;
  };
  const label = audited[0]?.activations[activation]?.zones.label;
  const known = audited.some(({numbers}) => countOf(numbers, hasNoFinite) > 0) ? ' known to be' : '';
  return `${label}: ${told('dead', `no unit is${known} dead`)}; ${told('saturated', `none is${known} saturated for more than half of its samples`)}`;
}

const hasNoFinite = ({min}: Audited['total']): boolean => Number.isNaN(min);

function onlyUnit(found: AuditedActivation['verdicts'], over: string): string {
  if (found.dead > 0) return `the unit is dead: its gradient is 0 on every one of ${over}`;
  if (found.saturated > 0) return `the unit is saturated for more than half of ${over}`;
  return `the unit is neither dead nor saturated for more than half of ${over}`;
}

/** Units of which nothing is known; NaN and infinities, with the place of the first. */
export function oddSentences({numbers, total, odd, unitNames}: Audited, {format}: Definitions): readonly string[] {
  const blank = countOf(numbers, hasNoFinite);
  const infinite = total.negativeInfinite + total.positiveInfinite;
  const counts = {nan: total.nan, infinite};
  const named = {nan: counted(total.nan, 'NaN', 'NaN'), infinite: counted(infinite, 'infinite number')};
  const nothing = `${counted(blank, 'unit')} ${blank === 1 ? 'has' : 'have'} no finite number: whether ${blank === 1 ? 'it is' : 'they are'} dead is not known`;
  const places = odd.map(({kind, unit, sample, layer}) => {
    const place = `${layer === undefined ? '' : `${layer}, `}unit ${unitNames?.[unit] ?? unit}, sample ${sample}`;
    return `${named[kind]}, ${counts[kind] === 1 ? 'in' : 'the first in'} ${place} (counted from 0); left out of all means and shares`;
  });
  // A database counts, and does not tell where.
  const placeless = (['nan', 'infinite'] as const)
    .filter((kind) => counts[kind] > 0 && !odd.some((first) => first.kind === kind))
    .map((kind) => `${named[kind]}; left out of all means and shares`);
  const isBeyond = format !== undefined && Math.max(total.max, -total.min) > format.largest;
  const beyond = `some numbers are beyond ${format?.largest}, the largest of ${format?.name}, and count as it`;
  return [...(blank === 0 ? [] : [nothing]), ...places, ...placeless, ...(isBeyond ? [beyond] : [])];
}

/** `64,000 numbers (float32): 64 units, 1,000 samples each` */
export function sizeSentence({total, stored, units, numbers, axes}: Audited): string {
  const sizes = `${counted(units, 'unit')}, ${samplesText({numbers})} each`;
  const from =
    axes === undefined
      ? ''
      : `; units are axis ${axes.units} of (${axes.shape.join(', ')}), choose another with --axis`;
  return `${counted(total.count, 'number')} (${stored}): ${sizes}${from}`;
}

/** How many numbers lie outside the domain of the function. */
export function noValueSentences({zones: {label}, total}: AuditedActivation): readonly string[] {
  if (total.noValue === 0) return [];
  return [
    `${label} has no value at ${countText(total.noValue)} of ${counted(total.finite, 'finite number')}; they are left out of the means of |f| and |f′|`,
  ];
}

/** A definition, and how many units it holds for. */
export function definitionText(verdict: Verdict, {format}: Definitions): string {
  switch (verdict) {
    case 'dead':
      return format === undefined ? 'dead on every sample' : 'dead or underflowing on every sample';
    case 'saturated':
      return format === undefined
        ? 'saturated on more than half of the samples'
        : 'saturated or underflowing on more than half of the samples';
    case 'neverFires':
      return 'never fires: f is 0 on every sample';
    case 'rarelyFires':
      return `fires in less than ${100 * rarely} % of the samples`;
    case 'dormant':
      return `dormant: mean |f| at most ${dormantBelow} of the layer's`;
  }
}

/** By which intervals the numbers were judged. */
export function zoneSentences({
  zones: {label, zones, zeros, over, areZerosCertain},
}: Pick<AuditedActivation, 'zones'>): readonly string[] {
  const known = zones.filter(({kind}) => kind !== 'unknown' || over === undefined);
  const listed = known.slice(0, 6).map((zone) => `${zone.kind} ${intervalText(zone)}`);
  const more = known.length > 6 ? [`and ${known.length - 6} more`] : [];
  const zeroParts = zeros.slice(0, 3).map((zero) => (zero.from === zero.to ? String(zero.from) : intervalText(zero)));
  const zeroText = zeros.length === 0 ? [] : [`f is 0 at ${zeroParts.join(', ')}${zeros.length > 3 ? ', ...' : ''}`];
  return [
    `${label}: ${known.length === 0 ? 'no dead, saturated or weak interval' : [...listed, ...more].join('; ')}${over === undefined ? '' : `; searched over [${over.join(', ')}] only, since it oscillates for ever (--range)`}`,
    ...zeroText.map((text) => `${label}: ${text}${areZerosCertain ? '' : '; there may be other zeros'}`),
  ];
}

/** The meaning of the words. */
export function meaningSentences({threshold, format}: Definitions): readonly string[] {
  return [
    'dead: f′ = 0 on an interval',
    ...(format === undefined
      ? []
      : [`underflow: f′ is not 0, but rounds to 0 in ${format.name}; numbers are rounded to it first`]),
    `saturated: 0 < |f′| < ${threshold} in a tail where f tends to a finite limit; weak: anywhere else`,
    'shares and means are of the finite numbers',
  ];
}
