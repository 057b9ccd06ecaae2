import {describe, expect, test} from 'vitest';
import {runIn} from '../../fake-io.ts';

interface Row {
  readonly label: string;
  readonly cells: string;
}

/** The rows of each panel from the first on, with their labels. */
async function panelsOf(...line: readonly string[]): Promise<readonly (readonly Row[])[]> {
  const {code, stdout, stderr} = await runIn(
    {columns: 80, rows: 24, env: {PAGER: 'cat'}},
    'plot',
    ...line,
    '--color',
    'never',
  );
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const panels: Row[][] = [];
  for (const text of stdout.split('\n')) {
    const [, label, cells] = /^ *(\S*) [┤│](.*)$/.exec(text) ?? [];
    if (label === undefined || cells === undefined) {
      if (panels.at(-1)?.length !== 0) panels.push([]);
    } else panels.at(-1)?.push({label, cells});
  }
  return panels.filter((panel) => panel.length > 0);
}

/** Where labels stand, counted from the top. */
const placesOf = (rows: readonly Row[] = []) => rows.flatMap(({label}, row) => (label === '' ? [] : [row]));
const labelsOf = (rows: readonly Row[] = []) => rows.flatMap(({label}) => (label === '' ? [] : [Number(label)]));

describe('what is flat has a label on its own row', () => {
  test.each([
    [['elu', '--alpha', '0.5'], [-0.5]],
    [['elu', '--alpha', '2'], [-2]],
    [
      ['elu:alpha=0.5', 'elu:alpha=1', 'elu:alpha=2'],
      [-0.5, -1, -2],
    ],
    [['sigmoid'], [0, 1]],
    [['tanh'], [-1, 1]],
    [['selu'], [-1.75]],
    [['hard_tanh'], [-1, 1]],
    [['threshold:threshold=1,value=0.3'], [0.3]],
  ])('f: %j', async (line, levels) => {
    const [f] = await panelsOf(...line);
    expect(labelsOf(f)).toEqual(expect.arrayContaining(levels));
  });

  test('the slope of leaky_relu, which runs in the row labelled so', async () => {
    const [, slope = []] = await panelsOf('leaky_relu:slope=0.2');
    expect(slope.at(-1)?.label).toBe('0.2');
    expect(slope.at(-1)?.cells).toMatch(/^[⠁-⣿]{30}/);
  });

  test('1/x is flat nowhere', async () => {
    const [f] = await panelsOf('1/x', '--show', 'value');
    expect(labelsOf(f)).toContain(0);
  });
});

describe('both ends of the rows in use have a label', () => {
  test.each(['4', '5', '6', '8', '13', '20'])('at --height %s', async (height) => {
    for (const name of ['relu', 'elu', 'sigmoid', 'tanh', 'x^2', 'sin', 'selu', '=x-0.3']) {
      const [f = []] = await panelsOf(name, '--show', 'value', '--height', height);
      const used = f.flatMap(({cells}, row) => (/[⠁-⣿]{2}|[⡇⢸⠇⠸]/.test(cells) ? [row] : []));
      expect([f[used[0] ?? 0]?.label, f[used.at(-1) ?? 0]?.label], `${name}: ${labelsOf(f)}`).not.toContain('');
    }
  });
});

test('a regular label is two rows from others or more, and the distances differ by one at most', async () => {
  for (const name of ['relu', 'sigmoid', 'tanh', 'sin']) {
    for (let height = 6; height < 30; height += 1) {
      const [f] = await panelsOf(name, '--show', 'value', '--height', `${height}`);
      const places = placesOf(f);
      const gaps = places.slice(1).map((place, i) => place - (places[i] ?? 0));
      expect(Math.min(...gaps), `${name} ${height}`).toBeGreaterThanOrEqual(2);
      expect(Math.max(...gaps) - Math.min(...gaps), `${name} ${height}: ${gaps}`).toBeLessThanOrEqual(1);
    }
  }
});

test('a line that is left over goes to the first panel', async () => {
  const [f, slope] = await panelsOf('elu:alpha=0.5', 'elu:alpha=1', 'elu:alpha=2');
  expect([f?.length, slope?.length]).toEqual([8, 7]);
});

test('a constant fills the height', async () => {
  const [f, slope] = await panelsOf('x*0+5');
  expect((f?.length ?? 0) + (slope?.length ?? 0)).toBe(17);
});
