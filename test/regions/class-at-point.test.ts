import fc from 'fast-check';
import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {unlimited} from '../../src/exact/budget.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {createClassAtPoint} from '../../src/regions/class-at-point.ts';
import {createProvenClass} from '../../src/regions/class-on-interval.ts';
import {ofOneFormula} from '../activations/of-one-number.ts';

const points = fc.sample(
  fc.oneof(fc.double({min: -8, max: 8, noNaN: true}), fc.double({noNaN: true, noDefaultInfinity: true})),
  {numRuns: 6, seed: 11},
);
const names = ofOneFormula;
const formulas = ['=log(x)', '=sqrt(x)', '=x^0.3', '=1/x', '=x < 0 ? 0/0 : x*x', '=x*1e-300', '=x*1e-310', '=-x'];

test.each([undefined, 'float64', 'float16', 'float8_e5m2', 'float4_e2m1fn', 'tf32'])(
  'what doubles tell of a gradient in %s is the exact class',
  (name) => {
    const format = name === undefined ? undefined : dtypeNamed(name);
    let told = 0;
    for (const threshold of [0, 0.01, 1]) {
      const request = {threshold, format};
      for (const selection of select([...names, ...formulas], new Map())) {
        const proven = createProvenClass(selection, request, unlimited);
        const quick = createClassAtPoint(selection, request, proven, unlimited);
        const exact = createClassAtPoint(selection, request, {...proven, at: () => undefined}, unlimited);
        for (const x of [...points, 0, 1, -1]) {
          if (proven.at(x) !== undefined) told += 1;
          expect(quick.level(x), `${selection.label} at ${x}, threshold ${threshold}`).toBe(exact.level(x));
        }
      }
    }
    expect(told).toBeGreaterThan(1000);
  },
);
