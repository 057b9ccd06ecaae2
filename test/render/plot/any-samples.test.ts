import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plotText} from '../../../src/render/plot/plot.ts';
import {bitOf, rasterOf} from '../../../src/render/plot/raster.ts';
import {yScale} from '../../../src/render/plot/y-scale.ts';
import {curve, style} from './figures.ts';

describe('whatever the samples are', () => {
  const extremes = [
    0,
    -0,
    5e-324,
    -1e-320,
    1e-300,
    1e300,
    -1.7976931348623157e308,
    Number.MAX_VALUE,
    1 / 0,
    -1 / 0,
    0 / 0,
  ];
  const sample = fc.oneof(fc.double({min: -10, max: 10}), fc.constantFrom(...extremes), fc.double());
  const drawn = fc.record({
    y: fc.array(sample, {minLength: 1, maxLength: 120}),
    width: fc.integer({min: 30, max: 160}),
    height: fc.option(fc.integer({min: 3, max: 40}), {nil: undefined}),
    ymin: fc.option(fc.double({min: -1e6, max: 0, noNaN: true}), {nil: undefined}),
    ymax: fc.option(fc.double({min: 1e-3, max: 1e6, noNaN: true}), {nil: undefined}),
    ascii: fc.boolean(),
  });

  it('no line is wider than the width, ends in a space or has other than 7-bit characters with --ascii', () => {
    fc.assert(
      fc.property(drawn, ({y, ...rest}) => {
        for (const line of plotText(curve(y), {...style, ...rest}).split('\n')) {
          expect(line.length).toBeLessThanOrEqual(rest.width);
          expect(line).not.toMatch(/ $/);
          if (rest.ascii) expect(line).toMatch(/^[ -~]*$/);
        }
      }),
    );
  });

  it('a label stands on the row that holds its value', () => {
    fc.assert(
      fc.property(drawn, ({y, ymin, ymax, height = 10}) => {
        const extent = {
          low: ymin ?? Math.min(...y.filter(Number.isFinite)),
          high: ymax ?? Math.max(...y.filter(Number.isFinite)),
        };
        if (!(extent.low < extent.high)) return;
        const {labels, dotOf, offset} = yScale(extent, height);
        if (offset !== undefined) return;
        labels.forEach((label, row) => {
          if (label === '') return;
          const dot = dotOf(Number(label));
          expect(dot).toBeGreaterThanOrEqual(4 * row - 0.5 - 1e-6);
          expect(dot).toBeLessThanOrEqual(4 * row + 3.5 + 1e-6);
        });
      }),
    );
  });

  it('every finite sample is drawn on the dot that is nearest', () => {
    const smooth = fc.array(fc.double({min: -1e9, max: 1e9, noNaN: true}), {minLength: 30, maxLength: 30});
    fc.assert(
      fc.property(smooth, fc.integer({min: 3, max: 20}), (values, rows) => {
        const columns = 60;
        const y = Float64Array.from({length: columns}, (_, i) => values[i % values.length] ?? 0);
        const scale = yScale({low: Math.min(...y), high: Math.max(...y)}, rows);
        const shares = y.map((_, i) => i / (columns - 1));
        const {cells} = rasterOf([{shares, values: y}], scale, columns);
        for (const [column, value] of y.entries()) {
          const place = scale.dotOf(value);
          const isLit = (dot: number) => {
            const bits = cells[Math.floor(dot / 4) * columns + column] ?? 0;
            return [0, 1].some((side) => (bits & bitOf(side, dot % 4)) !== 0);
          };
          expect([-1, 0, 1].some((near) => isLit(Math.round(place) + near))).toBe(true);
        }
      }),
    );
  });
});
