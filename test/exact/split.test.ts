import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import {type Ball, type Big, negate, signOf, splitOf} from '../../src/exact/big-float/big-float.ts';

/** A formula as a list: a number, or the name of an operation and what it is applied to. */
type Formula = number | readonly [string, ...Formula[]];

const coarsely = createBigArithmetic({precision: 80, last: false, rests: 'kept'});
/** So many bits show every term of the formulas below. */
const finely = createBigArithmetic({precision: 3000, last: false, rests: 'kept'});

function evaluated(formula: Formula, {number, unary, binary}: typeof coarsely): Big {
  const value = (part: Formula): Big => {
    if (typeof part === 'number') return number(part);
    const [name, ...args] = part;
    const [a, b] = args.map(value) as [Big, Big]; // as many as the operation takes
    const [one, two] = [unary[name], binary[name]];
    return two === undefined ? (one as (x: Big) => Big)(a) : two(a, b); // a name of the language
  };
  return value(formula);
}

const tiny = (x: number): Formula => ['exp', -x];

/** The ends of a ball in units of 2^-30000; of the formulas below nothing is smaller. */
function ends(a: Big): readonly [bigint, bigint] | undefined {
  if (a.kind === 'zero') return [0n, 0n];
  if (a.kind !== 'ball' || a.e < -30_000) return undefined;
  const s = BigInt(a.e + 30_000);
  return [(a.m - a.r) << s, (a.m + a.r) << s];
}

const is = (formula: Formula, wanted: number): void => {
  const {m, e} = evaluated(formula, coarsely) as Ball;
  expect((Number(m) / wanted) * 2 ** e).toBeCloseTo(1, 11);
};

// Values by mpmath.
test.each<[string, number, Formula]>([
  ['(1 - e^-200) + (e^-199 - 1)', 2.377924254359323e-87, ['add', ['sub', 1, tiny(200)], ['sub', tiny(199), 1]]],
  ['(erf(9) - 1) + e^-80', 1.763481070380277e-35, ['add', ['sub', ['erf', 9], 1], tiny(80)]],
  ['erfc(-12) - 2 + 3 erfc(12)', 2.71252233841181e-64, ['add', ['sub', ['erfc', -12], 2], ['mul', 3, ['erfc', 12]]]],
  ['3 (1 + e^-200) - (3 + e^-199)', 3.898687991141517e-88, ['sub', ['mul', 3, ['add', 1, tiny(200)]], ['add', 3, tiny(199)]]],
  ['(1 - e^-200) / (1 + e^-200) - (1 - e^-200) + 2 e^-200', 1.38389652673674e-87, ['add', ['sub', ['tanh', 100], ['sub', 1, tiny(200)]], ['mul', 2, tiny(200)]]],
  ['log(1 + e^-200) - e^-201', 8.747894458415265e-88, ['sub', ['log', ['add', 1, tiny(200)]], tiny(201)]],
])('80 bits show what is left when exact parts cancel: %s', (_, wanted, formula) => is(formula, wanted)); // biome-ignore format: one line each

describe('a number that is split', () => {
  const split = evaluated(['sub', 1, tiny(200)], coarsely) as Ball;

  test('keeps its parts when it is negated', () => {
    const {at, rest} = splitOf(split) ?? expect.unreachable();
    expect(splitOf(negate(split))).toEqual({at: negate(at), rest: negate(rest)});
  });

  test('does not pass them on to a ball that is made out of it', () => {
    expect(splitOf({...split})).toBeUndefined();
    expect(splitOf({...split, m: split.m + 1n})).toBeUndefined();
  });

  test('shows on which side of its exact part it is, also where the rest is closer to 0 than all balls', () => {
    for (const x of [200, 50_000, 2 ** 41, 1e300]) {
      for (const [name, side] of [
        ['add', 1],
        ['sub', -1],
      ] as const) {
        const {m, e, r} = evaluated([name, 3, tiny(x)], coarsely) as Ball; // biome-ignore format: one line
        const three = 3n << BigInt(-e);
        expect(side > 0 ? m - r >= three : m + r <= three).toBe(true);
      }
      expect(signOf(evaluated(['sub', ['add', 1, tiny(x)], ['add', 1, tiny(x + x / 4)]], coarsely))).toBe(1);
    }
  });
});

test('random formulas in 80 bits meet what 3,000 bits tell, which show every term, and have the same sign', () => {
  const exact = fc.constantFrom(1, -1, 2, 3, 0.5, -7, 2 ** -90);
  const far = fc.integer({min: 20, max: 60});
  const near: fc.Arbitrary<Formula> = fc.oneof(
    exact,
    far.map((x) => tiny(3 * x)),
    fc.tuple(fc.constantFrom('tanh', 'sigmoid', 'softplus'), far).map(([name, x]): Formula => [name, x]),
    fc.integer({min: 7, max: 12}).map((x): Formula => ['erf', x]),
    fc.integer({min: 7, max: 12}).map((x): Formula => ['Phi', x]),
  );
  const joined = (part: fc.Arbitrary<Formula>): fc.Arbitrary<Formula> =>
    fc
      .tuple(fc.constantFrom('add', 'sub', 'add', 'sub', 'mul', 'div'), part, part)
      .map(([name, a, b]): Formula => [name, a, b]);
  const some = joined(fc.oneof(near, joined(near)));
  const formulas = fc.sample(joined(some), {numRuns: 300, seed: 20250402});
  const outcomes = formulas.map((formula) => {
    const [coarse, fine] = [evaluated(formula, coarsely), evaluated(formula, finely)];
    const [a, b] = [ends(coarse), ends(fine)];
    const meet = a === undefined || b === undefined || (a[0] <= b[1] && b[0] <= a[1]);
    const sign = signOf(coarse);
    return {
      formula,
      meet: meet && (sign === undefined || sign === signOf(fine)),
      told: sign !== undefined,
      compared: a && b,
    };
  });
  expect(outcomes.filter(({meet}) => !meet).map(({formula}) => JSON.stringify(formula))).toEqual([]);
  expect(outcomes.filter(({compared}) => compared).length).toBeGreaterThan(240);
  const share = outcomes.filter(({told}) => told).length / outcomes.length;
  expect(share).toBeGreaterThan(0.9);
});
