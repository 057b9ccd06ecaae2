/** What is most worth knowing of three activations or more, in a sentence. */

import type {Comparison} from '../compare/comparison.ts';

/** `closest: gelu and silu, up to 0.193 apart in value; dead inputs only in relu; backward gain nearest 1: mish (1.35)`. */
export function summaryOf(comparison: Comparison): readonly string[] {
  const parts = [closest(comparison), ...deadInputs(comparison), ...nearestGain(comparison)];
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? [] : [said.join('; ')];
}

/** Nothing where a larger difference may have been missed. */
function closest({compared, pairs}: Comparison): string {
  if (!pairs.every(({certain}) => certain)) return '';
  const least = Math.min(...pairs.map(({value}) => value.size));
  const [pair, ...others] = pairs.filter(({value}) => value.size === least);
  if (pair === undefined || others.length > 0 || !Number.isFinite(least)) return '';
  const names = `${compared[pair.first]?.label} and ${compared[pair.second]?.label}`;
  return least === 0 ? `${names} have equal values` : `closest: ${names}, up to ${short(least)} apart in value`;
}

function deadInputs({compared}: Comparison): readonly string[] {
  if (compared.some(({shares}) => shares.unknown > 0)) return [];
  const dead = compared.filter(({shares}) => shares.dead > 0).map(({label}) => label);
  const others = compared.filter(({shares}) => shares.dead === 0).map(({label}) => label);
  if (dead.length === 0) return ['no dead inputs'];
  if (others.length === 0) return [];
  return [dead.length <= others.length ? `dead inputs only in ${listed(dead)}` : `no dead inputs in ${listed(others)}`];
}

function nearestGain({compared}: Comparison): readonly string[] {
  const gains = compared.map(({moments}) => (Number.isNaN(moments.error) ? Number.NaN : moments.backwardGain));
  const distances = gains.map((gain) => Math.abs(Math.log(gain)));
  const least = Math.min(...distances); // NaN if one is
  const best = compared.filter((_, i) => distances[i] === least).map(({label}) => label);
  if (best.length !== 1 || !Number.isFinite(least)) return [];
  return [`backward gain nearest 1: ${best[0]} (${short(gains[distances.indexOf(least)] ?? Number.NaN)})`];
}

function listed(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
