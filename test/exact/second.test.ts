import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {derivedOf, twice} from '../../src/activations/derivatives.ts';
import {allActivations} from '../../src/activations/registry.ts';
import {select} from '../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {unlimited} from '../../src/exact/budget.ts';
import {exactEvaluator, toNearestDouble} from '../../src/exact/ladder.ts';
import {dtypeNamed, formats} from '../../src/exact/number-format.ts';
import type {Node} from '../../src/formula/tree.ts';
import {breakpointsOf} from '../../src/shape/joints/breakpoints.ts';
import {jointAt} from '../../src/shape/joints/joints.ts';
import {oscillates} from '../../src/shape/oscillation.ts';
import {ofOneFormula, slice} from '../activations/of-one-number.ts';
import {type Answer, mistakes, selectionOf, type Vector} from './vectors.ts';

/** mpmath's second derivatives: `points` hold x and f″(x). */
const witnesses = (
  JSON.parse(readFileSync(new URL('../vectors/second.json', import.meta.url), 'utf8')) as Omit<Vector, 'wrt'>[]
).map((vector): Vector => ({...vector, wrt: []})); // as second.py writes

function secondIn(selection: Selection, format: string): Answer {
  const {inputs, parameters} = selection;
  const derived = derivedOf(selection, [twice]);
  const evaluate = exactEvaluator({...derived, inputs, parameters}, {format: dtypeNamed(format), overflow: 'ieee'});
  return (x) => evaluate([x]).slice(1);
}

test('every activation of one number has a witness for f″, at 15 points or more', () => {
  const names = allActivations().flatMap(({name, expand}) => (expand === undefined ? [name] : []));
  expect([...new Set(witnesses.map(({activation}) => activation))].sort()).toEqual([...names].sort());
  expect(witnesses.filter(({points}) => points.length < 15)).toEqual([]);
});

test.each(witnesses.map((vector) => [`${vector.activation} ${JSON.stringify(vector.parameters)}`, vector] as const))(
  '%s: f″ is correctly rounded in all formats but that of 4 bits',
  (_, vector) => {
    const selection = selectionOf(vector);
    // A tie of the 4-bit format is a short decimal such as 1.75, and 60 digits may not say on which side of it f″ lies.
    const told = formats.filter(({bits}) => bits > 4);
    expect(told.flatMap(({name}) => mistakes(vector, name, secondIn(selection, name)))).toEqual([]);
  },
);

test('each of the two forms in which f″ is evaluated has its values', () => {
  const alone = (selection: Selection, root: Node | undefined): Answer => {
    const {value, inputs, parameters} = selection;
    const evaluate = exactEvaluator({roots: [value, root ?? value], inputs, parameters}, toNearestDouble);
    return (x) => evaluate([x]).slice(1);
  };
  // Far out the terms of the first form cannot be told apart; the other form is there for that.
  const near = witnesses.map((vector) => ({
    ...vector,
    points: vector.points.filter(([x]) => Math.abs(Number(x)) < 700),
  }));
  const wrong = near.flatMap((vector) => {
    const selection = selectionOf(vector);
    const {roots, otherForms} = derivedOf(selection, [twice]);
    return [roots[1], otherForms.get(1)].flatMap((root) => mistakes(vector, 'float64', alone(selection, root)));
  });
  expect(wrong).toEqual([]);
});

describe('a planted error in f″ is reported:', () => {
  test.each([
    ['a constant with its last digit changed', 'gelu_tanh', 'x * sigmoid(sqrt(8 / pi) * x * (1 + 0.044716 * x^2))'],
    ['the other branch at a kink', 'elu', 'x >= 0 ? x : alpha * expm1(x)'],
    ['that of a constant at a hole', 'sinc', 'x == 0 ? 1 : sin(x) / x'],
  ])('%s', (_, name, formula) => {
    const vector = witnesses.find(({activation}) => activation === name) as Vector; // each has one
    expect(mistakes(vector, 'float64', secondIn(selectionOf(vector, formula), 'float64'))).not.toEqual([]);
  });
});

test.each(ofOneFormula)('%s: at an infinity f″ is the limit that 1e300 comes to', (name) => {
  const [selection] = select([name], new Map());
  if (selection === undefined || oscillates(selection)) return;
  const second = secondIn(selection, 'float64');
  for (const sign of [-1, 1]) expect(second(sign * Infinity)).toEqual(second(sign * 1e300));
});

test('where both sides of a kink have the same f′ and the same f″, f″ there is that too', () => {
  const formulas = allActivations().flatMap((activation) => {
    const presets = Object.entries(activation.frameworks).filter(([, {formula}]) => formula !== undefined);
    const whole = slice(activation);
    return [whole, ...presets.map(([framework]) => whole.replace(activation.name, `${activation.name}@${framework}`))];
  });
  const wrong = select(formulas, new Map()).flatMap((selection) => {
    const slope = {...selection, value: gradientOf(selection, 'x')};
    const second = secondIn(selection, 'float64');
    return breakpointsOf(selection).places.flatMap((place) => {
      const {order, left, right} = jointAt(slope, place, unlimited);
      return order >= 1 && !second(place.x).includes(left.slope)
        ? [`${selection.label} at ${place.x}`, left, right]
        : [];
    });
  });
  expect(wrong).toEqual([]);
});
