import {describe, expect, test} from 'vitest';
import {dtypeNamed} from '../../../src/exact/number-format.ts';
import {columnsOf} from '../../../src/printable.ts';
import {percentText} from '../../../src/report/audit/words.ts';
import {audited, layerOf, samples} from '../../audit/layers.ts';
import {reported} from './audited.ts';

/** Units that fire on most samples, but for one. */
const withOneDead = (count: number, dead: number) =>
  samples(count, (u) => u).map((u) => samples(16, (i) => (u === dead ? -1 - i / 8 : i - 4 + u / count)));

const firstLines = (text: string, count = 1) => text.split('\n').slice(0, count);

describe('the verdict comes first', () => {
  test('how many units are dead, how many saturated, of how many samples', async () => {
    expect(firstLines(await reported(await audited(layerOf(withOneDead(64, 7)))))).toEqual([
      'relu: 1 of 64 units is dead, 0 saturated for more than half of 16 samples',
    ]);
    const far = await audited(layerOf([[9], [9], [0]]), ['tanh']);
    expect(firstLines(await reported(far))).toEqual([
      'tanh: 0 of 3 units are dead, 2 saturated for more than half of 1 sample',
    ]);
  });

  test('of a single unit in its own words', async () => {
    const said = async (numbers: readonly number[], name: string) =>
      firstLines(await reported(await audited(layerOf([numbers]), [name])))[0];
    expect(await said([-1, -2], 'relu')).toBe('relu: the unit is dead: its gradient is 0 on every one of 2 samples');
    expect(await said([9, 8], 'tanh')).toBe('tanh: the unit is saturated for more than half of 2 samples');
    expect(await said([1, -2], 'relu')).toBe(
      'relu: the unit is neither dead nor saturated for more than half of 2 samples',
    );
  });

  test('NaN with the place of the first, in the name that the file has for the unit', async () => {
    const units = [
      [1, 2, 3],
      [1, Number.NaN, Number.NaN],
    ];
    const set = await audited(layerOf(units, {unitNames: ['a', 'b']}));
    expect(firstLines(await reported(set, {width: 200}), 2)[1]).toBe(
      '2 NaN, the first in unit b, sample 1 (counted from 0); left out of all means and shares',
    );
    const one = await audited(layerOf([[1 / 0]]));
    expect(firstLines(await reported(one, {width: 200}), 3)[2]).toBe(
      '1 infinite number, in unit 0, sample 0 (counted from 0); left out of all means and shares',
    );
  });

  test('units of which nothing is known are said: they are not taken for alive', async () => {
    const said = async (units: readonly (readonly number[])[]) => (await reported(await audited(layerOf(units)), {width: 200})).split('\n')[1]; // biome-ignore format: one line
    expect(await said([[Number.NaN], [1]])).toBe('1 unit has no finite number: whether it is dead is not known');
    expect(await said([[], []])).toBe('2 units have no finite number: whether they are dead is not known');
  });
});

test('the dead unit among 4,096 heads the worst ones', async () => {
  const lines = (await reported(await audited(layerOf(withOneDead(4096, 2718))), {top: 3})).split('\n');
  const [unit] = lines.filter((line) => line.startsWith('unit '));
  expect(unit).toMatch(/^unit 2718 +100 % +100 % +0 /);
  expect(lines.filter((line) => line.startsWith('unit '))).toHaveLength(3);
  expect(lines).toContain('the 3 worst of 4,096 units; --top 4096 or --all-units shows all');
});

test('a single dead unit among 4,096 is seen in the image over units, at every width', async () => {
  const set = await audited(layerOf(withOneDead(4096, 2718)));
  for (const [width, ascii, mark] of [
    [40, false, '█'],
    [80, false, '█'],
    [200, true, '@'],
  ] as const) {
    const row = (await reported(set, {width, ascii})).split('\n').find((line) => /^dead {2}/.test(line)) ?? '';
    expect([...row].filter((character) => character === mark)).toHaveLength(1);
    // Where 2718 of 4096 lies along the row.
    const image = row.slice('dead  '.length);
    expect([...image].indexOf(mark)).toBe(Math.floor((2718 * [...image].length) / 4096));
  }
});

test('worst units first: dead, then saturated, then weak; units without finite numbers before all', async () => {
  const of = (...numbers: readonly number[]) => numbers;
  const set = await audited(layerOf([of(0, 0, 9), of(9, 9, 0), of(0, 0, 0), of(Number.NaN, Number.NaN, Number.NaN)]), [
    'tanh',
  ]);
  const rows = (await reported(set)).split('\n').filter((line) => line.startsWith('unit '));
  expect(rows.map((row) => row.split(/ +/)[1])).toEqual(['3', '1', '0', '2']);
});

describe('no line is longer than the width', () => {
  const cases = async () => [
    await audited(layerOf(withOneDead(300, 5)), ['relu']),
    await audited(layerOf(withOneDead(40, 5)), ['gelu', 'elu:alpha=0.5', 'tanh', 'silu', '=x*sigmoid(1.702*x)+0*x'], {
      format: dtypeNamed('bfloat16'),
    }),
    await audited(layerOf([[Number.NaN, 1 / 0, 1e308, -1e-300]], {unitNames: ['a long name of a column, '.repeat(6)]})),
    await audited(layerOf(withOneDead(12, 3), {name: `${'deep/'.repeat(30)}layer.npy`}), ['sin']),
  ];
  test.each([40, 60, 80, 120, 200])('%i columns', async (width) => {
    for (const set of await cases())
      for (const ascii of [false, true]) {
        const text = await reported(set, {width, ascii});
        const long = text.split('\n').filter((line) => columnsOf(line) > width);
        expect(long).toEqual([]);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters of ASCII
        if (ascii) expect(text).toMatch(/^[\x00-\x7f]*$/);
      }
  });

  test.each([40, 80, 200])('of several data sets, %i columns', async (width) => {
    const sets = await Promise.all(
      [0, 1, 2, 3].map(async (i) => ({
        ...(await audited(layerOf(withOneDead(9, i)), ['relu', 'gelu'])),
        name: `run-of-a-long-name/epoch${i}.npy`,
      })),
    );
    const text = await reported(sets, {width, each: true});
    expect(text.split('\n').filter((line) => columnsOf(line) > width)).toEqual([]);
    expect(text).toContain('share of units that are dead');
  });
});

test('names of columns that would act on a terminal are escaped, and stay on their line', async () => {
  const set = await audited(layerOf([[1], [-1]], {unitNames: ['\u001b[2Jred\u0007', 'two\nlines']}));
  const text = await reported(set);
  expect(text).toContain('unit \\x1b[2Jred\\x07 ');
  expect(text).toContain('unit two lines ');
});

describe('machine formats', () => {
  const set = () =>
    audited(layerOf(withOneDead(33, 7), {unitNames: samples(33, (u) => u).map((u) => `"u",${u}|<b>`)}), [
      'relu',
      'tanh',
    ]);

  test('have a row for each unit under each activation, whatever --top is', async () => {
    const found = await set();
    const rows = JSON.parse(await reported(found, {as: 'json', top: 1})) as readonly Record<string, unknown>[];
    expect(rows).toHaveLength(66);
    expect(rows[7]).toMatchObject({activation: 'relu', unit: '"u",7|<b>', count: 16, dead: 16, share_dead: 1, is_dead: true, never_fires: true, mean_abs_gradient: 0, dormancy_score: 0}); // biome-ignore format: one line
    expect(rows.filter((row) => row.is_dead === true)).toHaveLength(1);
    expect((await reported(found, {as: 'jsonl', top: 1})).trimEnd().split('\n').map((line) => JSON.parse(line))).toEqual(rows); // biome-ignore format: one line
    const csv = (await reported(found, {as: 'csv', top: 1})).trimEnd().split('\n');
    expect(csv).toHaveLength(67);
    expect(csv[8]).toMatch(/^relu,"""u"",7\|<b>",16,0,0,0,/);
    const markdown = (await reported(found, {as: 'markdown', top: 1}))
      .split('\n')
      .filter((line) => line.startsWith('| relu'));
    expect(markdown).toHaveLength(33);
  });

  test('what is not known is null, not NaN', async () => {
    const [row] = JSON.parse(await reported(await audited(layerOf([[Number.NaN]])), {as: 'json'})) as readonly object[];
    expect(row).toMatchObject({count: 1, nan: 1, min: null, max: null, mean: null, std: null, share_dead: null, mean_abs_output: null, dormancy_score: null, is_dead: null}); // biome-ignore format: one line
  });

  test('of data sets of their own, a row each; with all units a row for each unit', async () => {
    const sets = [
      {...(await set()), name: 'a'},
      {...(await set()), name: 'b'},
    ];
    const rows = (asked: {readonly allUnits: boolean}) => reported(sets, {as: 'json', each: true, ...asked});
    expect(JSON.parse(await rows({allUnits: false}))).toMatchObject([
      {data: 'a', activation: 'relu', units: 33, dead_units: 1},
      {data: 'a', activation: 'tanh'},
      {data: 'b', activation: 'relu'},
      {data: 'b', activation: 'tanh'},
    ]);
    expect(JSON.parse(await rows({allUnits: true}))).toHaveLength(132);
  });
});

test('the definitions in use are stated: threshold, number format, what each word means', async () => {
  const text = await reported(await audited(layerOf([[1, -1]]), ['silu'], {threshold: 0.05, format: dtypeNamed('bfloat16')}), {threshold: 0.05, format: dtypeNamed('bfloat16'), width: 200}); // biome-ignore format: one line
  expect(text).toContain('underflow: f′ is not 0, but rounds to 0 in bfloat16');
  expect(text).toContain('0 < |f′| < 0.05 in a tail');
  expect(text).toContain('shares and means are of the finite numbers');
});

test('a share is 0 % only where there is none, and 100 % only where it is all', () => {
  const texts = [0, 1e-9, 0.00049, 0.0005, 0.01, 0.9994, 0.9996, 1 - 1e-9, 1, Number.NaN].map(percentText);
  expect(texts).toEqual(['0 %', '< 0.1 %', '< 0.1 %', '0.1 %', '1 %', '99.9 %', '> 99.9 %', '> 99.9 %', '100 %', '-']);
});

describe('the page', () => {
  const hostile = '<script>alert(1)</script>"&\'';

  test('needs nothing from outside, and escapes every name', async () => {
    const units = withOneDead(12, 3);
    const set = await audited(
      layerOf(units, {name: `${hostile}.npy`, unitNames: samples(12, (u) => u).map((u) => `${hostile}${u}`)}),
    );
    for (const sets of [[set], [set, set, set]]) {
      const page = await reported(sets, {as: 'html'} as never);
      expect(page).toMatch(/^<!doctype html>/);
      expect(page.replaceAll(/xmlns(:\w+)?="http:[^"]*"/g, '')).not.toMatch(/https?:|\bsrc=|url\((?!#)|@import|<link/);
      expect(page).not.toContain('<script');
      expect(page).not.toContain(`${hostile}`);
    }
  });

  test('has a row for each unit, more than a terminal shows', async () => {
    const page = await reported(await audited(layerOf(withOneDead(300, 3))), {as: 'html', top: 5} as never);
    expect(page.match(/<td>unit \d+/g)).toHaveLength(300);
  });
});

test('arrays of one file are told apart by their own names', async () => {
  const set = async (name: string) => audited(layerOf([[1, 2]], {name}));
  const rows = async (...names: readonly string[]) =>
    (await reported(await Promise.all(names.map(set)), {each: true}))
      .split('\n')
      .filter((line) => /^\S+ .*%/.test(line));
  const [first = '', second = ''] = await rows('long/name/of/acts.npz:a', 'long/name/of/acts.npz:b');
  expect([first.split(' ')[0], second.split(' ')[0]]).toEqual(['a', 'b']);
  const [other = ''] = await rows('acts.npz:a', 'more.npz:b');
  expect(other.split(' ')[0]).toBe('acts.npz:a');
});

test('in a narrow window definitions are broken between words, and none is cut', async () => {
  const set = await audited(
    layerOf([
      [1, 2],
      [-1, -2],
    ]),
  );
  const text = await reported(set, {width: 40});
  expect(text).toContain('saturated on more than      0    0 %\n  half of the samples\n');
  expect(text).toContain('count: from -2 to 2');
  expect(text).not.toContain('…');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
});
