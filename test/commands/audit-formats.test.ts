import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {runIn, type World} from '../fake-io.ts';

// Layers of two small models that PyTorch and JAX trained; NumPy counted: test/vectors/layers.py.
const folder = 'test/vectors/layers';

type Figures = Readonly<Record<string, readonly number[]>>;

interface Expected {
  readonly activation: string;
  readonly threshold: string;
  readonly float32: Figures;
  readonly float16: Figures;
  readonly bfloat16: Figures;
}

// Its generator writes no other form.
const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Readonly<Record<string, Expected>>;

type Row = Readonly<Record<string, number | string | boolean>>;

async function audited(name: string, words: readonly string[], world: World = {}): Promise<readonly Row[]> {
  const {activation = '', threshold = ''} = expected[name] ?? {};
  const line = ['audit', activation, ...words, '--threshold', threshold, '--format', 'json'];
  const {code, stdout, stderr} = await runIn(world, ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return JSON.parse(stdout);
}

const formats: Readonly<Record<string, (name: string) => readonly string[]>> = {
  'CSV of doubles, compressed': (name) => [`${folder}/${name}.csv.gz`],
  'JSON Lines of lists, compressed': (name) => [`${folder}/${name}.jsonl.gz`, '--key', 'z'],
  'Parquet, a column for each unit': (name) => [`${folder}/${name}-wide.parquet`],
  'Parquet, a column of lists': (name) => [`${folder}/${name}-list.parquet`],
  '.npz': (name) => [`${folder}/layers.npz`, '--key', name],
  '.safetensors': (name) => [`${folder}/layers.safetensors`, '--key', name],
  '.pt': (name) => [`${folder}/layers.pt`, '--key', name],
};

const layers = Object.keys(expected);

test.each(layers)('a layer has the same figures, bit for bit, from every format that holds it: %s', async (name) => {
  const rows = await audited(name, [`${folder}/${name}-float32.npy`]);
  for (const [format, words] of Object.entries(formats)) {
    // A table names its columns; the units are the same.
    const others = (await audited(name, words(name))).map((row, unit) => ({...row, unit}));
    expect(others, format).toEqual(rows);
  }
  const text = gunzipSync(readFileSync(`${folder}/${name}.csv.gz`)).toString();
  const piped = await audited(name, ['-', '--from', 'csv'], {stdin: text});
  expect(piped.map((row, unit) => ({...row, unit}))).toEqual(rows);
});

const types = ['float32', 'float16', 'bfloat16'] as const;

test.each(layers.flatMap((name) => types.map((type) => ({name, type}))))(
  '$name in $type has the counts, the least and the largest that NumPy finds in the same intervals',
  async (one) => {
    const figures = expected[one.name]?.[one.type] ?? {};
    const rows = await audited(one.name, [`${folder}/${one.name}-${one.type}.npy`]);
    expect(Object.keys(figures).length).toBeGreaterThan(8);
    for (const [figure, values] of Object.entries(figures)) {
      const told = rows.map((row) => row[figure]);
      // NumPy's means are of exact sums.
      if (figure === 'mean' || figure === 'std')
        for (const [unit, value] of values.entries()) expect(told[unit]).toBeCloseTo(value, 13);
      else expect(told, figure).toEqual(values);
    }
  },
);

test('the trained network has the dead units that its layer shows', async () => {
  const rows = await audited('mlp', [`${folder}/mlp-float32.npy`]);
  const dead = rows.filter((row) => row.is_dead).map(({unit}) => unit);
  expect(dead).toEqual(expected.mlp?.float32.dead?.flatMap((count, unit) => (count === 24 ? [unit] : [])));
  expect(dead.length).toBe(10);
});
