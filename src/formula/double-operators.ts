/** The operators of the formula language in plain doubles, without its functions. */

import type {Arithmetic} from './arithmetic.ts';

export const doubleOperators: Arithmetic<number> = {
  number: (value) => value,
  constant: (name) => (name === 'pi' ? Math.PI : Math.E),
  unary: {neg: (a) => -a},
  binary: {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    div: (a, b) => a / b,
    pow: (a, b) => a ** b,
    // Not Math.max: at a tie the first argument is taken, with the sign of its zero.
    max: (a, b) => (a >= b || Number.isNaN(a) ? a : b),
    min: (a, b) => (a <= b || Number.isNaN(a) ? a : b),
  },
  // By multiplication, which rounds less than Math.pow.
  powers: {2: (a) => a * a, 3: (a) => a * a * a},
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : a === b ? 0 : 'unordered'),
  either: (then) => then(), // never asked: doubles can always tell
  nan: Number.NaN,
};
