/** What the frameworks give at NaN (observe.py --nan wrote it down), against the presets of the records. */

import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {givenAtNaN} from '../../src/activations/at-nan.ts';
import {allActivations} from '../../src/activations/registry.ts';
import {select} from '../../src/activations/select.ts';

interface Row {
  readonly framework: string;
  readonly activation: string;
  readonly spelling: string;
  /** Absent for an expression that only a note speaks of. */
  readonly settings?: Readonly<Record<string, number>>;
  /** The different answers of vectors and of what is left over. */
  readonly value: readonly (number | string)[];
  readonly gradient: readonly (number | string)[] | null;
  readonly failed?: string;
}

const {rows, versions} = JSON.parse(readFileSync(new URL('observed-nan.json', import.meta.url), 'utf8')) as {
  readonly rows: readonly Row[];
  readonly versions: Readonly<Record<string, unknown>>;
}; // as observe.py writes
const answers = rows.filter(({failed, settings}) => failed === undefined && settings !== undefined);

/** Another activation by its name there. */
const another = ['jax.nn.gelu', 'flax.linen.gelu', 'Tensor.gelu'];

const numbers = (answer: readonly (number | string)[] | null) =>
  (answer ?? []).filter((each) => each !== 'NaN').map(Number);

test.each(answers.filter(({spelling}) => !another.includes(spelling)))(
  '$framework: $spelling $settings gives the numbers of its preset at NaN',
  ({framework, activation, settings = {}, value, gradient}) => {
    const given = Object.entries(settings).map(([name, number]) => `${name}=${number}`);
    const [selection] = select([[`${activation}@${framework}`, given.join()].filter(Boolean).join(':')], new Map());
    if (selection === undefined) expect.unreachable();
    else {
      expect(givenAtNaN(selection, 'value')).toEqual(numbers(value));
      const slopes = givenAtNaN(selection, 'gradient');
      // JAX keeps some of its defaults in single precision.
      numbers(gradient).forEach((number, i) => void expect(slopes[i]).toBeCloseTo(number, 6));
      expect(slopes).toHaveLength(numbers(gradient).length);
    }
  },
);

test('a preset says nothing of NaN that was not observed', () => {
  const said = allActivations().flatMap(({name, frameworks}) =>
    Object.entries(frameworks).flatMap(([framework, spelling]) =>
      spelling.atNaN === undefined ? [] : [`${name}@${framework}`],
    ),
  );
  const seen = new Set(answers.map(({activation, framework}) => `${activation}@${framework}`));
  expect(said.filter((each) => !seen.has(each))).toEqual([]);
  expect(Object.keys(versions)).toEqual(['flax', 'jax', 'tinygrad', 'torch']);
});
