import type {Io} from '../io.ts';
import type {Answer, Call, Command} from './command.ts';
import {ascii, color, format, text, width} from './options.ts';

const family = text('family', {value: 'name', summary: 'only this family, such as rectifier, gate or sigmoid'});

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
  options: [family, format, width, ascii, color],
  examples: ['list', 'list swish', 'list --family gate --format markdown'],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [{catalogueTable, searchActivations}, {formatOf, styleOf, tableAnswer}] = await Promise.all([
    import('../analysis/catalogue.ts'),
    import('./answer.ts'),
  ]);
  const table = catalogueTable(searchActivations({family: call.option(family), words: call.arguments}));
  if (formatOf(call, io) !== 'table') return tableAnswer({table, verdict: 'done'}, call, io);
  const {catalogueText} = await import('../render/catalogue.ts');
  return {chunks: catalogueText(table, await styleOf(call, io)), verdict: 'done'};
}
