import type {Activation, Family} from '../activations/activation.ts';
import {allFamilies, familyNamed, searchActivations} from '../activations/search.ts';
import type {Property} from '../card/properties.ts';
import {actError, commandLineError} from '../errors.ts';
import {catalogueOutput} from '../report/catalogue.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {ascii, color, flag, format, width} from './options.ts';

const family: Option<Family> = {
  name: 'family',
  value: 'name',
  summary: 'only this family, such as rectifier, gate or sigmoid',
  parse(given, name) {
    const found = familyNamed(given);
    if (found === undefined) throw actError('optionValue', name, given, `one of ${allFamilies().join(', ')}`);
    return found;
  },
};

const filters = [
  flag('bounded', 'only those whose outputs are bounded'),
  flag('monotone', 'only those that never turn; a waving one is asked over -6:6'),
  flag('smooth', 'only those with a continuous derivative'),
  flag('no-dead', 'only those whose gradient is 0 on no interval'),
];

export const list: Command = {
  name: 'list',
  summary: 'every activation: name, formula, parameters with defaults, range, family',
  arguments: [
    {
      name: 'word',
      summary: 'search names, those of other frameworks, notes and papers; every word must be found',
      optional: true,
      many: true,
    },
  ],
  options: [family, ...filters, format, width, ascii, color],
  examples: ['list', 'list swish', 'list --bounded --smooth', 'list --family gate --format markdown'],
  act,
};

async function act(call: Call): Promise<Answer> {
  const found = searchActivations({family: call.option(family), words: call.arguments});
  return {output: catalogueOutput(await filtered(found, call))};
}

async function filtered(found: readonly Activation[], call: Call): Promise<readonly Activation[]> {
  const given = filters.filter((filter) => call.option(filter)).map(({name}) => name as Property); // theirs are its names
  if (given.length === 0) return found;
  // Loaded here: no other list needs what finds shapes and regions.
  const {hasProperties} = await import('../card/properties.ts');
  const kept = found.filter((activation) => hasProperties(activation, given));
  if (kept.length === 0)
    throw commandLineError(
      'noneWith',
      given.map((name) => `--${name}`),
    );
  return kept;
}
