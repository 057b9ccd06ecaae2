import {describe, expect, test} from 'vitest';
import {integralOf, integrate, pointsIn, rule} from '../../src/moments/quadrature.ts';

const pointwise = (f: (x: number) => number) => (xs: Float64Array) => [xs.map(f)];

describe('the rules', () => {
  const degrees = Array.from({length: 33}, (_, degree) => degree);

  test.each(degrees)('the 21 nodes integrate x^%i over [0, 1] to the last digits', (degree) => {
    const {integrals} = integrate(
      pointwise((x) => x ** degree),
      [0, 1],
    );
    expect(Math.abs((integrals[0]?.value ?? 0) * (degree + 1) - 1)).toBeLessThan(1e-15);
    const once = rule().reduce((sum, {node, kronrod}) => sum + (kronrod / 2) * ((1 + node) / 2) ** degree, 0);
    expect(Math.abs(once * (degree + 1) - 1)).toBeLessThan(1e-15);
  });

  test('a cell has 21 points, cell by cell', () => {
    const cells = [0, 2].map((middle) => ({from: middle - 1, to: middle + 1}));
    expect([...pointsIn(cells)]).toEqual([0, 2].flatMap((middle) => rule().map(({node}) => middle + node)));
  });

  test('the 10 nodes integrate x^18 over [-1, 1], and not x^20', () => {
    const gauss = (degree: number) => rule().reduce((sum, {node, gauss}) => sum + gauss * node ** degree, 0);
    expect(Math.abs(gauss(18) - 2 / 19)).toBeLessThan(1e-15);
    expect(Math.abs(gauss(20) - 2 / 21)).toBeGreaterThan(1e-7);
  });
});

describe('bisection', () => {
  test('a kink that is no end of a cell costs cells, not digits', () => {
    const kinked = pointwise((x) => Math.abs(x - 1 / 3));
    const found = integrate(kinked, [0, 1]);
    expect(Math.abs((found.integrals[0]?.value ?? 0) - 5 / 18)).toBeLessThan(1e-15);
    expect(found.cells.length).toBeGreaterThan(10);
    expect(integrate(kinked, [0, 1 / 3, 1]).cells).toHaveLength(2);
  });

  test('without bisection the same kink costs seven digits', () => {
    const cells = [{from: 0, to: 1}];
    const xs = pointsIn(cells);
    const value = integralOf(cells, (i) => Math.abs((xs[i] ?? 0) - 1 / 3));
    expect(Math.abs(value - 5 / 18)).toBeGreaterThan(1e-6);
  });

  test('the estimate covers the error at an integrable singularity', () => {
    const [root] = integrate(
      pointwise((x) => 1 / Math.sqrt(x)),
      [0, 1],
    ).integrals;
    expect(Math.abs((root?.value ?? 0) - 2)).toBeLessThan(1e-8);
    expect(Math.abs((root?.value ?? 0) - 2)).toBeLessThan(root?.error ?? 0);
  });

  test('a pole never comes to agree: its estimate is not small', () => {
    const [pole] = integrate(
      pointwise((x) => 1 / x),
      [0, 1],
    ).integrals;
    expect((pole?.error ?? 0) / (pole?.size ?? 1)).not.toBeLessThan(1e-3);
  });
});
