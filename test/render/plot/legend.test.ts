import {describe, expect, it} from 'vitest';
import {plotText} from '../../../src/render/plot/plot.ts';
import {figure, relu, style} from './figures.ts';

describe('the legend', () => {
  it('shortens long labels in the middle and keeps them distinct', () => {
    const labels = ['a', 'b', 'c'].map((end) => `maxout:weights=[1;-1;0.25],biases=[0;0.125;${end}]`);
    const others = ['x', 'y'].map((middle) => `maxout:weights=[1;-1;${middle},${middle}],biases=[0;0.125;9]`);
    const curves = Object.fromEntries([...labels, ...others].map((label) => [label, relu]));
    expect(plotText(figure(curves), {...style, height: 3})).toMatchInlineSnapshot(`
      "    ▲ maxout:weights=[…ases=[0;0.125;a]
          ■ maxout:weights=[…ases=[0;0.125;b]
          ◆ maxout:weights=[…ases=[0;0.125;c]
          ▼ maxout:weights=…es=[0;0.125;9] #4
          △ maxout:weights=…es=[0;0.125;9] #5
          f(x)
        6 ┤                 ┊           ⣀◆⠤⠒⠊▼
          │                 ┊     ⣀⡠⠤■⠊⠉
        0 ┤⢀⣀▲⣀⣀⣀■⣀⣀⣀◆⣀⣀⣀▼⣀⣀⣀△⠤⠒⠊▲ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('counts East Asian characters as two columns', () => {
    const lines = plotText(figure({激活函: relu, 整流: relu, 双曲: relu}), style).split('\n');
    expect(lines[0]).toBe('    ▲ 激活函   ■ 整流   ◆ 双曲');
  });

  it('gives every one of forty curves a key of its own', () => {
    const curves = Object.fromEntries(Array.from({length: 40}, (_, i) => [`f${i}`, relu]));
    const keys = [...plotText(figure(curves), style).matchAll(/(\S) f\d+/g)].map(([, key]) => key);
    expect(new Set(keys).size).toBe(40);
  });
});
