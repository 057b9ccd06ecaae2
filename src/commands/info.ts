import {cardOf} from '../card/card.ts';
import {cardNotes, cardsOutput} from '../report/card.ts';
import {selectionsOf} from './asked/selections.ts';
import type {Answer, Call, Command} from './command.ts';
import {ascii, color, digits, format, noPager, param, patience, width} from './options.ts';
import {output} from './output-file.ts';

export const info: Command = {
  name: 'info',
  summary: 'the card of each activation: formula, derivative, parameters, limits, kinks, frameworks, paper',
  arguments: [
    {
      name: 'activation',
      summary: "names such as elu:alpha=0.5 or gelu@jax, formulas such as 'x*tanh(x)'",
      takes: 'activations',
      many: true,
    },
  ],
  options: [format, output, digits, width, ascii, color, noPager, patience, param],
  examples: ['info prelu', 'info leaky_relu@keras leaky_relu@torch', 'info hardtanh --format json'],
  draws: 'card',
  act,
};

async function act(call: Call): Promise<Answer> {
  const cards = selectionsOf(call, call.option(patience)).map((selection) => cardOf(selection));
  return {output: cardsOutput(cards), notes: () => cards.flatMap(cardNotes)};
}
