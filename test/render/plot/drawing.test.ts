import {describe, expect, it} from 'vitest';
import type {Mark} from '../../../src/regions/region.ts';
import {plotText} from '../../../src/render/plot/plot.ts';
import {both, figure, relu, type Sampled, sigmoid, sigmoidSlope, step, style} from './figures.ts';

describe('a drawing', () => {
  it('has f above and f′ below on one x axis', () => {
    expect(plotText(both({relu}, {relu: step}, 80), {...style, width: 80})).toMatchInlineSnapshot(`
      "     relu: f(x)
         6 ┤                                     ┊                                ⣀⠤⠒⠉
           │                                     ┊                            ⢀⡠⠔⠊
           │                                     ┊                        ⢀⡠⠔⠊⠁
         4 ┤                                     ┊                     ⣀⠤⠒⠁
           │                                     ┊                 ⢀⠤⠒⠉
           │                                     ┊             ⢀⡠⠔⠊⠁
         2 ┤                                     ┊          ⡠⠔⠊⠁
           │                                     ┊      ⣀⠤⠒⠉
           │                                     ┊  ⢀⠤⠒⠉
         0 ┤⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡠⠔⠊⠁ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
           f′(x)
      1.00 ┤                                     ⢸⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
           │                                     ⢸
      0.75 ┤                                     ⢸
           │                                     ⢸
      0.50 ┤                                     ⡜
           │                                     ⡇
      0.25 ┤                                     ⡇
           │                                     ⡇
      0.00 ┤⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡇⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
           └┬───────────┬───────────┬────────────┬───────────┬───────────┬───────────┬
           -6          -4          -2            0           2           4           6"
    `);
  });

  it('shows a sigmoid and its gradient in 40 columns', () => {
    expect(plotText(both({sigmoid}, {sigmoid: sigmoidSlope}, 40), style)).toMatchInlineSnapshot(`
      "     sigmoid: f(x)
      1.00 ┤                 ┊     ⢀⡠⠤⠒⠒⠒⠉⠉⠉⠉⠉
           │                 ┊   ⡠⠊⠁
      0.75 ┤                 ┊ ⢠⠎
           │                 ┊⡰⠁
           │                 ⡜⠁
      0.50 ┤               ⢀⡜┊
           │              ⢀⠎ ┊
      0.25 ┤             ⡰⠃  ┊
           │          ⢀⡠⠊    ┊
      0.00 ┤⢀⣀⣀⣀⣀⠤⠤⠤⠒⠊⠁ ⡀ ⡀ ⡀┊⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
           f′(x)
      0.25 ┤               ⡰⠊⠑⢆
           │              ⡰⠁ ┊⠈⢆
           │             ⣰⠁  ┊ ⠈⣆
           │            ⢠⠃   ┊  ⠘⡄
           │           ⢠⠏    ┊   ⠹⡄
       0.1 ┤          ⢠⠏     ┊    ⠹⡄
           │         ⣠⠋      ┊     ⠙⣄
           │       ⡠⠜⠁       ┊      ⠈⠣⢄
       0.0 ┤⢀⡠⠤⠤⠔⠒⠉ ⡀ ⡀ ⡀ ⡀ ⡀┊⡀ ⡀ ⡀ ⡀ ⡀⠉⠒⠢⠤⠤⢄⣀
           └┬─────┬────┬─────┬────┬─────┬────┬
           -6    -4   -2     0    2     4    6"
    `);
  });

  it('uses the whole of 120 columns', () => {
    expect(plotText(figure({tanh: Math.tanh}, 120), {...style, width: 120, height: 9})).toMatchInlineSnapshot(`
      "     tanh: f(x)
       1.0 ┤                                                         ┊         ⢀⣀⠤⠤⠔⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
           │                                                         ┊     ⣀⠤⠒⠉⠁
       0.5 ┤                                                         ┊  ⢀⠔⠊
           │                                                         ┊⡠⠒⠁
       0.0 ┤⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⡠⠊⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄ ⠄
           │                                                     ⢀⠤⠊ ┊
      -0.5 ┤                                                   ⡠⠔⠁   ┊
           │                                              ⢀⣀⠤⠒⠉      ┊
      -1.0 ┤⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠔⠒⠒⠉⠁          ┊
           └┬────────┬─────────┬────────┬─────────┬────────┬─────────┬────────┬────────┬─────────┬────────┬─────────┬────────┬
           -6       -5        -4       -3        -2       -1         0        1        2         3        4         5        6"
    `);
  });

  it('tells several curves apart by line and marker, coinciding stretches too', () => {
    const silu: Sampled = (x) => x * sigmoid(x);
    expect(plotText(figure({relu, sigmoid, silu}, 80), {...style, width: 80, height: 8})).toMatchInlineSnapshot(`
      "    f(x)
        6 ┤                                ┊                           ⢀⣠▲⠒⠉ ▲ relu
          │                                ┊                       ⣀⠤◆⠊⠁     ◆ silu
        4 ┤                                ┊                  ⢀⣀⠤⠒⠋
          │                                ┊              ⣀⣠⠴▲⠉
        2 ┤                                ┊         ⢀⣀⠤⠲◆
          │                                ┊     ▲⣠⣔⠊⠑⠉
        1 ┤                          ⣀⡀⢀⣀■⠄⠠⢤⣤⠤⠲⠟⠒⠂⠐⠒■⠁⠈⠉⠉⠁⠈⠉⠉⠁⠈⠉■⠁⠈⠉⠉⠁⠈⠉⠉⠁⠈ ■ sigmoid
        0 ┤⠐⠒▲⠒⠒⠒■⠒⠒⠒◆⠒⠚⠛▲⠓⠚⠛■⠷⠚⠻◆⠓⠺⠿▲⠲⠶⠒⠒⠒⠊⠉◆ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂
          └┬──────────┬─────────┬──────────┬──────────┬─────────┬──────────┬
          -6         -4        -2          0          2         4          6"
    `);
  });

  it('keeps to 7-bit characters with --ascii', () => {
    const text = plotText(
      {...both({relu, sigmoid}, {relu: step, sigmoid: sigmoidSlope}, 60), notes: ['weak: |f′| ≤ 0.01']},
      {...style, width: 60, ascii: true},
    );
    expect(text).toMatchInlineSnapshot(`
      "     f(x)
         6 +                      :                  _-" + relu
           |                      :                +'"
           |                      :             _-'
         4 +                      :           .'"
           |                      :        _.'
         2 +                      :      .-"
           |                      :   _+'
         1 +                      : _||.....'x'''''''''' x sigmoid
         0 +___+_____x___..+..:::x|'. . . . . . . . . .
           f'(x)
      1.00 +                      |""""+"""""""""""+"""" + relu
           |                      |
      0.75 +                      |
           |                      |
      0.50 +                      |
           |                      |
      0.25 +                   __x|__
           |              __.'"   |  "'.__
      0.00 +___+___..x.::::+______| . . .""''x..._______ x sigmoid
           ++------+------+-------+------+------+------+
           -6     -4     -2       0      2      4      6
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
      "        ▲ relu   ■ sigmoid
              f(x)
            6 ┤               ┊          ⢀▲⠤⠒⠉
              │               ┊      ⣀⠤⠒⠉⠁
            1 ┤               ┊ ⣀⣠⡔⢊■⣀⡀⢀⣀⣀⡀⢀⣀⣀
            0 ┤⠐⠒⠒▲⠒⠒⠒⠒⠒■⠒⠒⠚⠛⠛▲⠉ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂ ⠂
              └┬────┬────┬────┬────┬────┬────┬
              -6   -4   -2    0    2    4    6
         relu  ████████████████···············
      sigmoid  ▒▒▒▒▒·····················▒▒▒▒▒
              █ dead   ▒ saturated
              threshold 0.01"
    `);
    expect(
      plotText(marked, {...style, height: 4, ascii: true})
        .split('\n')
        .slice(-3)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "sigmoid  sssss.....................sssss
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
      "    [step: f(x)]
        1 (┤)                 (┊)<0:⡏⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉>
          (│)                 <0:⢠⠃>
        0 (┤)<0:⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣸>(⡀) (⡀) (⡀) (⡀) (⡀) (⡀) (⡀) (⡀) (⡀)
      (    └┬─────┬────┬─────┬─────┬────┬─────┬)
          -6    -4   -2     0     2    4     6"
    `);
  });
});
