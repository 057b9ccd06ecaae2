import {cardOf} from '../card/card.ts';
import type {Io} from '../io.ts';
import {cardNotes} from '../report/card.ts';
import {selectionsOf} from './asked/selections.ts';
import type {Answer, Call, Command} from './command.ts';
import {patience, threshold} from './options.ts';
import {plot} from './plot.ts';

export const show: Command = {
  ...plot,
  name: 'show',
  summary: 'the plot, and below it formula, derivative, kinks, regions and gains; the word show may be left out',
  details: [
    "To read the plot, see 'act-cli plot --help'; for the whole card, see 'act-cli info'. With a --format, the output is that of plot.",
  ],
  examples: ['elu --alpha 0.5', 'gelu@jax relu', "show 'x*tanh(x)' --range -4:4"],
  act,
};

/** In a format, the samples of the plot alone. */
async function act(call: Call, stdin: Io['stdin']): Promise<Answer> {
  const {output, ...answer} = await plot.act(call, stdin);
  const {view} = output;
  if (view?.kind !== 'figure' || call.display.presentation !== 'view') return {output, ...answer};
  const selections = selectionsOf(call, call.option(patience));
  const cards = selections.map((selection) => cardOf(selection, call.option(threshold)));
  // Limits are not among the essentials.
  const notes = () => cards.flatMap(cardNotes).filter(({code}) => code !== 'limitNotKnown');
  return {output: {...output, view: {...view, cards}}, notes: () => [...(answer.notes?.() ?? []), ...notes()]};
}
