import {describe, expect, it} from 'vitest';
import {plotColumns, plotText} from '../../../src/render/plot/plot.ts';
import {curve, figure, relu, spaced, style} from './figures.ts';

describe('the x axis', () => {
  it.each([
    [-6, 6, 80, '-6         -4         -2          0          2          4          6'],
    [-1, 1, 40, '-1.0 -0.5 0.0 0.5 1.0'],
    [0, 1, 40, '0.00 0.25 0.50 0.75 1.00'],
    [-1000, 1000, 60, '-1000       -500          0          500        1000'],
    [-1e308, 1e308, 60, '-1e308      -5e307         0         5e307      1e308'],
    [1000000, 1000001, 80, '1000000.00       1000000.25       1000000.50       1000000.75   1000001.00'],
    [3, 3, 40, '3'],
    [0, 1e-300, 60, '0                     5e-301                1e-300'],
  ])('has round ticks from %d to %d in %d columns', (from, to, width, ticks) => {
    const y = Array.from({length: plotColumns(width)}, (_, i) => i);
    const lines = plotText(curve(y, from, to), {...style, width}).split('\n');
    expect(lines.at(-1)?.trim().split(/ +/)).toEqual(ticks.split(/ +/));
  });

  it.each([40, 41, 60, 79, 80, 120])(
    'takes all of %d columns, with its ticks on those nearest to the values',
    (width) => {
      const lines = plotText(figure({relu}, width), {...style, width}).split('\n');
      const axis = lines.at(-2) ?? '';
      expect(axis).toHaveLength(width);
      const inside = axis.slice(axis.indexOf('└') + 1);
      const columns = [...inside].flatMap((character, at) => (character === '┬' ? [at] : []));
      const values = lines.at(-1)?.trim().split(/ +/).map(Number) ?? [];
      const half = 6 / (inside.length - 1);
      expect(values).toHaveLength(columns.length);
      for (const [i, value] of values.entries())
        expect(Math.abs(-6 + 2 * half * (columns[i] ?? 0) - value)).toBeLessThanOrEqual(half * (1 + 1e-9));
      expect([values[0], values.at(-1)]).toEqual([-6, 6]);
    },
  );

  it.each([40, 41, 60, 79, 80, 100, 120, 200, 333])('samples x = 0 itself in %d columns', (width) => {
    expect(spaced(plotColumns(width))).toContain(0);
  });
});
