import {describe, expect, it} from 'vitest';
import {plotText} from '../../../src/render/plot/plot.ts';
import {constant, curve, figure, relu, style} from './figures.ts';

describe('a curve that is hard to scale', () => {
  it('has a row of its own where it is constant', () => {
    expect(plotText(constant(5.3), style)).toMatchInlineSnapshot(`
      "    f: f(x)
          │                 ┊
      7.5 ┤                 ┊
          │                 ┊
      7.0 ┤                 ┊
          │                 ┊
      6.5 ┤                 ┊
          │                 ┊
      6.0 ┤                 ┊
          │                 ┊
          │                 ┊
      5.3 ┤⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
          │                 ┊
      4.5 ┤                 ┊
          │                 ┊
      4.0 ┤                 ┊
          │                 ┊
      3.5 ┤                 ┊
          │                 ┊
      3.0 ┤                 ┊
          │                 ┊
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it.each([
    [0, '0'],
    [1, '1'],
    [-1, '-1'],
    [1 / 3, '0.333333'],
    [1e300, '1e300'],
    [123456.789, '123456.789'],
    [5e-324, '5e-324'],
  ])('labels the row of the constant %d', (value, label) => {
    const lines = plotText(constant(value), style).split('\n');
    expect(lines.find((line) => /[⠁-⣿]{20}/.test(line))).toContain(`${label} ┤`);
  });

  it('is said to have no finite values where it is NaN everywhere', () => {
    expect(plotText(constant(Number.NaN), style)).toMatchInlineSnapshot(`
      "    f: f(x)
          │
          │
          │
          │
          │
          │
          │
          │
          │
          │
          │         no finite values
          │
          │
          │
          │
          │
          │
          │
          │
          │
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('is named in the title where only others have finite values', () => {
    const text = plotText(figure({broken: () => Number.NaN, relu}), style);
    expect(text).toContain('f(x)   broken: no finite values');
  });

  it('has a gap where it is NaN and a marker where a sample stands alone', () => {
    const y = Array.from({length: 25}, (_, i) => (i === 8 || i === 10 || i > 16 ? Number.NaN : i));
    expect(plotText(curve(y), {...style, height: 5})).toMatchInlineSnapshot(`
      "    f: f(x)
       16 ┤                 ┊ ⣀⠤⠔⠊⠁
          │                ⠔⠒⠉
          │         ⢀⡀  ●   ┊
          │    ⢀⣀⠤⠒⠊⠁       ┊
        0 ┤⢀⠤⠔⠊⠁ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀┊⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('leaves the frame where it is infinite', () => {
    expect(plotText(figure({log: (x) => Math.log(Math.max(0, x))}), style)).toMatchInlineSnapshot(`
      "     log: f(x)
       1.8 ┤                 ┊             ⢀⠔⠉
           │                 ┊           ⢀⠔⠁
       1.5 ┤                 ┊          ⡴⠋
           │                 ┊        ⢠⠎
           │                 ┊       ⡰⠃
       1.0 ┤                 ┊      ⡼⠁
           │                 ┊     ⡼⠁
           │                 ┊    ⡰⠁
           │                 ┊   ⢠⠃
       0.5 ┤                 ┊   ⡎
           │                 ┊  ⢸
           │                 ┊  ⡇
       0.0 ┤⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄┊⠄⢸⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄
           │                 ┊ ⡞
           │                 ┊⢀⡇
           │                 ┊⢸
      -0.5 ┤                 ┊⢸
           │                 ┊⡎
           │                 ┊⡇
      -1.0 ┤                 ⢀⠇
           └┬─────┬────┬─────┬────┬─────┬────┬
           -6    -4   -2     0    2     4    6"
    `);
  });

  it('does not join both sides of a pole', () => {
    const text = plotText(figure({f: (x) => 1 / (x + 0.1)}), {...style, ymin: -1, ymax: 1, height: 5});
    expect(text).toMatchInlineSnapshot(`
      "    f: f(x)
        1 ┤                 ┊  ⠣⡀
          │                 ┊   ⠈⠑⠒⠤⠤⣀⣀⣀⣀⡀
        0 ┤⢀⣀⣀⡀⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄┊⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠈⠉⠉⠉⠉
          │   ⠈⠉⠉⠉⠉⠒⠒⠢⠤⡀    ┊
       -1 ┤            ⠈⠱⡄  ┊
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('is drawn over a huge range', () => {
    expect(plotText(figure({f: (x) => x * 2.9e307}), {...style, height: 7})).toMatchInlineSnapshot(`
      "    f: f(x)
          │                 ┊            ⣀⡠⠔⠒⠉
          │                 ┊       ⣀⡠⠔⠒⠉
          │                 ┊  ⣀⡠⠔⠒⠉
          │⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄⣀⠤⠔⠒⠉⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄
          │          ⣀⠤⠔⠊⠉  ┊
          │     ⣀⠤⠔⠊⠉       ┊
          │⢀⠤⠔⠊⠉            ┊
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('is drawn over a tiny range', () => {
    expect(plotText(figure({f: (x) => (x > 0 ? 5e-324 : 0)}), {...style, height: 7})).toMatchInlineSnapshot(`
      "    f: f(x)
          │                 ┊⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
          │                 ┊⡇
          │                 ┊⡇
          │                 ⢠⠃
          │                 ⢸
          │                 ⢸
          │⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣸⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('may be a single sample', () => {
    expect(plotText(curve([0.25], 3, 3), style)).toMatchInlineSnapshot(`
      "     f: f(x)
           │
           │
      0.35 ┤
           │
           │
           │
      0.30 ┤
           │
           │
           │
      0.25 ┤                 ●
           │
           │
      0.20 ┤
           │
           │
           │
      0.15 ┤
           │
           │
           └────────────────┬─────────────────
                            3"
    `);
  });

  it('is joined by straight lines where there are fewer samples than columns', () => {
    expect(plotText(curve([2, 0, 4]), {...style, height: 5})).toMatchInlineSnapshot(`
      "    f: f(x)
        4 ┤                 ┊             ⢀⡠⠒⠉
          │                 ┊          ⡠⠔⠊⠁
        2 ┤⠠⠤⢄⣀             ┊      ⣀⠤⠒⠉
          │    ⠉⠉⠒⠢⠤⢄⣀      ┊  ⢀⡠⠔⠊
        0 ┤⡀ ⡀ ⡀ ⡀ ⡀ ⡀⠉⠉⠒⠒⠤⢄⣀⠤⠊⠁ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });
});
