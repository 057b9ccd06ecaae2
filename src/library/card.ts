/** Everything known of an activation. */

import {cardOf} from '../card/card.ts';
import type {Card} from '../card/card-facts.ts';
import {type Named, selectionOf} from './activation-function.ts';

/**
 * The card of an activation: formula, derivative, limits, kinks, regions, gains, frameworks, paper.
 * @throws ActError as `activation` does
 */
export function card(activation: Named): Card {
  return cardOf(selectionOf(activation));
}
