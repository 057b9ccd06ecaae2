import type {Activation, Family} from '../activations/activation.ts';
import {allFamilies, familyNamed, searchActivations} from '../activations/search.ts';
import type {Property} from '../card/properties.ts';
import {actError, commandLineError} from '../errors/errors.ts';
import {catalogueOutput} from '../report/catalogue.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {flag} from './line/option-values.ts';
import {ascii, color, format, noPager, width} from './options.ts';
import {output} from './output-file.ts';

const family: Option<Family> = {
  name: 'family',
  group: 'filters',
  takes: 'families',
  value: 'name',
  summary: 'only this family, such as rectifier, gate or sigmoid',
  parse(given, name) {
    const found = familyNamed(given);
    if (found === undefined) throw actError('optionValue', name, given, `one of ${allFamilies().join(', ')}`);
    return found;
  },
};

const filters = [
  flag('bounded', 'filters', 'only those whose outputs are bounded'),
  flag('monotone', 'filters', 'only monotone functions; those that oscillate for ever are judged over -6:6'),
  flag('smooth', 'filters', 'only those with a continuous derivative'),
  flag('no-dead', 'filters', 'only those without an interval on which the gradient is 0'),
];

export const list: Command = {
  name: 'list',
  summary: 'every activation: name, formula, parameters with defaults, range, family',
  arguments: [
    {
      name: 'word',
      takes: 'activations',
      summary: 'search names, those of other frameworks, models, notes and papers; every word must be found',
      optional: true,
      many: true,
    },
  ],
  options: [family, ...filters, format, output, width, ascii, color, noPager],
  examples: ['list', 'list swish', 'list --bounded --smooth', 'list --family gate --format markdown'],
  act,
};

async function act(call: Call): Promise<Answer> {
  const words = call.arguments;
  // Loaded only here, because a list of all needs no layouts of gated units.
  const {packings} = words.length > 0 ? await import('../activations/packings.ts') : {packings: () => ({})};
  const found = searchActivations({family: call.option(family), words, packings: packings()});
  return {output: catalogueOutput(await filtered(found, call))};
}

async function filtered(found: readonly Activation[], call: Call): Promise<readonly Activation[]> {
  const wanted: readonly Property[] = filters.filter((filter) => call.option(filter)).map(({name}) => name);
  if (wanted.length === 0) return found;
  // Loaded only here, because a list without filters needs no shapes and regions.
  const {hasProperties} = await import('../card/properties.ts');
  const kept = found.filter((activation) => hasProperties(activation, wanted));
  if (kept.length === 0)
    throw commandLineError(
      'noneWith',
      wanted.map((name) => `--${name}`),
    );
  return kept;
}
