/** The rounding of an enclosure to a number format as text: see `roundDoubleDouble` of rounding.ts, which it equals. */

import {type CodeSheet, literal} from '../../formula/code/sheet.ts';
import type {Rounding} from '../number-format.ts';
import {giveUp, type PairCode, withRoundings} from './pair-code.ts';

/** The name of the number of the format to which all of an enclosure rounds; where there is none, the row is given up. */
export function roundedCode(sheet: CodeSheet, {h, l, e, zero}: PairCode, {format, direction}: Rounding): string {
  const {name, line} = sheet;
  const isWide = format.precision === 53;
  // A number of the format, or a double that rounds as doubles do.
  if (e === undefined && (isWide || l === undefined)) return isWide ? h : name(`round(${h}, 0)`);
  // Each end is rounded once, by at most 2^-53 (|l| + e); the reach holds twice that.
  const reach = name(`${e === undefined ? '' : `${e} * ${withRoundings} + `}Math.abs(${l ?? 0}) * 2.3e-16`);
  const [low, high] = [name(`${h} + (${l ?? 0} - ${reach})`), name(`${h} + (${l ?? 0} + ${reach})`)];
  if (isWide) {
    line(`if (!(${low} === ${high} && (${low} !== 0 || ${reach} === 0))) ${giveUp}`);
    return zero ? name(`${low} === 0 ? ${h} : ${low}`) : low;
  }
  // The exact value may lie on either side of both, which may be steps of the rounding: numbers beyond them must agree.
  const step = name(`2.3e-16 * Math.abs(${h})`);
  const [below, above] = [narrowed(name(`${low} - ${step}`)), narrowed(name(`${high} + ${step}`))];
  const sign = `(${low} > 0 && ${high} > 0 || ${low} < 0 && ${high} < 0 || ${h} === 0 && ${reach} === 0)`;
  const isSettled = `${below} === ${above} && ${sign} && Math.abs(${below}) <= ${format.largest}`;
  const zeros = format.hasNegativeZero ? `${h} < 0 ? -0 : ${h} === 0 ? ${h} : 0` : '0';
  const settled = `${below} !== 0 ? ${below} : ${zeros}`;
  if (e === undefined) return name(`${isSettled} ? ${settled} : round(${h}, ${l})`);
  line(`if (!(${isSettled})) ${giveUp}`);
  return name(settled);

  /**
   * A double that is no tie rounded to the format: by Veltkamp's splitting, or among subnormals by adding a number whose
   * ulp is theirs. A tie may go either way.
   */
  function narrowed(x: string): string {
    if (direction === 'toZero') return name(`round(${x}, 0)`);
    if (format.name === 'float32') return name(`Math.fround(${x})`);
    const c = name(`${literal(2 ** (53 - format.precision) + 1)} * ${x}`);
    const shift = literal(1.5 * 2 ** (52 + format.leastExponent));
    const leastNormal = literal(2 ** (format.leastExponent + format.precision - 1));
    return name(`Math.abs(${x}) >= ${leastNormal} ? ${c} - (${c} - ${x}) : ${x} + ${shift} - ${shift}`);
  }
}
