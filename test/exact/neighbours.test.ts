import {expect, test} from 'vitest';
import {numbersAround} from '../../src/exact/neighbours.ts';
import {formats} from '../../src/exact/number-format.ts';
import {valuesOf} from './values-of.ts';

test.each(formats.filter(({bits}) => bits <= 16))(
  'around a number between two of $name are these two, around one of them it alone; 0 has no sign',
  (format) => {
    const values = [...valuesOf(format)].filter((value) => !Object.is(value, -0));
    const wrong = values.flatMap((low, i) => {
      const [high, alone] = [values[i + 1], numbersAround(low, format)];
      const own = Object.is(alone.below, low) && Object.is(alone.above, low) ? [] : [low];
      // Beyond the largest number there is infinity, whether the format has it or not.
      if (high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return own;
      const between = [0.25, 0.5, 0.75].map((share) => numbersAround(low * (1 - share) + high * share, format));
      return between.every(({below, above}) => Object.is(below, low) && Object.is(above, high)) ? own : [...own, low];
    });
    expect(wrong).toEqual([]);
    const {largest} = format;
    expect(numbersAround(largest * 1.5, format)).toEqual({below: largest, above: Infinity});
    expect(numbersAround(-largest * 1.5, format)).toEqual({below: -Infinity, above: -largest});
  },
);
