import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Activation} from '../../src/activations/activation.ts';
import {isInside, parseIntervals} from '../../src/activations/interval-notation.ts';
import {allActivations, findActivation, inputsOf, normalizedName, spellingsOf} from '../../src/activations/registry.ts';
import {select} from '../../src/activations/select.ts';
import {gradientOf} from '../../src/activations/selection.ts';
import type {Application} from '../../src/formula/call.ts';
import {compile} from '../../src/formula/compile.ts';
import {parseCondition, parseFormula} from '../../src/formula/parse.ts';
import {createTrees, type Node} from '../../src/formula/tree.ts';
import {slice} from './of-one-number.ts';

const all = allActivations();
const elementwise = all.filter((activation) => activation.expand === undefined);
const noFlags = new Map<string, string>();

/** Value and gradient of what the text names, at some points. */
function sampled(text: string, xs: readonly number[]): {readonly values: number[]; readonly gradients: number[]} {
  const [selection] = select([text], noFlags);
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  const [values, gradients] = [new Float64Array(xs.length), new Float64Array(xs.length)];
  const roots = [selection.value, gradientOf(selection, 'x')];
  const fill = compile({roots, inputs: ['x'], parameters: selection.parameters});
  fill([Float64Array.from(xs)], [values, gradients], xs.length, () => {});
  return {values: [...values], gradients: [...gradients]};
}

/** Scope in which only `x` and the record's own parameters have a meaning; other activations are found by name. */
function scopeOf(activation: Activation, names: readonly string[]) {
  const trees = createTrees();
  const applied = ({name}: Application): Node | undefined =>
    findActivation(name) === undefined ? undefined : trees.number(0);
  const variable = (name: string): Node => {
    if (!names.includes(name)) throw new Error(`${activation.name} does not know ${name}`);
    return trees.variable(name);
  };
  return {trees, applied, variable};
}

function parametersOf(activation: Activation): readonly string[] {
  return Object.keys(activation.parameters ?? {});
}

function endOf(text: string, activation: Activation): number {
  const {trees, variable} = scopeOf(activation, parametersOf(activation));
  const parameters = new Map(Object.entries(activation.parameters ?? {}).map(([name, entry]) => [name, entry.default]));
  const output = new Float64Array(1);
  compile({roots: [parseFormula(text, {trees, variable})], inputs: [], parameters})([], [output], 1, () => {});
  return output[0] ?? Number.NaN;
}

describe('the registry', () => {
  test('has at least 60 activations of one variable', () => {
    expect(elementwise.length).toBeGreaterThanOrEqual(60);
  });

  test('holds every family', () => {
    const texts = readdirSync('src/activations/families').map((file) =>
      readFileSync(`src/activations/families/${file}`, 'utf8'),
    );
    const families = texts.flatMap((text) => /^export const (\w+): Definitions = /m.exec(text)?.[1] ?? []);
    const listed = /families: readonly Definitions\[\] = \[([^\]]*)\]/.exec(
      readFileSync('src/activations/registry.ts', 'utf8'),
    )?.[1];
    expect(listed?.match(/\w+/g)?.toSorted()).toEqual(families.toSorted());
  });

  test('no two activations share a spelling, whatever the case, dashes, spaces and the framework before it', () => {
    const owners = new Map<string, string>();
    const shared = all.flatMap((activation) =>
      [...new Set(spellingsOf(activation).map(normalizedName))].flatMap((spelling) => {
        const owner = owners.get(spelling);
        owners.set(spelling, activation.name);
        return owner === undefined ? [] : [`${spelling}: ${owner} and ${activation.name}`];
      }),
    );
    expect(shared).toEqual([]);
  });

  test.each([
    ['nn.SiLU', 'silu'],
    ['Swish', 'silu'],
    ['jax.nn.hard_silu', 'hardswish'],
    ['F.leaky_relu', 'leaky_relu'],
    ['Leaky ReLU', 'leaky_relu'],
    ['soft_sign', 'softsign'],
    ['logistic', 'sigmoid'],
    ['Log-Sigmoid', 'logsigmoid'],
    ['softrelu', 'softplus'],
    ['gelu_new', 'gelu_tanh'],
    ['jax.nn.gelu', 'gelu'],
    ['identity', 'linear'],
    ['hard_sigmoid', 'hardsigmoid'],
    ['TeLU', 'telu'],
    ['elliott', 'softsign'],
  ])('%s is found as %s', (spelling, name) => {
    expect(findActivation(spelling)?.name).toBe(name);
  });
});

describe.each(elementwise.map((activation) => [activation.name, activation] as const))(
  'the record of %s',
  (_, record) => {
    const spellings = Object.values(record.frameworks);

    test('is found by every one of its spellings', () => {
      for (const spelling of spellingsOf(record)) expect(findActivation(spelling)).toBe(record);
    });

    test('says where it comes from, and its derivative', () => {
      expect(record.paper !== undefined || spellings.length > 0).toBe(true);
      expect(record.derivative).toBeDefined();
    });

    test('has formulas over its inputs and its own parameters, and a derivative for each input', () => {
      const scope = scopeOf(record, [...inputsOf(record), ...parametersOf(record)]);
      const {formula, derivative, stable, textbook, constraint, otherDerivatives = {}} = record;
      expect(['x', ...Object.keys(otherDerivatives)]).toEqual(inputsOf(record));
      for (const text of [formula, derivative, stable, textbook, ...Object.values(otherDerivatives)])
        if (text !== undefined) parseFormula(text, scope);
      if (constraint !== undefined) parseCondition(constraint, scope);
    });

    test('can be selected at its defaults, and at those of every framework', () => {
      expect(select([record.name], noFlags)[0]?.label).toBe(record.name);
      for (const framework of Object.keys(record.frameworks)) select([`${record.name}@${framework}`], noFlags);
    });

    test('has defaults inside their domains', () => {
      for (const [name, {default: standard, domain}] of Object.entries(record.parameters ?? {})) {
        const others = spellings.flatMap((spelling) => spelling.defaults?.[name] ?? []);
        for (const value of [standard, ...others]) expect(domain === undefined || isInside(domain, value)).toBe(true);
      }
      for (const {defaults} of spellings)
        expect(parametersOf(record)).toEqual(expect.arrayContaining(Object.keys(defaults ?? {})));
    });

    test('has parameters that share no spelling', () => {
      const names = Object.entries(record.parameters ?? {}).flatMap(([name, {aliases}]) => [name, ...(aliases ?? [])]);
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toContain('x');
    });

    test('names only records that exist', () => {
      for (const name of [record.sameAs, ...spellings.map(({means}) => means)]) {
        if (name !== undefined) expect(all.map((activation) => activation.name)).toContain(name);
      }
    });

    test('has a range in ascending intervals that contains what it takes', () => {
      const intervals = parseIntervals(record.range).map(({from, to, fromClosed, toClosed}) => {
        const [low, high] = [from, to].map((end) => (/^-?Infinity$/.test(end) ? Number(end) : endOf(end, record)));
        return `${fromClosed ? '[' : '('}${low}, ${high}${toClosed ? ']' : ')'}`;
      });
      const lows = intervals.map((interval) => Number(interval.slice(1).split(',')[0]));
      expect(lows).toEqual([...lows].sort((a, b) => a - b));
      // Nearer to 0 than where doubles round to a limit that is never reached.
      const xs = Array.from({length: 161}, (_, i) => (i - 80) / 40);
      for (const value of sampled(slice(record), xs).values) {
        expect(
          intervals.some((interval) => isInside(interval, value)),
          `${value} in ${record.range}`,
        ).toBe(true);
      }
    });
  },
);

test.each(elementwise.flatMap(({name, sameAs}) => (sameAs === undefined ? [] : [[name, sameAs] as const])))(
  '%s is the same function as %s',
  (name, other) => {
    const xs = Array.from({length: 241}, (_, i) => (i - 120) / 20);
    expect(sampled(name, xs)).toEqual(sampled(other, xs));
  },
);

describe('the gradient at a kink is the one that the framework takes', () => {
  const third = 1 / 6;
  test.each<[string, readonly number[], readonly number[]]>([
    ['relu', [0], [0]],
    ['leaky_relu', [0], [0.01]],
    ['leaky_relu@jax', [0], [1]],
    ['leaky_relu@mlx', [0], [1]],
    ['leaky_relu@keras', [0], [0.2]],
    ['prelu', [0], [0.25]],
    ['prelu@flax', [0], [1]],
    ['prelu@keras', [0], [0]],
    ['prelu@mlx', [0], [1.25]],
    ['elu:alpha=0.5', [0], [0.5]],
    ['elu@tfjs:alpha=0.5', [0], [1]],
    ['elu@nnlib:alpha=0.5', [0], [1]],
    ['selu', [0], [1.7580993408473768]],
    ['selu@tf', [0], [1.0507009873554805]],
    ['selu@darknet', [0], [1.0507]],
    ['celu:alpha=0.5', [0], [1]],
    ['celu@keras', [0], [2]],
    ['celu@mlx', [0], [0]],
    ['relu6', [0, 6], [0, 0]],
    ['relu6@tfjs', [0, 6], [0, 1]],
    ['clipped_relu', [0, 20], [0, 0]],
    ['hardtanh', [-1, 1], [0, 0]],
    ['hardtanh@jax', [-1, 1], [1, 1]],
    ['hardsigmoid', [-3, 0, 3], [0, third, 0]],
    ['hardsigmoid@onnx', [-2.5, 0, 2.5], [0, 0.2, 0]],
    ['hardsigmoid@tfjs', [-2.5, 0, 2.5], [0.2, 0.2, 0.2]],
    ['sparse_sigmoid', [-1, 1], [0, 0]],
    ['sparse_sigmoid@jax', [-1, 1], [0.25, 0.25]],
    ['hardswish', [-3, 3], [0, 1]],
    ['hardswish@nnlib', [-3, 3], [-0.5, 1.5]],
    ['hard_mish', [-2, 0], [-1, 1]],
    ['hardshrink', [-0.5, 0.5], [0, 0]],
    ['softshrink', [-0.5, 0.5], [0, 0]],
    ['thresholded_relu', [1], [0]],
    ['abs', [0], [0]],
    ['abs@jax', [0], [1]],
    ['abs@tfjs', [0], [-1]],
    ['sparse_plus', [-1, 1], [0, 1]],
    ['plse', [-4, 4], [0.125, 0.125]],
    ['lhtan', [0, 1], [0.001, 0.001]],
    ['hard_elish', [-1, 0, 1], [0, 0.5, 1]],
    ['xielu', [0], [0.5]],
  ])('%s', (text, xs, gradients) => {
    sampled(text, xs).gradients.forEach((gradient, i) => {
      expect(gradient).toBeCloseTo(gradients[i] ?? Number.NaN, 14);
    });
  });
});
