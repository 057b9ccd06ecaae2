/** Counts and shares in sentences. */

/** `4,096`. What a locale would do with it takes longer than an audit of a small file: 20 ms for the first number. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 unit`, `4,096 units` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${countText(count)} ${count === 1 ? noun : plural}`;
}

/** How many units are so. */
export function countOf<T>(units: Iterable<T>, isSo: (unit: T) => boolean): number {
  let count = 0;
  for (const unit of units) if (isSo(unit)) count += 1;
  return count;
}

/** A name that leaves room for numbers beside it: of a long one the two ends. */
export function shortName(name: string): string {
  const characters = [...name];
  return characters.length <= 36 ? name : `${characters.slice(0, 22).join('')} ... ${characters.slice(-9).join('')}`;
}

/** A share as a percentage with a digit after the point; never 0 % or 100 % for what is not. */
export function percentText(share: number): string {
  if (Number.isNaN(share)) return '-';
  const percent = 100 * share;
  if (percent === 0 || percent === 100) return `${percent} %`;
  const tenths = Math.round(10 * percent) / 10;
  if (tenths === 0) return '< 0.1 %';
  return tenths === 100 ? '> 99.9 %' : `${tenths} %`;
}
