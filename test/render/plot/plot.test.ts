import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Mark} from '../../../src/regions/region.ts';
import {type PlotStyle, plotColumns, plotText} from '../../../src/render/plot/plot.ts';
import {plain} from '../../../src/render/style.ts';
import type {Figure} from '../../../src/report/output.ts';

type Sampled = (x: number) => number;

const style: PlotStyle = {width: 40, ascii: false, paint: plain};

const relu: Sampled = (x) => (x > 0 ? x : 0);
const step: Sampled = (x) => (x > 0 ? 1 : 0);
const sigmoid: Sampled = (x) => 1 / (1 + Math.exp(-x));
const sigmoidSlope: Sampled = (x) => sigmoid(x) * sigmoid(-x);

/** Evenly spaced points, both ends included. */
function spaced(count: number, from = -6, to = 6): Float64Array {
  return Float64Array.from({length: count}, (_, i) => {
    const part = count === 1 ? 0 : i / (count - 1);
    return from * (1 - part) + to * part;
  });
}

/** One panel of named curves over -6 to 6, with as many samples as fit. */
function figure(curves: Readonly<Record<string, Sampled>>, width = 40, title = 'f(x)'): Figure {
  const x = spaced(plotColumns(width, -6, 6));
  const panel = {title, curves: Object.entries(curves).map(([label, f]) => ({label, y: x.map(f)}))};
  return {x, panels: [panel], strips: [], notes: []};
}

/** f above and its gradient below. */
function both(values: Readonly<Record<string, Sampled>>, gradients: typeof values, width: number): Figure {
  const above = figure(values, width);
  return {...above, panels: [...above.panels, ...figure(gradients, width, 'f′(x)').panels]};
}

/** One panel of one curve with the given samples. */
function curve(y: readonly number[], from = -6, to = 6): Figure {
  const x = spaced(y.length, from, to);
  return {x, panels: [{title: 'f(x)', curves: [{label: 'f', y: Float64Array.from(y)}]}], strips: [], notes: []};
}

function constant(value: number): Figure {
  return figure({f: () => value});
}

describe('a drawing', () => {
  it('has f above and f′ below on one x axis', () => {
    expect(plotText(both({relu}, {relu: step}, 80), {...style, width: 80})).toMatchInlineSnapshot(`
      "         ── relu
               f(x)
             6 ┤                                 ┊                              ╭──
             5 ┤                                 ┊                        ╭─────╯
             4 ┤                                 ┊                   ╭────╯
             3 ┤                                 ┊             ╭─────╯
             2 ┤                                 ┊        ╭────╯
             1 ┤                                 ┊  ╭─────╯
             0 ┼────────────────────────────────────╯· · · · · · · · · · · · · · ·
               f′(x)
           1.0 ┤                                 ┊╭────────────────────────────────
               │                                 ┊│
           0.8 ┤                                 ┊│
               │                                 ┊│
           0.6 ┤                                 ┊│
               │                                 ┊│
           0.4 ┤                                 ┊│
               │                                 ┊│
           0.2 ┤                                 ┊│
               │                                 ┊│
           0.0 ┼──────────────────────────────────╯· · · · · · · · · · · · · · · ·
               └┬──────────┬──────────┬──────────┬──────────┬──────────┬──────────┬
               -6         -4         -2          0          2          4          6"
    `);
  });

  it('shows a sigmoid and its gradient in 40 columns', () => {
    expect(plotText(both({sigmoid}, {sigmoid: sigmoidSlope}, 40), style)).toMatchInlineSnapshot(`
      "         ── sigmoid
               f(x)
           1.0 ┤            ┊     ╭──────
               │            ┊   ╭─╯
           0.8 ┤            ┊  ╭╯
               │            ┊ ╭╯
           0.6 ┤            ┊╭╯
               │            ╭╯
           0.4 ┤           ╭╯
               │          ╭╯┊
           0.2 ┤         ╭╯ ┊
               │       ╭─╯  ┊
           0.0 ┼───────╯ · ·┊· · · · · ·
               f′(x)
          0.25 ┤           ╭──╮
          0.20 ┤          ╭╯┊ ╰╮
          0.15 ┤         ╭╯ ┊  ╰╮
          0.10 ┤        ╭╯  ┊   ╰╮
          0.05 ┤     ╭──╯   ┊    ╰──╮
          0.00 ┼─────╯ · · ·┊· · · ·╰────
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('uses the whole of 120 columns', () => {
    expect(plotText(figure({tanh: Math.tanh}, 120), {...style, width: 120, height: 9})).toMatchInlineSnapshot(`
      "         ── tanh
               f(x)
          1.00 ┤                                                      ┊            ╭─────────────────────────────────────────
          0.75 ┤                                                      ┊      ╭─────╯
          0.50 ┤                                                      ┊   ╭──╯
          0.25 ┤                                                      ┊ ╭─╯
          0.00 ┼ · · · · · · · · · · · · · · · · · · · · · · · · · · ╭──╯· · · · · · · · · · · · · · · · · · · · · · · · · ·
         -0.25 ┤                                                   ╭─╯┊
         -0.50 ┤                                                ╭──╯  ┊
         -0.75 ┤                                          ╭─────╯     ┊
         -1.00 ┤──────────────────────────────────────────╯           ┊
               └┬────────┬────────┬────────┬────────┬────────┬────────┬────────┬────────┬────────┬────────┬────────┬────────┬
               -6       -5       -4       -3       -2       -1        0        1        2        3        4        5        6"
    `);
  });

  it('tells several curves apart by line and marker, coinciding stretches too', () => {
    const silu: Sampled = (x) => x * sigmoid(x);
    expect(plotText(figure({relu, sigmoid, silu}, 80), {...style, width: 80, height: 8})).toMatchInlineSnapshot(`
      "         ─●─ relu   ━▲━ sigmoid   ═■═ silu
               f(x)
             6 ┤                                 ┊                              ╭──
             5 ┤                                 ┊                        ╭───●─╯
             4 ┤                                 ┊                   ╭────■╝
             3 ┤                                 ┊             ╭──●──╯
             2 ┤                                 ┊        ╭───■╯╝
             1 ┤                                 ┏━━╭─●───▲━━━━━━━━━━━▲━━━━━━━━━━━▲
             0 ┼──●───▲───■───●───▲───■───●───▲───■─╯═╝· · · · · · · · · · · · · ·
               └┬──────────┬──────────┬──────────┬──────────┬──────────┬──────────┬
               -6         -4         -2          0          2          4          6"
    `);
  });

  it('keeps to 7-bit characters with --ascii', () => {
    const text = plotText(
      {...both({relu, sigmoid}, {relu: step, sigmoid: sigmoidSlope}, 60), notes: ['weak: |f′| ≤ 0.01']},
      {...style, width: 60, ascii: true},
    );
    expect(text).toMatchInlineSnapshot(`
      "         -*- relu   =+= sigmoid
               f(x)
             6 +                        :                     .--
             5 +                        :                 .---'
             4 +                        :             .*--'
             3 +                        :         .---'
             2 +                        :     .---'
             1 +                        .=.*--'==+===========+===
             0 +---*-----+-----*-----+----'. . . . . . . . . . .
               f'(x)
          1.00 +                        :.-*-----------*---------
               |                        :|
          0.75 +                        :|
               |                        :|
          0.50 +                        :|
               |                        :|
          0.25 +                    .+===|===.
               |              .====='   :|   '===+=.
          0.00 +---*-----+-----*---------' . . . . '=========+===
               ++-------+-------+-------+-------+-------+-------+
               -6      -4      -2       0       2       4       6
               weak: |f'| <= 0.01"
    `);
    expect(text).toMatch(/^[\n -~]*$/);
  });

  it('marks dead, saturated and weak columns in a strip for each activation, with a key of the marks that occur', () => {
    const above = figure({relu, sigmoid});
    const strips = [
      {label: 'relu', marks: Array.from(above.x, (x): Mark => (x > 0 ? 'none' : 'dead'))},
      {label: 'sigmoid', marks: Array.from(above.x, (x): Mark => (Math.abs(x) > 4.58 ? 'saturated' : 'none'))},
    ];
    const marked = {...above, strips, notes: ['threshold 0.01']};
    expect(plotText(marked, {...style, height: 4})).toMatchInlineSnapshot(`
      "         ─●─ relu   ━▲━ sigmoid
               f(x)
             6 ┤            ┊         ╭──
             4 ┤            ┊     ╭───╯
             2 ┤            ┊ ╭●──╯
             0 ┼───●─────▲────╯━━━━━━▲━━━
               └──┬─────────┬─────────┬──
                 -5         0         5
          relu  █████████████············
       sigmoid  ▒▒▒···················▒▒▒
               █ dead   ▒ saturated
               threshold 0.01"
    `);
    expect(
      plotText(marked, {...style, height: 4, ascii: true})
        .split('\n')
        .slice(-3)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      " sigmoid  sss...................sss
               X dead   s saturated
               threshold 0.01"
    `);
  });

  it('paints through the style and never puts paint behind the last character of a line', () => {
    const brackets = {
      heading: (text: string) => `[${text}]`,
      series: (index: number, text: string) => `<${index}:${text}>`,
      mark: (mark: Mark, text: string) => `<${mark}:${text}>`,
      dim: (text: string) => `(${text})`,
    };
    expect(plotText(figure({step}), {...style, height: 3, paint: brackets})).toMatchInlineSnapshot(`
      "         <0:──> step
               [f(x)]
           1.0 (┤)            (┊)<0:╭───────────>
           0.5 (┤)            (┊)<0:│>
           0.0 (┼)<0:─────────────╯>( · · · · ·)
      (         └──┬─────────┬─────────┬──)
                 -5         0         5"
    `);
  });
});

describe('a curve that is hard to scale', () => {
  it('has a row of its own where it is constant', () => {
    expect(plotText(constant(5.3), style)).toMatchInlineSnapshot(`
      "         ── f
               f(x)
           5.5 ┤            ┊
           5.4 ┤            ┊
           5.3 ┤─────────────────────────
           5.2 ┤            ┊
           5.1 ┤            ┊
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it.each([
    [0, ['1.0', '0.5', '0.0', '-0.5', '-1.0']],
    [1, ['2.0', '1.5', '1.0', '0.5', '0.0']],
    [-1, ['0.0', '-0.5', '-1.0', '-1.5', '-2.0']],
    [1 / 3, ['0.3335', '0.3334', '0.3333', '0.3332', '0.3331']],
    [1e300, ['2e300', '1.5e300', '1e300', '5e299', '0']],
    [5e-324, ['1e-323', '5e-324', '0']],
  ])('labels the rows around the constant %d with round values', (value, labels) => {
    expect(labelsOf(plotText(constant(value), style)).map(([, text]) => text)).toEqual(labels);
  });

  it('is said to have no finite values where it is NaN everywhere', () => {
    expect(plotText(constant(Number.NaN), style)).toMatchInlineSnapshot(`
      "         ── f
               f(x)
               │
               │
               │    no finite values
               │
               │
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('is named in the title where only others have finite values', () => {
    const text = plotText(figure({broken: () => Number.NaN, relu}), style);
    expect(text.split('\n')[1]).toBe('         f(x)   broken: no finite values');
  });

  it('has a gap where it is NaN and a marker where a sample stands alone', () => {
    const y = Array.from({length: 25}, (_, i) => (i === 8 || i === 10 || i > 16 ? Number.NaN : i));
    expect(plotText(curve(y), {...style, height: 5})).toMatchInlineSnapshot(`
      "         ── f
               f(x)
            15 ┤            ┊╭───
            10 ┤         ● ──╯
             5 ┤   ╭────    ┊
             0 ┼───╯ · · · ·┊· · · · · ·
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('leaves the frame where it is infinite', () => {
    expect(plotText(figure({log: (x) => Math.log(Math.max(0, x))}), style)).toMatchInlineSnapshot(`
      "         ── log
               f(x)
               │            ┊          ╭─
           1.6 ┤            ┊        ╭─╯
               │            ┊       ╭╯
           1.2 ┤            ┊      ╭╯
               │            ┊    ╭─╯
           0.8 ┤            ┊    │
               │            ┊   ╭╯
           0.4 ┤            ┊  ╭╯
               │            ┊  │
           0.0 ┼ · · · · · ·┊·╭╯ · · · ·
               │            ┊ │
          -0.4 ┤            ┊ │
               │            ┊╭╯
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('does not join both sides of a pole', () => {
    const text = plotText(figure({f: (x) => 1 / (x + 0.1)}), {...style, ymin: -1, ymax: 1, height: 5});
    expect(text).toMatchInlineSnapshot(`
      "         ── f
               f(x)
           1.0 ┤            ┊  ╰╮
           0.5 ┤            ┊   ╰────╮
           0.0 ┼────╮· · · ·┊· · · · ╰───
          -0.5 ┤    ╰─────╮ ┊
          -1.0 ┤          ╰╮┊
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('is drawn over a huge range', () => {
    expect(plotText(figure({f: (x) => x * 2.9e307}), {...style, height: 7})).toMatchInlineSnapshot(`
      "         ── f
               f(x)
       1.5e308 ┤            ┊        ╭───
         1e308 ┤            ┊     ╭──╯
         5e307 ┤            ┊ ╭───╯
             0 ┼ · · · · · ╭──╯· · · · ·
        -5e307 ┤       ╭───╯┊
        -1e308 ┤    ╭──╯    ┊
      -1.5e308 ┤────╯       ┊
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('is drawn over a tiny range', () => {
    expect(plotText(figure({f: (x) => (x > 0 ? 5e-324 : 0)}), {...style, height: 7})).toMatchInlineSnapshot(`
      "         ── f
               f(x)
        1e-323 ┤            ┊
        5e-324 ┤            ┊╭───────────
             0 ┼─────────────╯ · · · · ·
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('may be a single sample', () => {
    expect(plotText(curve([0.25], 3, 3), style)).toMatchInlineSnapshot(`
      "         ── f
               f(x)
          0.27 ┤
          0.26 ┤
          0.25 ┤              ●
          0.24 ┤
          0.23 ┤
               └──────────────┬──────────────
                              3"
    `);
  });

  it('is joined by straight lines where there are fewer samples than columns', () => {
    expect(plotText(curve([2, 0, 4]), {...style, height: 5})).toMatchInlineSnapshot(`
      "         ── f
               f(x)
             4 ┤            ┊          ╭─
             3 ┤            ┊       ╭──╯
             2 ┤────╮       ┊    ╭──╯
             1 ┤    ╰─────╮ ┊ ╭──╯
             0 ┼ · · · · ·╰───╯· · · · ·
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });
});

describe('the frame', () => {
  it('ends at --ymin and --ymax, and the curve leaves it there', () => {
    expect(plotText(figure({exp: Math.exp}), {...style, ymin: 0, ymax: 4, height: 5})).toMatchInlineSnapshot(`
      "         ── exp
               f(x)
             4 ┤            ┊  ╭╯
             3 ┤            ┊ ╭╯
             2 ┤            ┊╭╯
             1 ┤           ╭─╯
             0 ┼───────────╯┊· · · · · ·
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('keeps to limits that lie close together', () => {
    const text = plotText(constant(1000000.2), {...style, ymin: 1000000, ymax: 1000001});
    expect(labelsOf(text).map(([, label]) => label)).toEqual(['1000001', '1000000']);
  });

  it('says where the curves are if none of them is inside', () => {
    expect(plotText(figure({f: Math.tanh}), {...style, ymin: 2, ymax: 3, height: 3})).toMatchInlineSnapshot(`
      "         ── f
               f(x)
           3.0 ┤            ┊
           2.5 ┤  all below this frame
           2.0 ┤            ┊
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
    expect(plotText(figure({f: Math.tanh}), {...style, ymax: -2})).toContain('all above this frame');
  });

  it.each([3, 4, 5, 7, 9, 12, 20, 50])('has at most --height %d rows and more than half as many', (height) => {
    const text = plotText(figure({sigmoid}), {...style, height});
    const rows = text.split('\n').length - 4;
    expect(rows).toBeLessThanOrEqual(height);
    expect(rows).toBeGreaterThan(height / 2);
  });

  it.each([
    [{relu, tanh: Math.tanh, sigmoid}, 3],
    [{sin: Math.sin}, 1],
    [{exp: Math.exp}, 1],
    [{zero: () => 0}, 1],
  ])('fits with both panels, legend and strips above the prompt of an 80x24 terminal (%#)', (curves, count) => {
    const drawn = both(curves, {...curves, tanh: sigmoidSlope}, 80);
    const marks = Array.from(drawn.x, (x): Mark => (x > 3 ? 'saturated' : x < 0 ? 'dead' : 'none'));
    const strips = Object.keys(curves).map((label) => ({label, marks}));
    const lines = plotText({...drawn, strips, notes: ['saturated: |f′| < 0.01']}, {...style, width: 80}).split('\n');
    expect(strips).toHaveLength(count);
    expect(lines.length).toBeLessThanOrEqual(23);
  });
});

describe('the x axis', () => {
  it.each([
    [-6, 6, 80, '-6         -4         -2          0          2          4          6'],
    [-1, 1, 40, '-1             0             1'],
    [0, 1, 40, '0.0           0.5           1.0'],
    [-1000, 1000, 60, '-1000       -500          0          500        1000'],
    [-1e308, 1e308, 60, '-1e308      -5e307         0         5e307      1e308'],
    [1000000, 1000001, 80, '1000000.00       1000000.25       1000000.50       1000000.75   1000001.00'],
    [3, 3, 40, '3'],
    [0, 1e-300, 60, '0                     5e-301                1e-300'],
  ])('has round ticks from %d to %d in %d columns', (from, to, width, ticks) => {
    const y = Array.from({length: plotColumns(width, from, to)}, (_, i) => i);
    const lines = plotText(curve(y, from, to), {...style, width}).split('\n');
    expect(lines.at(-1)?.trim()).toBe(ticks);
  });

  it('has its ticks on the columns whose samples are the values below them', () => {
    const x = spaced(plotColumns(80, -6, 6));
    const axis =
      plotText(figure({relu}, 80), {...style, width: 80})
        .split('\n')
        .at(-2) ?? '';
    const ticks = [...axis].flatMap((character, at) => (character === '┬' ? [x[at - 10]] : []));
    expect(ticks).toEqual([-6, -4, -2, 0, 2, 4, 6]);
  });

  it.each([40, 41, 60, 79, 80, 100, 120, 200, 333])('samples x = 0 itself in %d columns', (width) => {
    expect(spaced(plotColumns(width, -6, 6))).toContain(0);
  });
});

describe('the legend', () => {
  it('shortens long labels in the middle and keeps them distinct', () => {
    const labels = ['a', 'b', 'c'].map((end) => `maxout:weights=[1;-1;0.25],biases=[0;0.125;${end}]`);
    const others = ['x', 'y'].map((middle) => `maxout:weights=[1;-1;${middle},${middle}],biases=[0;0.125;9]`);
    const curves = Object.fromEntries([...labels, ...others].map((label) => [label, relu]));
    expect(plotText(figure(curves), {...style, height: 3})).toMatchInlineSnapshot(`
      "         ─●─ maxout:weight…s=[0;0.125;a]
               ━▲━ maxout:weight…s=[0;0.125;b]
               ═■═ maxout:weight…s=[0;0.125;c]
               ─◆─ maxout:weigh…[0;0.125;9] #4
               ━○━ maxout:weigh…[0;0.125;9] #5
               f(x)
           5.0 ┤            ┊       ╭─●──
           2.5 ┤            ┊  ╭──○─╯
           0.0 ┼──●───▲───■───◆╯ · · · ·
               └──┬─────────┬─────────┬──
                 -5         0         5"
    `);
  });

  it('counts East Asian characters as two columns', () => {
    const lines = plotText(figure({激活函: relu, 整流: relu, 双曲: relu}), style).split('\n');
    expect(lines.slice(0, 2)).toEqual(['         ─●─ 激活函   ━▲━ 整流', '         ═■═ 双曲']);
  });

  it('gives every one of forty curves a key of its own', () => {
    const curves = Object.fromEntries(Array.from({length: 40}, (_, i) => [`f${i}`, relu]));
    const keys = [...plotText(figure(curves), style).matchAll(/(\S{3}) f\d+/g)].map(([, key]) => key);
    expect(new Set(keys).size).toBe(40);
  });
});

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

/** The labels of the rows and the lines on which they stand. */
function labelsOf(text: string): readonly (readonly [number, string])[] {
  return text.split('\n').flatMap((line, row) => {
    const label = /^ *(-?[\d.]+(?:e-?\d+)?) [┤┼+]/.exec(line)?.[1];
    return label === undefined ? [] : [[row, label] as const];
  });
}

/** A decimal as an integer multiple of 10^-400, exactly. */
function scaled(text: string): bigint {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(400 + Number(exponent) - fraction.length);
}
