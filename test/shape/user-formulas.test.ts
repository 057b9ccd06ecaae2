/** Formulas on which samples failed: what is told of them is proven, or said not to be known. */

import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {kinksOf} from '../../src/shape/joints/kinks.ts';
import {shapeOf} from '../../src/shape/shape.ts';

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}
const shape = (text: string) => shapeOf(selected(text));

describe('kinks are found without samples', () => {
  test.each([
    ['max(0,0.5*x)', [0]],
    ['abs(0.3*x)', [0]],
    ['max(0.2*x,0.5*x)', [0]],
    ['max(0,x/3)', [0]],
    ['abs(x*(x-0.1))', [0, 0.1]],
    ['max(0,silu(x))', [0]],
    ['abs(gelu(x))', [0]],
    ['abs(1e-300*x - 1e-310)', [9.999999999999969e-11]], // the subnormal 1e-310 has 14 digits

    ['max(0, tanh(1e12*(x - 0.3)))', [0.3]],
    // The same number is taken from itself: no number of bits shows that this is 0.
    ['abs(exp(x) - exp(1))', [1]],
    ['max(exp(x), exp(-0.3))', [-0.3]],
    ['max(tanh(x) - tanh(0.3), 0)', [0.3]],
    ['abs(log(x) - log(3))', [0, 3]],
  ] as const)('%s', (formula, places) => {
    const selection = selected(`=${formula}`);
    const {smoothness, certain} = shapeOf(selection);
    expect({smoothness, certain}).toEqual({smoothness: 'C0', certain: true});
    expect(kinksOf(selection).map(({x}) => x)).toEqual(places);
  });

  test('what has no value is not 0 because it is taken from itself', () => {
    expect(shape('=max(log(x), log(-2))')).toMatchObject({monotonicity: 'not known', sign: 'not known'});
    expect(shape('=log(-1 - abs(x))')).toMatchObject({monotonicity: 'not known', sign: 'not known', extrema: []});
  });

  test('beside them a gradient of 0 is dead, not saturated', () => {
    expect(regionsOf(selected('=max(0,silu(x))'), {threshold: 0.01}).regions).toMatchObject([
      {kind: 'dead', from: -Infinity, to: 0},
    ]);
  });
});

test.each([
  ['exp(1/x)', 'positive'],
  ['x^4/x^2', 'positive'],
  ['x > 0 ? (x - 1)^2 : exp(1/x)', 'non-negative'],
  ['x < 0 ? 0 : x + 1', 'non-negative'],
  ['exp(-1/x)', 'non-negative'],
] as const)('a limit of 0 at a place where f is not 0 is not reached: %s is %s', (formula, sign) => {
  expect(shape(`=${formula}`).sign).toBe(sign);
});

test('pieces that hold no double turn too, and part the plateaus beside them', () => {
  const turns = (formula: string) => shape(`=${formula}`).extrema.map(({kind, from, value}) => [kind, from, value]);
  expect(turns('max(0, 1 - abs(x - 1)*1e20)')).toEqual([['maximum', 1, 1]]);
  expect(turns('relu(x-3) - 2*relu(x-3-1e-17) + relu(x-3-2e-17)')).toEqual([['maximum', 3, 1e-17]]);
  expect(turns('x + max(0, 1 - abs(x - 1)*1e20)').map(([kind]) => kind)).toEqual(['maximum', 'minimum']);
  expect(shape('=relu(x-3) - relu(x-3-1e-17)').plateaus).toEqual([
    {from: -Infinity, to: 3, value: 0},
    {from: 3, to: Infinity, value: 1e-17},
  ]);
});

test('a turn at which f′ is 0 because the same is taken from itself', () => {
  const {extrema, certain} = shape('=(exp(x) - exp(1))^2');
  expect(extrema).toEqual([{kind: 'minimum', from: 1, to: 1, value: 0}]);
  expect(certain).toBe(true);
});

test.each([
  [16, 30],
  [-30, -16],
])(
  'a function that oscillates for ever has its kinks and turns wherever it is asked for: from %d to %d',
  (from, to) => {
    const {extrema, joints, certain} = shapeOf(selected('=abs(sin(x))'), {from, to});
    const expected = [11, 12, 13, 14, 15, 16, 17, 18, 19].map((k) => (k * Math.PI) / 2);
    expect(extrema.map(({from}) => Math.abs(from)).sort((a, b) => a - b)).toEqual(
      expected.map((x) => expect.closeTo(x, 13)),
    );
    expect(joints.filter(({x}) => from < x && x < to)).toHaveLength(4);
    expect(certain).toBe(true);
  },
);

test('further out than 1000 the kinks of what oscillates are not known, those of what does not are', () => {
  const smoothness = (text: string, to: number) => shapeOf(selected(text), {from: 1000, to}).smoothness;
  expect([smoothness('=abs(sin(x)) + x', 1004), smoothness('=max(0, x - 1003) + sin(x)', 1004)]).toEqual([
    'not known',
    'C0',
  ]);
});

describe('extrema and slopes between two samples', () => {
  // Turns of x - a atan(b (x - c)): where 1 + (b t)² = a b, t = x - c.
  test.each([
    ['tanh(1e9*(x-0.7))', 'increasing', 0, 1e9, 0.7],
    ['x-0.002*atan(1e4*(x-0.503))', 'none', 2, 19, 0.503],
    ['x+0.01*tanh(-1e4*(x-5.003))', 'none', 2, 99, 5.003],
    ['x+2*atan(-1e8*(x-0.123))', 'none', 2, 2e8 - 1, 0.123],
    ['tanh(50*(x-0.7))', 'increasing', 0, 50, 0.7],
  ] as const)('%s is %s', (formula, monotonicity, turns, gradient, x) => {
    const found = shape(`=${formula}`);
    expect({monotonicity: found.monotonicity, turns: found.extrema.length, certain: found.certain}).toEqual({
      monotonicity,
      turns,
      certain: true,
    });
    expect(found.steepest.value / gradient).toBeCloseTo(1, 12);
    expect(found.steepest.x).toBeCloseTo(x, 15);
  });

  test('their places are the nearest doubles', () => {
    const t = Math.sqrt(19) / 1e4;
    const [high, low] = shape('=x-0.002*atan(1e4*(x-0.503))').extrema;
    expect([high?.kind, low?.kind]).toEqual(['maximum', 'minimum']);
    expect(high?.from).toBeCloseTo(0.503 - t, 12);
    expect(low?.from).toBeCloseTo(0.503 + t, 12);
  });

  test('an extremum at a jump is where f takes it', () => {
    expect(shape('=x>1 and x<2 ? 1 : 0').extrema).toEqual([
      {kind: 'maximum', from: 1.0000000000000002, to: 1.9999999999999998, value: 1},
    ]);
    expect(shape('=x>=1 and x<=2 ? 1 : 0').extrema).toEqual([{kind: 'maximum', from: 1, to: 2, value: 1}]);
  });
});

describe('what cancels is seen to', () => {
  test.each([
    ['log(1+exp(x))', 'increasing', 1],
    ['1/(1+exp(-x))', 'increasing', 0.25],
    ['x/sqrt(1+x^2)', 'increasing', 1],
    ['(exp(x)-exp(-x))/(exp(x)+exp(-x))', 'increasing', 1],
    ['x/(1+x^2)', 'none', 1],
    ['sinh(x)^2-cosh(x)^2+1', 'constant', 0],
    ['exp(x)*exp(-x)-1', 'constant', 0],
  ] as const)('%s is %s', (formula, monotonicity, gradient) => {
    const found = shape(`=${formula}`);
    expect([found.monotonicity, found.steepest.value, found.certain]).toEqual([monotonicity, gradient, true]);
  });
});

describe('poles and edges of the domain are no turns', () => {
  test.each([
    ['1/(x-2)', 'none'],
    ['1/(3*x-1)', 'none'],
    ['log(x)', 'increasing'],
    ['sqrt(x)', 'increasing'],
    ['x/abs(x)', 'non-decreasing'],
  ] as const)('%s is %s', (formula, monotonicity) => {
    const found = shape(`=${formula}`);
    expect([found.monotonicity, found.extrema]).toEqual([monotonicity, []]);
  });

  test.each(['1/(3*x-1)', 'tan(x)'])('%s reaches both infinities between two doubles', (formula) => {
    const {infimum, supremum, extrema} = shape(`=${formula}`);
    expect([infimum.value, supremum.value, extrema]).toEqual([-Infinity, Infinity, []]);
  });
});

describe('single values and one-sided limits', () => {
  test.each([
    ['x!=0.5?x:7', 'none', 1],
    ['x==0.5?1:0', 'none', 1],
    ['min(sign(sqrt(x)),1.7)', 'non-decreasing', 0],
  ] as const)('%s is %s', (formula, monotonicity, turns) => {
    const found = shape(`=${formula}`);
    expect([found.monotonicity, found.extrema.length]).toEqual([monotonicity, turns]);
  });

  test.each([
    ['1/abs(x-0.1)', Infinity, Infinity],
    ['1/(x-2)', -Infinity, Infinity],
    ['x>0?x*log(x):0', 0, 0],
    ['sin(x)/x', 1, 1],
  ])('%s tends to %d and %d', (formula, left, right) => {
    const [joint] = shape(`=${formula}`).joints;
    expect([joint?.left.value, joint?.right.value].map((value = Number.NaN) => value + 0)).toEqual([left, right]); // no -0
  });

  test('a slope without bound has its sign', () => {
    const [joint] = shape('=abs(x)^0.5').joints;
    expect([joint?.left.slope, joint?.right.slope]).toEqual([-Infinity, Infinity]);
  });

  test('0 between two doubles is not excluded', () => {
    expect(['=sqrt(x^2-2)', '=abs(3*x-1)', '=abs(3*x-1)+1'].map((text) => shape(text).sign)).toEqual([
      'non-negative',
      'non-negative',
      'positive',
    ]);
  });

  test('a function that is even nearby need not be even', () => {
    expect(shape('=max(x,1e300)').symmetry).toBe('none');
  });
});

describe('what is not proven is said', () => {
  test.each(['sigmoid(sin(log1p(x^3)))', 'sin(1/x)'])(
    'no slope is certain beside a place without a limit: %s',
    (formula) => {
      expect(shape(`=${formula}`).certain).toBe(false);
    },
  );

  test.each(['sin(1e300*x)', 'exp(2*x)-exp(x)^2', 'x*tanh(log(1+exp(x)))'])('%s', (formula) => {
    const {certain, plateaus} = shape(`=${formula}`);
    expect({certain, plateaus}).toEqual({certain: false, plateaus: []});
  });

  test('a branch that may change unseen is not continued', () => {
    // exp(2x) - exp(x)² is 0, which no bounds show: 7 for x < 3 only.
    const {plateaus} = shape('=exp(2*x) - exp(x)^2 > 1e-40*(x - 3) ? 7 : x');
    expect(plateaus.filter(({to}) => to > 3)).toEqual([]);
  });

  test('nothing is told of what lies between unknown intervals', () => {
    const {extrema, certain} = shapeOf({...selected('=sin(x)/x'), patience: 0.01});
    expect(certain).toBe(false);
    // 4.4934094579090641753... is where tan(x) = x.
    expect(extrema.map(({from}) => Math.abs(from))).toEqual(extrema.map(() => expect.closeTo(4.493409457909064, 14)));
  });

  test('no patience leaves everything unknown, and more of it proves no less', () => {
    const wave = selected('=sin(x) + x');
    const impatient = shapeOf({...selected('=tanh(x)*exp(-x^2)'), patience: 0});
    expect([impatient.certain, impatient.monotonicity, impatient.smoothness]).toEqual([false, 'not known', 'smooth']);
    expect(regionsOf({...selected('=tanh(x)'), patience: 0}, {threshold: 0.01})).toMatchObject({
      regions: [],
      unknown: [{from: -Infinity, to: Infinity}],
      certain: false,
    });
    expect(shapeOf({...wave, patience: 10}).certain).toBe(true);
  });
});

describe('at a corner between two doubles f is what it is at the corner, not at the nearest double', () => {
  test.each([
    ['abs(x-1/3)', 0, 'non-negative'],
    ['5+2*abs(1-3*x)', 5, 'positive'],
    ['abs(x^2-2)', 0, 'non-negative'],
    ['sqrt(x^2-2)', 0, 'non-negative'],
    ['-abs(exp(x)-2)', 0, 'non-positive'],
  ] as const)('%s', (formula, value, sign) => {
    const {infimum, supremum, sign: told, certain} = shape(`=${formula}`);
    expect({extreme: formula.startsWith('-') ? supremum.value : infimum.value, told, certain}).toEqual({
      extreme: value,
      told: sign,
      certain: true,
    });
  });
});

test.each(['x*x==2 ? 1 : 0', 'max(0,1-abs(x-1/3)*1e20)'])(
  '%s has a value of its own between two doubles, and so is not constant',
  (formula) => {
    const {infimum, supremum, monotonicity} = shape(`=${formula}`);
    expect([infimum.value, supremum.value, monotonicity]).toEqual([0, 1, 'none']);
  },
);
