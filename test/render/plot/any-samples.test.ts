import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plotColumns, plotText} from '../../../src/render/plot/plot.ts';
import {plain} from '../../../src/render/style.ts';
import {curve, labelsOf, style} from './figures.ts';

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
    width: fc.integer({min: 40, max: 160}),
    height: fc.option(fc.integer({min: 3, max: 40}), {nil: undefined}),
    ymin: fc.option(fc.double({min: -1e6, max: 0, noNaN: true}), {nil: undefined}),
    ymax: fc.option(fc.double({min: 1e-3, max: 1e6, noNaN: true}), {nil: undefined}),
    ascii: fc.boolean(),
  });

  it('no line is wider than the width, ends in a space or has other than 7-bit characters with --ascii', () => {
    fc.assert(
      fc.property(drawn, ({y, ...rest}) => {
        for (const line of plotText(curve(y), {paint: plain, ...rest}).split('\n')) {
          expect(line.length).toBeLessThanOrEqual(rest.width);
          expect(line).not.toMatch(/ $/);
          if (rest.ascii) expect(line).toMatch(/^[ -~]*$/);
        }
      }),
    );
  });

  it('labels are evenly spaced: each is the exact value of its row', () => {
    fc.assert(
      fc.property(drawn, ({y, ...rest}) => {
        const labels = labelsOf(plotText(curve(y), {paint: plain, ...rest}));
        const [first, second] = labels;
        if (first === undefined || second === undefined) return;
        const rise = scaled(first[1]) - scaled(second[1]);
        expect(rise > 0n).toBe(true);
        for (const [row, text] of labels) {
          const rows = BigInt(row - first[0]);
          expect((scaled(first[1]) - scaled(text)) * BigInt(second[0] - first[0])).toBe(rise * rows);
        }
      }),
    );
  });

  it('every finite sample is drawn on the row whose value is nearest', () => {
    const smooth = fc.array(fc.double({min: -1e9, max: 1e9, noNaN: true}), {minLength: 30, maxLength: 30});
    fc.assert(
      fc.property(smooth, fc.integer({min: 3, max: 20}), (values, height) => {
        const columns = plotColumns(40, 0, 1);
        const y = Array.from({length: columns}, (_, i) => values[i % values.length] ?? 0);
        const text = plotText(curve(y, 0, 1), {...style, height});
        const labels = labelsOf(text);
        const [[row0, top] = [0, ''], [row1, next] = [0, '']] = labels;
        const rise = (Number(top) - Number(next)) / (row1 - row0);
        const lines = text.split('\n');
        for (const [column, value] of y.entries()) {
          const place = row0 + (Number(top) - value) / rise;
          if (Math.abs(place - Math.floor(place) - 0.5) < 1e-6) continue;
          expect('─╭╮╰╯│').toContain(lines[Math.round(place)]?.[column + 10] ?? '?');
        }
      }),
    );
  });
});

/** A decimal as an integer multiple of 10^-400, exactly. */
function scaled(text: string): bigint {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(400 + Number(exponent) - fraction.length);
}
