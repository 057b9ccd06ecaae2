/** The operations on germs that functions and powers are composed of. */

import type {Arithmetic, Ordering} from '../../../formula/arithmetic.ts';
import type {Big} from '../../big-float/big-float.ts';
import type {Exponentials} from './exponentials.ts';
import type {Finite, Germ, Parts} from './germ.ts';

export interface Operations extends Parts, Exponentials {
  readonly addFinite: (a: Finite, b: Finite) => Finite;
  readonly add: (a: Germ, b: Germ) => Germ;
  readonly sub: (a: Germ, b: Germ) => Germ;
  readonly div: (a: Germ, b: Germ) => Germ;
  readonly compare: (a: Germ, b: Germ) => Ordering;
  /** Whether a branch that is not decided has been met, after which functions may jump for ever. */
  readonly jumps: {seen: boolean};
  /** The arithmetic of balls, for constants. */
  readonly big: Arithmetic<Big>;
}
