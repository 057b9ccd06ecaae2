import type {Io} from '../io.ts';
import type {Answer, Call, Command} from './command.ts';
import {ascii, color, digits, format, param, width} from './options.ts';

export const info: Command = {
  name: 'info',
  summary: 'the card of an activation: formula, derivative, parameters, limits, kinks, frameworks, paper',
  arguments: [
    {name: 'activation', summary: "a name such as elu:alpha=0.5 or gelu@jax, or a formula such as '=x*tanh(x)'"},
  ],
  options: [format, digits, width, ascii, color, param],
  examples: ['info prelu', 'info leaky_relu@keras', 'info hardtanh --format json'],
  act,
};

async function act(call: Call, io: Io): Promise<Answer> {
  const [{selectionsOf}, {cardOf}, {styleOf, tableAnswer}, render] = await Promise.all([
    import('./selections.ts'),
    import('../analysis/card.ts'),
    import('./answer.ts'),
    import('../render/card.ts'),
  ]);
  const [selection] = selectionsOf(call);
  if (selection === undefined) throw new Error('info without an activation'); // its argument is required
  const card = cardOf(selection);
  const chosen = call.option(format);
  if (chosen === undefined || chosen === 'table') {
    return {chunks: [render.cardText(card, await styleOf(call, io))], verdict: 'done'};
  }
  if (chosen === 'json') return {chunks: [render.cardJson(card)], verdict: 'done'};
  return tableAnswer({table: render.cardTable(card), verdict: 'done'}, call, io);
}
