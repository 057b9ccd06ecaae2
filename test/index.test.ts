import {expect, test} from 'vitest';
import {ActError, activation, card, compare, evaluate, regions} from '../src/index.ts';

test('an activation is a record with its exact value and gradients', () => {
  const elu = activation('elu', {alpha: 0.5});
  expect(elu).toMatchObject({label: 'elu:alpha=0.5', parameters: {alpha: 0.5}, inputs: ['x']});
  expect(elu.value(-1)).toBe(-0.31606027941427883);
  expect(elu.gradient(-1)).toBe(0.18393972058572117);
  expect(elu.gradient(-1, 'alpha')).toBe(-0.6321205588285577);
  expect(Object.keys(elu)).toEqual(['label', 'formula', 'parameters', 'inputs', 'value', 'gradient', 'second']);
  expect(Object.isFrozen(elu)).toBe(true);
});

test('a parameter keeps the sign of its zero', () => {
  expect(activation('=k*x', {k: -0}).value(1)).toBe(-0);
});

test('over vectors points are lists, and there is a gradient by each coordinate', () => {
  const maxout = activation('maxout', {weights: '[1,2;-1,0.5]', biases: '[0;1]'});
  expect([maxout.value([1, 2]), maxout.gradient([1, 2], 'x1'), maxout.gradient([1, 2], 'x2')]).toEqual([5, 1, 2]);
  expect(() => maxout.value(1)).toThrow(ActError);
  expect(() => maxout.gradient([1, 2])).toThrow("has no variable 'x'; its gradient is with respect to x1, x2");
});

test('where there is no value there is no gradient', () => {
  const root = activation('=sqrt(x) + 2*x');
  expect([root.value(-1), root.gradient(-1)]).toEqual([Number.NaN, Number.NaN]);
});

test('evaluate fills arrays, in any format', () => {
  const {value, gradient} = evaluate('tanhshrink', [18, 0.1], {dtype: 'e4m3'});
  expect([...value]).toEqual([18, 0]);
  expect(gradient).toBeInstanceOf(Float64Array);
  expect([...evaluate('=k*x', Float64Array.of(2), {parameters: {k: 3}, fast: true}).value]).toEqual([6]);
});

test('the second derivative is there for functions of one number', () => {
  expect([activation('gelu').second(0), activation('sinc').second(0)]).toEqual([0.7978845608028654, -1 / 3]);
  expect([activation('tanh').second(-Infinity), activation('=sqrt(x)').second(-1)]).toEqual([0, Number.NaN]);
  const {second} = evaluate('tanh', [-1, 1, Infinity], {order: 2, dtype: 'bf16'});
  expect([...second]).toEqual([0.640625, -0.640625, -0]);
  expect(Object.keys(evaluate('tanh', [0]))).toEqual(['value', 'gradient']);
  const {activations} = compare(['tanh', 'gelu'], {order: 2});
  expect(activations.map((each) => each.second)).toMatchObject([
    {value: 0.769800358919501, certain: true},
    {value: 0.7978845608028654, x: 0},
  ]);
  expect(compare(['relu']).activations[0]?.second).toBe(null);
  const maxout = activation('maxout', {weights: '[1,2;-1,0.5]', biases: '[0;1]'});
  expect(() => maxout.second([1, 2])).toThrow('has 2 inputs, so its second derivatives are a matrix');
  expect(() => evaluate('tanh', [0], {order: 2, fast: true})).toThrow('fast and order 2 cannot be combined');
  // A program without types may hand over anything.
  expect(() => evaluate('tanh', [0], {order: 3 as 2})).toThrow("invalid value for order: '3'; give 1 for derivatives");
});

test('regions are intervals with exact ends', () => {
  expect(regions('relu6')).toEqual({
    unknown: [],
    certain: true,
    regions: [
      {kind: 'dead', from: -Infinity, to: 0, fromClosed: false, toClosed: true},
      {kind: 'dead', from: 6, to: Infinity, fromClosed: true, toClosed: false},
    ],
  });
  expect(regions('leaky_relu', {parameters: {slope: 0.001}}).regions).toMatchObject([{kind: 'weak', to: 0}]);
  expect(regions('sigmoid', {dtype: 'bf16', backward: 'output'}).regions.at(-1)).toMatchObject({
    kind: 'dead',
    from: 6.25,
  });
  expect(regions('sin', {range: [0, 3], threshold: 0.1})).toMatchObject({over: [0, 3], regions: [{kind: 'weak'}]});
});

test('a card says everything that is known', () => {
  expect(card('elu:alpha=0.5')).toMatchObject({
    name: 'elu',
    parameters: [{name: 'alpha', value: 0.5, default: 1}],
    kinks: [{x: 0, left: {gradient: 0.5}, right: {gradient: 1}}],
    shape: {monotonicity: 'increasing', smoothness: 'C0'},
  });
});

test('a comparison has the figures of each activation and of each pair', () => {
  const {activations, pairs, over} = compare(['gelu@jax', 'gelu@torch', activation('=max(x, 0)')]);
  expect(activations.map(({label, cost}) => ({label, cost}))).toEqual([
    {label: 'gelu@jax', cost: null},
    {label: 'gelu@torch', cost: null},
    {label: '=max(x, 0)', cost: null},
  ]);
  expect(activations[2]).toMatchObject({
    range: {from: {value: 0, x: 0}, to: {value: Infinity, x: Infinity}},
    shape: {over: null, smoothness: 'C0', outputSign: 'non-negative', steepest: {gradient: 1}},
    moments: {square: 0.5, gradientSquare: 0.5, forwardGain: Math.SQRT2},
    shares: {dead: 0.5, saturated: 0, zero: 0.5},
  });
  expect(pairs.map(({labels}) => labels.join(', '))).toEqual([
    'gelu@jax, gelu@torch',
    'gelu@jax, =max(x, 0)',
    'gelu@torch, =max(x, 0)',
  ]);
  expect(pairs[0]).toMatchObject({
    value: {size: 0.00047323552068728427, x: 2.698941386377269, mirrored: true},
    parity: {failsAt: -4, passesAt: -3},
  });
  expect(over).toBeNull();
});

test('what a comparison is about can be chosen', () => {
  const {activations, pairs, over} = compare(['sin', 'tanh'], {std: 2, range: [0, 3], threshold: 0.1, dtype: 'e5m2'});
  expect(over).toEqual([0, 3]);
  expect(activations.map(({shape}) => shape.over)).toEqual([
    [0, 3],
    [0, 3],
  ]);
  // sech² rounds to 0 from 7 on, the next number of the format beyond 6: P(|x| > 7)
  expect(activations[1]?.shares.underflow).toBeCloseTo(0.000465258, 9);
  expect(pairs[0]?.value.x).toBe(3);
  expect(compare(['relu'], {range: [-Infinity, 3]}).activations[0]).toMatchObject({
    range: {to: {value: 3, x: 3}},
    shape: {over: [-Infinity, 3]},
  });
  let milliseconds = 0;
  const clock = () => {
    milliseconds += 1;
    return milliseconds;
  };
  // A clock that goes on by 1 ms between any two looks: every activation costs one ReLU.
  expect(compare(['tanh'], {clock}).activations[0]?.cost?.relus).toBe(1);
});

test('a made activation may stand wherever its text may', () => {
  const elu = activation('elu', {alpha: 0.5});
  expect(card(elu)).toEqual(card('elu:alpha=0.5'));
  expect(regions(elu)).toEqual(regions('elu:alpha=0.5'));
  expect(evaluate(elu, [-1, 2])).toEqual(evaluate('elu:alpha=0.5', [-1, 2]));
  expect(compare([elu, 'elu'])).toEqual(compare(['elu:alpha=0.5', 'elu']));
});

test('mistakes are errors with a code', () => {
  const fails = (code: string) => expect.objectContaining({name: 'ActError', code});
  expect(() => activation('gleu')).toThrow(fails('unknownActivation'));
  expect(() => activation('relu', {alpha: 1})).toThrow(fails('unknownParameter'));
  expect(() => activation('elu:alpha=1', {alpha: 2})).toThrow(fails('overruled'));
  expect(() => evaluate('relu', [1], {dtype: 'f16', fast: true})).toThrow(fails('exclusive'));
  expect(() => evaluate(activation('elu'), [1], {parameters: {alpha: 1}})).toThrow(fails('exclusive'));
  expect(() => evaluate('maxout:weights=[1,2;3,4]', [1])).toThrow(fails('pointSize'));
  for (const about of [regions, (text: string, options: object) => compare([text], options)]) {
    expect(() => about('relu', {threshold: -1})).toThrow(fails('optionValue'));
    expect(() => about('relu', {range: [1, -1]})).toThrow(fails('optionValue'));
    expect(() => about('relu', {dtype: 'f17'})).toThrow(fails('unknownDtype'));
    expect(() => about('maxout:weights=[1,2;3,4]', {})).toThrow(fails('regionsOfVectors'));
  }
  expect(() => compare(['relu'], {std: 0})).toThrow(fails('optionValue'));
  expect(() => compare(['relu'], {mean: Number.NaN})).toThrow(fails('optionValue'));
  expect(() => compare(['relu', activation('relu')])).toThrow(fails('namedTwice'));
});

test('no message speaks of the command line', () => {
  const vectors = 'maxout:weights=[1,2;3,4]';
  const mistakes: readonly (() => unknown)[] = [
    () => activation('relu', {beta: 1}),
    () => activation('=beta*x'),
    () => activation('elu:alpha=1', {alpha: 2}),
    () => activation('relu').value([1, 2]),
    () => activation(vectors).value(1),
    () => evaluate(vectors, [1]),
    () => evaluate('relu', [1], {dtype: 'f17'}),
    () => evaluate('relu', [1], {dtype: 'f16', fast: true}),
    () => regions('gelu', {backward: 'output'}),
    () => regions(vectors),
  ];
  for (const mistake of mistakes) {
    expect(mistake).toThrow(ActError);
    expect(mistake).not.toThrow(/--/);
  }
});

test('so they are where a program without types hands over anything', () => {
  const untyped: unknown[] = [['1'], [1, undefined], 5, null];
  for (const given of untyped) {
    expect(() => evaluate('gelu', given as number[])).toThrow(expect.objectContaining({code: 'notNumbers'}));
  }
  // A copy has the public side alone.
  for (const given of [5, null, undefined, ['gelu'], {label: 'gelu'}, {...activation('gelu')}] as unknown[]) {
    expect(() => card(given as string)).toThrow(expect.objectContaining({code: 'notActivation'}));
  }
  expect(() => compare('relu' as unknown as string[])).toThrow(expect.objectContaining({code: 'optionValue'}));
});

test.each([
  ['range', '0:1', "invalid value for range: '0:1'; give two numbers, the lower first, such as [-6, 6]"],
  ['range', [1], "invalid value for range: '[1]'; give two numbers, the lower first"],
  ['range', [Number.NaN, 1], "invalid value for range: '[NaN, 1]'; give two numbers, the lower first"],
  ['range', [2, 1], "invalid value for range: '[2, 1]'; give two numbers, the lower first"],
  ['threshold', '1', "invalid value for threshold: '1'; give a number, 0 or more"],
  ['dtype', 16, "invalid value for dtype: '16'; give the name of a number format, such as 'float16'"],
  ['dtpye', 'f16', "unknown option 'dtpye'; did you mean 'dtype'?"],
])('regions and compare refuse %s = %j', (option, value, message) => {
  const options: object = {[option]: value};
  expect(() => regions('gelu', options)).toThrow(message);
  expect(() => compare(['gelu'], options)).toThrow(message);
});

test('so do the others what they do not understand', () => {
  const anything = (options: unknown) => options as object; // as of a program without types
  expect(() => regions('gelu', anything({backward: 'foo'}))).toThrow(
    "invalid value for backward: 'foo'; give 'output'",
  );
  expect(() => compare(['gelu'], anything({std: '1'}))).toThrow("invalid value for std: '1'; give a number above 0");
  expect(() => compare(['gelu'], anything({clock: 1}))).toThrow("invalid value for clock: '1'; give a function");
  expect(() => compare(['gelu'], anything({colour: 1}))).toThrow(
    "unknown option 'colour'; the options are threshold, range, dtype, patience, mean, std, clock",
  );
  expect(() => evaluate('gelu', [1], anything({fast: 'no'}))).toThrow(
    "invalid value for fast: 'no'; give true or false",
  );
  for (const given of [null, 5, 'fast', [1]]) {
    expect(() => regions('gelu', anything(given))).toThrow('invalid value for options');
    expect(() => compare(['gelu'], anything(given))).toThrow('invalid value for options');
    expect(() => evaluate('gelu', [1], anything(given))).toThrow('invalid value for options');
    expect(() => activation('gelu', anything(given) as Record<string, number>)).toThrow('invalid value for parameters');
  }
  expect(() => activation('elu', {alpha: '1'})).toThrow(
    "invalid value for alpha: '1'; give a number, or a matrix as a text such as '[1;-1]'",
  );
  expect(() => regions('elu', anything({parameters: {alpha: true}}))).toThrow("invalid value for alpha: 'true'");
  expect(regions('gelu', anything({dtype: undefined, range: [-Infinity, Infinity]}))).toEqual(
    regions('gelu', {range: [-Infinity, Infinity]}),
  );
});
