/** The search in the registry, for which nothing is parsed or evaluated. */

import {commandLineError} from '../errors/errors.ts';
import {nearest} from '../formula/spelling.ts';
import type {Activation, Family} from './activation.ts';
import type {Packing} from './packings.ts';
import {allActivations, findActivation, normalizedName, spellingsOf} from './registry.ts';
import {formulaIn} from './user-formula.ts';

/** Every family, in the order of the registry. */
export function allFamilies(): readonly Family[] {
  return [...new Set(allActivations().map(({family}) => family))];
}

/** The family of a name, which may be a plural: `rectifiers`. */
export function familyNamed(name: string): Family | undefined {
  const singular = normalizedName(name).replace(/s$/, '');
  return allFamilies().find((family) => normalizedName(family) === singular);
}

/** What is searched for. */
export interface Search {
  readonly family: Family | undefined;
  /** All of these must be found. */
  readonly words: readonly string[];
  /** Where gated units are found, by their names. */
  readonly packings?: Readonly<Record<string, readonly Packing[]>>;
}

/**
 * The activations that a search finds, family by family.
 * @throws ActError if it finds none
 */
export function searchActivations({family, words, packings = {}}: Search): readonly Activation[] {
  const all = allActivations();
  const kept = all.filter((activation) => family === undefined || activation.family === family);
  const found = kept.filter((activation) =>
    words.every((word) => mentions(activation, packings[activation.name] ?? [], word)),
  );
  if (found.length > 0) return found;
  const spellings = all.flatMap((activation) => [activation.name, ...(activation.aliases ?? [])]);
  throw commandLineError('nothingFound', words.join(' '), nearest(words.join('_'), spellings));
}

/** Whether a word occurs in a name, also one of a framework, or in the family, the note, the paper, or who packs it how. */
function mentions(activation: Activation, packed: readonly Packing[], word: string): boolean {
  const {note = '', paper, family, frameworks, sameAs = ''} = activation;
  const spellings = Object.values(frameworks).flatMap((spelling) => spelling.names);
  const names = [...spellingsOf(activation), ...spellings, sameAs, family].map(plain);
  if (names.some((name) => name.includes(plain(word)))) return true;
  const users = packed.flatMap(({where, how}) => [where, how]);
  const prose = [note, paper?.by ?? '', paper?.title ?? '', paper?.link ?? '', ...users].join(' ').toLowerCase();
  return prose.includes(word.toLowerCase());
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[-_\s]/g, '');
}

/**
 * The names and aliases under which a flag may set a parameter of what an argument names; none for other words. Nothing
 * is checked: this is for the sentence about a flag that cannot be understood.
 */
export function parameterSpellings(text: string): readonly string[] {
  const body = formulaIn(text)?.body;
  // The names of a formula that are not called.
  if (body !== undefined)
    return (
      body.match(/(?<![\p{L}\p{M}\p{Nd}_])[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?![\p{L}\p{M}\p{Nd}_]|\s*\()/gu) ?? []
    ).filter((name) => !['x', 'pi', 'e', 'and', 'or', 'not'].includes(name));
  const activation = findActivation(text.split(/[:@]/)[0]?.trim() ?? '');
  const numbers = Object.entries(activation?.parameters ?? {});
  const others = Object.keys({...activation?.matrices, ...activation?.counts, ...activation?.inputs});
  return [...numbers.flatMap(([name, {aliases}]) => [name, ...(aliases ?? [])]), ...others];
}
