/** The registry as a table, and the search in it. Nothing is parsed or evaluated here. */

import type {Activation} from '../activations/activation.ts';
import {allActivations, normalizedName, spellingsOf} from '../activations/registry.ts';
import {actError} from '../errors.ts';
import {nearest} from '../formula/spelling.ts';
import type {Table} from './report.ts';

export interface Search {
  readonly family: string | undefined;
  /** All of these must be found. */
  readonly words: readonly string[];
}

/** The activations that a search finds, family by family. */
export function searchActivations({family, words}: Search): readonly Activation[] {
  const all = allActivations();
  const families = [...new Set(all.map((activation) => activation.family))];
  const wanted =
    family === undefined ? undefined : families.find((known) => normalizedName(known) === singular(family));
  if (family !== undefined && wanted === undefined) {
    throw actError('optionValue', '--family', family, `one of ${families.join(', ')}`);
  }
  const kept = all.filter((activation) => wanted === undefined || activation.family === wanted);
  const found = kept.filter((activation) => words.every((word) => mentions(activation, word)));
  if (found.length > 0) return found;
  const spellings = all.flatMap((activation) => [activation.name, ...(activation.aliases ?? [])]);
  throw actError('nothingFound', words.join(' '), nearest(words.join('_'), spellings));
}

/** `rectifiers` means the family of the rectifiers too. */
function singular(family: string): string {
  return normalizedName(family).replace(/s$/, '');
}

/** Whether a word stands in a name, by whatever framework, in the family, the note or the paper. */
function mentions(activation: Activation, word: string): boolean {
  const {note = '', paper, family, frameworks, sameAs = ''} = activation;
  const spellings = Object.values(frameworks).flatMap((spelling) => spelling.names);
  const names = [...spellingsOf(activation), ...spellings, sameAs, family].map(plain);
  if (names.some((name) => name.includes(plain(word)))) return true;
  const prose = [note, paper?.by ?? '', paper?.title ?? '', paper?.link ?? ''].join(' ').toLowerCase();
  return prose.includes(word.toLowerCase());
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[-_\s]/g, '');
}

/** The activations as a table: name, formula, parameters with their defaults, range, family. */
export function catalogueTable(activations: readonly Activation[]): Table {
  const columns = [
    {name: 'name', cells: activations.map(({name}) => name)},
    {name: 'formula', cells: activations.map(({formula}) => formula)},
    {name: 'parameters', cells: activations.map(parametersText)},
    {name: 'range', cells: activations.map(({range}) => range)},
    {name: 'family', cells: activations.map(({family}) => family)},
  ];
  const chunk = {length: activations.length, columns: columns.map(({cells}) => cells)};
  return {columns: columns.map(({name}) => ({name, kind: 'text'})), chunks: () => [chunk]};
}

/** `alpha=1, beta=2` */
function parametersText({parameters = {}, matrices = {}}: Activation): string {
  return Object.entries({...parameters, ...matrices})
    .map(([name, {default: value}]) => `${name}=${value}`)
    .join(', ');
}
