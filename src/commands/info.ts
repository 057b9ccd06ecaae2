import {cardOf} from '../card/card.ts';
import {cardNotes, cardOutput} from '../report/card.ts';
import type {Answer, Call, Command} from './command.ts';
import {ascii, color, digits, format, param, patience, width} from './options.ts';
import {output} from './output-file.ts';
import {selectionsOf} from './selections.ts';

export const info: Command = {
  name: 'info',
  summary: 'the card of an activation: formula, derivative, parameters, limits, kinks, frameworks, paper',
  arguments: [
    {name: 'activation', summary: "a name such as elu:alpha=0.5 or gelu@jax, or a formula such as '=x*tanh(x)'"},
  ],
  options: [format, output, digits, width, ascii, color, patience, param],
  examples: ['info prelu', 'info leaky_relu@keras', 'info hardtanh --format json'],
  draws: 'card',
  act,
};

async function act(call: Call): Promise<Answer> {
  const [selection] = selectionsOf(call, call.option(patience));
  if (selection === undefined) throw new Error('info without an activation'); // its argument is required
  const card = cardOf(selection);
  return {output: cardOutput(card), notes: () => cardNotes(card)};
}
