import {describe, expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {breakpointsOf} from '../../../src/shape/joints/breakpoints.ts';
import {shapeOf} from '../../../src/shape/shape.ts';

function selected(text: string) {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

const places = (text: string): readonly number[] => breakpointsOf(selected(text)).places.map(({x}) => x);
const whole = (from: number, to: number): readonly number[] =>
  Array.from({length: to - from + 1}, (_, i) => from + i + 0); // no -0

describe('step functions jump', () => {
  test.each([
    ['floor(x)', whole(-16, 16)],
    ['ceil(2*x)', whole(-32, 32).map((n) => n / 2)],
    ['round(x)', whole(-16, 15).map((n) => n + 0.5)],
    // 4σ(x) is 1/2, 3/2, 5/2 and 7/2 at -log 7, -log(5/3), log(5/3) and log 7.
    ['round(4*sigmoid(x))', [-1.9459101490553132, -0.5108256237659907, 0.5108256237659907, 1.9459101490553132]],
    ['floor(tanh(x))', [0]],
    ['x > 1 ? floor(x/10) : 0', [0, -10, 10, 1].sort((a, b) => a - b)],
  ])('%s at these places', (text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  test('where their argument is bounded all are known, else those near 0', () => {
    expect(breakpointsOf(selected('round(4*sigmoid(x))')).unknown).toEqual([]);
    const endless = breakpointsOf(selected('floor(x)'), {from: -6, to: 200});
    expect(endless.places.map(({x}) => x)).toEqual(whole(-6, 6));
    expect(endless.unknown).toContainEqual({from: 6, to: 200});
  });

  test('of too many none is told, and that they are not known', () => {
    const {places: found, unknown} = breakpointsOf(selected('floor(1000*x)'));
    expect(found).toEqual([]);
    expect(unknown).toEqual([
      {from: -6, to: 0},
      {from: 0, to: 6},
    ]);
    expect(shapeOf(selected('floor(1000*x)')).certain).toBe(false);
  });
});

test('between its jumps a step function is constant, and at them it goes up', () => {
  const {monotonicity, certain, smoothness, sign} = shapeOf(selected('round(4*sigmoid(x))/4'));
  expect({monotonicity, certain, smoothness, sign}).toEqual({
    monotonicity: 'non-decreasing',
    certain: true,
    smoothness: 'jumps',
    sign: 'non-negative',
  });
});
