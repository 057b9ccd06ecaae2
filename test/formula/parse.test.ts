import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ActError} from '../../src/errors/errors.ts';
import {parseCondition, parseFormula} from '../../src/formula/parse.ts';
import {functionNames} from '../../src/formula/primitives.ts';
import {printFormula} from '../../src/formula/print.ts';
import {createTrees, type Node, type Trees} from '../../src/formula/tree.ts';

const parse = (text: string): Node => parseFormula(text, {trees: createTrees()});
const printed = (text: string): string => printFormula(parse(text));

describe('precedence and associativity', () => {
  test.each([
    ['1 + 2*x', '1 + 2 * x'],
    ['(1 + 2)*x', '(1 + 2) * x'],
    ['x - 1 - 2', 'x - 1 - 2'],
    ['x - (1 - 2)', 'x - (1 - 2)'],
    ['x / 2 / 3', 'x / 2 / 3'],
    ['x / (2 / 3)', 'x / (2 / 3)'],
    ['2^3^x', '2^3^x'],
    ['(2^3)^x', '(2^3)^x'],
    ['-x^2', '-x^2'],
    ['(-x)^2', '(-x)^2'],
    ['x^-2', 'x^-2'],
    ['x > 0 ? x : x < -1 ? 2 : 3', 'x > 0 ? x : x < -1 ? 2 : 3'],
    ['(x > 0 ? 1 : 2) * x', '(x > 0 ? 1 : 2) * x'],
    ['x > 0 and x < 1 or not x == 2 ? 1 : 0', 'x > 0 and x < 1 or not x == 2 ? 1 : 0'],
    ['x > 0 and (x < 1 or x == 2) ? 1 : 0', 'x > 0 and (x < 1 or x == 2) ? 1 : 0'],
    ['max(1, x, 3)', 'max(max(1, x), 3)'],
    ['clip(x, 0, 6)', 'min(max(x, 0), 6)'],
    ['0x1.8p-3 * pi + e', '0.1875 * pi + e'],
    ['1e3*.5*2.', '1000 * 0.5 * 2'],
  ])('%s is %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });
});

describe('what other languages write and can mean one thing only is read', () => {
  test.each([
    ['where(x > 0, x, 0.01*x)', 'x > 0 ? x : 0.01 * x'],
    ['np.where(x >= 0, x, np.exp(x) - 1)', 'x >= 0 ? x : exp(x) - 1'],
    ['if(x > 0, x, 0)', 'x > 0 ? x : 0'],
    ['x if x > 0 else 0.1 * x', 'x > 0 ? x : 0.1 * x'],
    ['1 if x > 1 else 2 if x > 0 else 3', 'x > 1 ? 1 : x > 0 ? 2 : 3'],
    ['x*(x>0)', 'x * (x > 0 ? 1 : 0)'],
    ['(x>0)*x + (x<=0)*(exp(x)-1)', '(x > 0 ? 1 : 0) * x + (x <= 0 ? 1 : 0) * (exp(x) - 1)'],
    ['-(x > 0)', '-(x > 0 ? 1 : 0)'],
    ['x > 0', 'x > 0 ? 1 : 0'],
    ['not x > 0 or x > 2', 'not x > 0 or x > 2 ? 1 : 0'],
    ['x > 0 && x < 1 || !(x != 2) ? 1 : 0', 'x > 0 and x < 1 or not x != 2 ? 1 : 0'],
    ['maximum(x, 0) + np.minimum(x, 1)', 'max(x, 0) + min(x, 1)'],
    ['tf.math.maximum(0, x)', 'max(0, x)'],
    ['torch.clamp(x, 0, 6)', 'min(max(x, 0), 6)'],
    ['pow(x, 2) + np.power(x, 3)', 'x^2 + x^3'],
    ['-x**2', '-x^2'],
    ['2**3**x', '2^3^x'],
    ['np.square(x) + tf.math.rsqrt(x) + reciprocal(x)', 'x^2 + 1 / sqrt(x) + 1 / x'],
    ['ln(x) + math.log(x)', 'log(x) + log(x)'],
    ['log2(x) + log10(x) + exp2(x)', 'log(x) / log(2) + log(x) / log(10) + 2^x'],
    ['torch.sigmoid(x) + jnp.tanh(x)', 'sigmoid(x) + tanh(x)'],
    ['std::exp(x) + std::max(x, 0.f)', 'exp(x) + max(x, 0)'],
    ['tanhf(x) * 0.5f + erff(x) - fabsf(x)', 'tanh(x) * 0.5 + erf(x) - abs(x)'],
    ['x * norm.cdf(x) + scipy.special.ndtr(x)', 'x * Phi(x) + Phi(x)'],
    ['math.pi * np.e + Math.PI - π', 'pi * e + pi - pi'],
    ['x × x · x ÷ 2 − 1', 'x * x * x / 2 - 1'],
    ['x ≤ 1 ? 1 : x ≥ 2 ? 2 : 3', 'x <= 1 ? 1 : x >= 2 ? 2 : 3'],
    ['multiply(add(x, 1), subtract(x, 2))', '(x + 1) * (x - 2)'],
    ['np.clip(x, None, 6) + torch.clamp(x, min=0)', 'min(x, 6) + max(x, 0)'],
    ['np.clip(x, a_min=-1, a_max=None)', 'max(x, -1)'],
    ['jax.lax.clamp(-1., x, 6.)', 'min(max(x, -1), 6)'],
    ['np.where(np.logical_and(x > 0, np.logical_not(x > 1)), x, 0)', 'x > 0 and not x > 1 ? x : 0'],
    ['math.log(x, 3)', 'log(x) / log(3)'],
    ['__expf(x) + __powf(x, 2)', 'exp(x) + x^2'],
    ['norm.pdf(x) + stats.norm.sf(x)', 'phi(x) + Phi(-x)'],
    ['np.logaddexp(x, 0)', 'softplus(x)'],
    ['np.logaddexp(x, 1)', '1 + softplus(x - 1)'],
    ['torch.mul(x, 2) + torch.neg(x)', 'x * 2 + -x'],
    ['sympy.Max(x, 0) + lax.max(x, 0.)', 'max(x, 0) + max(x, 0)'],
    ['std::fma(x, 2, 1) + M_PI', 'x * 2 + 1 + pi'],
    ['np.hypot(x, 1)', 'sqrt(x^2 + 1^2)'],
  ])('%s is %s', (text, expected) => {
    expect(printed(text)).toBe(expected);
  });

  test('a name that is not a function of another language stays a name', () => {
    expect(printed('where + PI + power')).toBe('where + PI + power');
  });
});

describe('of an array, and of a sign that languages do not agree on, a function is refused', () => {
  test.each(['np.max(x, 0)', 'torch.min(x, 0)', 'remainder(x, 2)', 'mod(x, 2)'])('%s', (text) => {
    expect(() => parse(text)).toThrow(/write (max|min|fmod)/);
  });
});

describe('a mistake is shown with a caret under it', () => {
  test.each([
    ['', 0, "expected a number, a name or '(' but found the end"],
    ['x +', 3, "expected a number, a name or '(' but found the end"],
    ['x * (1 + 2', 10, "expected ')' but found the end"],
    ['x $ 2', 2, "unexpected '$'"],
    ['2x', 1, "write a product as '2*x'"],
    ['sin x', 0, "'sin' is a function: write sin(x)"],
    ['tanh(x, 1)', 0, 'tanh takes 1 argument, not 2'],
    ['max(x)', 0, 'max takes two arguments or more'],
    ['clip(x, 1)', 0, 'clip takes 3 arguments, not 2; for one bound write max(x, low) or min(x, high)'],
    ['mx(x, 0)', 0, "unknown function 'mx'; did you mean max?"],
    ['sigmod(x)', 0, "unknown function 'sigmod'; did you mean sigmoid?"],
    ['where(x, 1, 2)', 0, 'the first argument of where is a comparison, as in where(x > 0, x, 0)'],
    ['x[0]', 1, "unexpected '['; write '('"],
    ['x²', 1, "unexpected '²'; write '^2'"],
    ['x // 2', 2, "unexpected '//'; write floor(a/b) for a//b"],
    ['(x > 0) & (x < 1)', 8, "unexpected '&'; write 'and'"],
    ['x.tanh()', 0, 'a formula has no methods: write tanh(x)'],
    ['x.clamp(0, 6)', 0, 'a formula has no methods: write clamp(x, ...)'],
    ['model.exp(x)', 0, "unknown module 'model': write exp(...) without it"],
    [
      'max(x, -np.inf)',
      8,
      'a formula has no infinity: leave a bound out, as in max(x, 0), or write a large number, such as 1e300',
    ],
    [
      'max(x, float("-inf"))',
      13,
      'a formula has no infinity: leave a bound out, as in max(x, 0), or write a large number, such as 1e300',
    ],
    ['x > 0 ? x : nan', 12, 'a formula cannot name NaN: it is NaN where x is, and where no value is defined'],
    ['max(x, None)', 0, 'None is no number: leave the argument out'],
    ['max(x, True)', 7, 'write 1 for True, or a setting with its name, as in gelu(x, approximate=True)'],
    ['sp.sinc(x)', 0, 'sp.sinc: it is sin(x)/x in SymPy and sin(pi*x)/(pi*x) in SciPy: write sinc(x), or np.sinc(x)'],
    [
      'tf.cast(x > 0, tf.float32)',
      0,
      'a formula has no types: a comparison is 1 or 0 without a cast, and trunc(x) is the whole part of a number',
    ],
    ['tanh("x")', 5, 'a formula has no texts; write numbers and names without quotes'],
    ['round(x, 2)', 0, 'round takes 1 argument, not 2; for two decimals write round(100*x)/100'],
    ['log(x, 2)', 0, 'log takes 1 argument, not 2; for the base b write log(x)/log(b)'],
    ['np.arctan2(x, 1)', 0, 'a formula has no arctan2: write atan(y/x), which is arctan2(y, x) where x > 0'],
    ['np.logical_and(x, 1)', 0, 'the argument of logical_and is a comparison, as in logical_and(x > 0, x < 1)'],
    ['cdf(x)', 0, 'cdf: of which distribution? Write Phi(x) for norm.cdf(x), phi(x) for norm.pdf(x)'],
    ['sigmoid(x)(x + 1)', 0, 'sigmoid(...) is a number: write a product with *'],
    [
      'x % 2',
      2,
      "unexpected '%'; write np.mod(x, n) for the remainder as Python has it, fmod(x, n) as C and JavaScript do",
    ],
    ['x(1 + x)', 0, "'x' is no function: write a product as x*(...)"],
    ['0.1f * x', 3, "'0.1f' is a float32 in C: write 0.1, or 0.10000000149011612, which C takes"],
    ['pow(x, y=2)', 0, "pow takes no argument 'y='; write its arguments in their order"],
    ['max(x, a=2, 3)', 12, 'arguments with a name come last'],
    ['max(x, a=x)', 9, "expected a number but found 'x'"],
    ['x if x else 0', 5, 'a comparison is needed here, not a number'],
    ['x if x > 0', 10, "expected 'else' but found the end"],
    [
      'model.head(x)',
      0,
      `unknown function 'model.head'; the functions are ${functionNames.join(' ')} and every activation by its name`,
    ],
    ['x * model.scale', 4, "unknown name 'model.scale'"],
    ['x ? 1 : 2', 0, 'a comparison is needed here, not a number'],
    ['0 < x < 1 ? 1 : 2', 6, "comparisons do not chain; write 'a < b and b < c'"],
    ['x > 0 ? 1', 9, "expected ':' but found the end"],
    ['x) + 1', 1, "unexpected ')'"],
    ['1e999', 0, "'1e999' is larger than the largest double"],
    ['x + 😀', 4, "unexpected '😀'"],
  ])('%s', (text, at, problem) => {
    const error = (() => {
      try {
        return parse(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    if (!(error instanceof ActError)) throw new Error('no error');
    expect(error.message).toBe(`invalid formula: ${problem}`);
    expect(error.detail).toBe(`  ${text}\n  ${' '.repeat(at)}^`);
  });

  test('nesting that would exhaust the stack is refused', () => {
    expect(() => parse(`${'('.repeat(5000)}x${')'.repeat(5000)}`)).toThrow('nested more than 200 levels deep');
    expect(() => parse(`${'-'.repeat(5000)}x`)).toThrow('nested more than 200 levels deep');
    expect(() => parse(`x${'^x'.repeat(5000)}`)).toThrow('nested more than 200 levels deep');
  });

  test('a sum of thousands of terms is no nesting', () => {
    expect(() => parse(`x${' + x'.repeat(2000)}`)).not.toThrow();
  });
});

/** Any tree that the language can write. */
function anyTree(trees: Trees): fc.Arbitrary<Node> {
  return fc.letrec<{node: Node}>((tie) => ({
    node: fc.oneof(
      {maxDepth: 5, withCrossShrink: true},
      fc.double({min: 0, noNaN: true, noDefaultInfinity: true}).map((value) => trees.number(value)),
      fc.constantFrom('x', 'alpha', 'lambda').map((name) => trees.variable(name)),
      fc.constantFrom('pi' as const, 'e' as const).map((name) => trees.constant(name)),
      fc
        .tuple(fc.constantFrom('add', 'sub', 'mul', 'div', 'pow', 'max', 'min'), tie('node'), tie('node'))
        .map(([name, a, b]) => trees.call(name, a, b)),
      fc.tuple(fc.constantFrom('neg', 'exp', 'tanh', 'Phi'), tie('node')).map(([name, a]) => trees.call(name, a)),
      fc
        .tuple(tie('node'), tie('node'), tie('node'), tie('node'))
        .map(([a, b, then, otherwise]) =>
          trees.choose(
            trees.logic('and', trees.logic('not', trees.compare('<=', a, b)), trees.compare('!=', b, a)),
            then,
            otherwise,
          ),
        ),
    ),
  })).node;
}

test('what is printed parses to the same tree', () => {
  const trees = createTrees();
  fc.assert(
    fc.property(anyTree(trees), (tree) => {
      expect(parseFormula(printFormula(tree), {trees})).toBe(tree);
    }),
    {numRuns: 300},
  );
});

test('equal formulas are one tree, however they are spaced', () => {
  const trees = createTrees();
  expect(parseFormula('x*tanh( x )', {trees})).toBe(parseFormula(' x * tanh(x)', {trees}));
});

test('a condition is read on its own', () => {
  expect(printFormula(parseCondition('min_val < max_val', {trees: createTrees()}))).toBe('min_val < max_val');
});
