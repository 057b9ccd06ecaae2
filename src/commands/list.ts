import type {Activation} from '../activations/activation.ts';
import type {Property} from '../analysis/properties.ts';
import {actError} from '../errors.ts';
import type {Io} from '../io.ts';
import type {Answer, Call, Command, Option} from './command.ts';
import {ascii, asGiven, color, flag, format, width} from './options.ts';

const family: Option<string> = {
  name: 'family',
  value: 'name',
  summary: 'only this family, such as rectifier, gate or sigmoid',
  parse: asGiven,
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

async function act(call: Call, io: Io): Promise<Answer> {
  const [{catalogueTable, searchActivations}, {formatOf, styleOf, tableAnswer}] = await Promise.all([
    import('../analysis/catalogue.ts'),
    import('./answer.ts'),
  ]);
  const found = searchActivations({family: call.option(family), words: call.arguments});
  const table = catalogueTable(await filtered(found, call));
  if (formatOf(call, io) !== 'table') return tableAnswer({table, verdict: 'done'}, call, io);
  const {catalogueText} = await import('../render/catalogue.ts');
  return {chunks: catalogueText(table, await styleOf(call, io)), verdict: 'done'};
}

async function filtered(found: readonly Activation[], call: Call): Promise<readonly Activation[]> {
  const given = filters.filter((filter) => call.option(filter)).map(({name}) => name as Property); // theirs are its names
  if (given.length === 0) return found;
  const {hasProperties} = await import('../analysis/properties.ts');
  const kept = found.filter((activation) => hasProperties(activation, given));
  if (kept.length === 0)
    throw actError(
      'noneWith',
      given.map((name) => `--${name}`),
    );
  return kept;
}
