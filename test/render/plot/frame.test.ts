import {describe, expect, it} from 'vitest';
import type {Mark} from '../../../src/regions/region.ts';
import {plotText} from '../../../src/render/plot/plot.ts';
import {both, constant, figure, labelsOf, relu, sigmoid, sigmoidSlope, style} from './figures.ts';

describe('the frame', () => {
  it('ends at --ymin and --ymax, and the curve leaves it there', () => {
    expect(plotText(figure({exp: Math.exp}), {...style, ymin: 0, ymax: 4, height: 5})).toMatchInlineSnapshot(`
      "    exp: f(x)
        4 ┤                 ┊  ⢀⠇
          │                 ┊  ⡜
        2 ┤                 ┊⢀⡜
          │                ⢀⡰⠋
        0 ┤⢀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⠤⠤⠤⠒⠊⠁┊⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀ ⡀
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
  });

  it('keeps to limits that lie close together', () => {
    const text = plotText(constant(1000000.2), {...style, ymin: 1000000, ymax: 1000001});
    expect(labelsOf(text).map(([, label]) => Number(label))).toEqual([
      1000001, 1000000.8, 1000000.6, 1000000.4, 1000000.2, 1000000,
    ]);
  });

  it('says where the curves are if none of them is inside', () => {
    expect(plotText(figure({f: Math.tanh}), {...style, ymin: 2, ymax: 3, height: 3})).toMatchInlineSnapshot(`
      "    f: f(x)
        3 ┤                 ┊
          │  all below this frame
        2 ┤                 ┊
          └┬─────┬────┬─────┬─────┬────┬─────┬
          -6    -4   -2     0     2    4     6"
    `);
    expect(plotText(figure({f: Math.tanh}), {...style, ymax: -2})).toContain('all above this frame');
  });

  it.each([3, 4, 5, 7, 9, 12, 20, 50])('has --height %d rows', (height) => {
    const text = plotText(figure({sigmoid}), {...style, height});
    expect(text.split('\n')).toHaveLength(height + 3);
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
