import type {Quantity} from '../../evaluation/evaluate.ts';
import type {Option} from '../command.ts';
import {someOf} from '../line/option-values.ts';

/** What is shown of each activation. */
export const shown: Option<readonly (Quantity | 'region')[]> = {
  name: 'show',
  group: 'output',
  value: 'what,...',
  summary: 'any of value, gradient, second (f″) and region (dead, saturated, weak or empty) (default: value,gradient)',
  ...someOf(['value', 'gradient', 'second', 'region']),
};
