import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

async function plotted(...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn({}, 'plot', ...line, '--no-regions');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

/** The rows of the only panel, without labels and axis. */
async function panelOf(...line: readonly string[]): Promise<readonly string[]> {
  const text = await plotted(...line, '--width', '80');
  return text.split('\n').flatMap((each) => /^ *\S* [│┤|+](.*)$/.exec(each)?.[1] ?? []);
}

describe('a jump', () => {
  test.each([
    ['step', '--show', 'value'],
    ['relu', '--show', 'gradient'],
    ['hard_shrink', '--show', 'value'],
    ['x>1?2:x', '--show', 'value'],
    ['gelu', 'relu', '--difference', '--show', 'gradient'],
  ])('is a gap in a picture: %s %s %s', async (...line) => {
    const svg = await plotted(...line, '--format', 'svg');
    const drawn = /<path class="c0" d="(M[^"]*M[^"]*)"/.exec(svg)?.[1] ?? '';
    const strokes = drawn.split('M').slice(1);
    expect(strokes.length).toBeGreaterThan(1);
    for (const stroke of strokes) {
      const places = stroke.split(' ').filter((_, i) => i % 2 === 0);
      // Nowhere straight up or down.
      expect(places.filter((x, i) => x === places[i - 1])).toEqual([]);
    }
    expect(svg.match(/<circle/g)?.length).toBe(2 * (strokes.length - 1));
  });

  test.each([
    ['x>1?2:x'],
    ['x>0?3:x'],
    ['x>1?5:x'],
    ['x<=1?x:2'],
    ['x>0?x+1:x'],
    ['step'],
    ['step', 'relu', '--difference'],
    ['relu', 'gelu', '--difference', '--show', 'gradient'],
  ])('has one open and one closed end: %s %s', async (...line) => {
    const show = line.includes('--show') ? [] : ['--show', 'value'];
    for (const height of ['8', '24', '40']) {
      const text = (await panelOf(...line, ...show, '--height', height)).join('\n');
      expect(text.match(/[○●]/g)?.sort()).toEqual(['○', '●']);
    }
  });

  test('has no line across it with --marks line, at neither side', async () => {
    const rows = await panelOf('step', '--show', 'value', '--height', '5', '--marks', 'line');
    expect(rows.slice(1, 4).join('')).toMatch(/^[ ┊]*$/);
  });

  test('that is an extreme of a difference has one mark', async () => {
    const rows = await panelOf('elu:alpha=0.3', 'relu', '--difference', '--show', 'gradient', '--height', '19');
    expect(rows.join('').match(/[●★]/g)).toEqual(['●']);
  });
});

describe('no line crosses a pole', () => {
  test.each([
    ['tan(x)', '-6:6'],
    ['tan(x)', '0:3'],
    ['tan(x)', '1.5:1.7'],
    ['1/sin(x)', '-6:6'],
    ['1/(x-1/3)', '-6:6'],
  ])('%s over %s', async (formula, range) => {
    for (const marks of ['braille', 'line']) {
      const frame = ['--range', range, '--ymin', '-20', '--ymax', '20', '--height', '20'];
      const rows = await panelOf(formula, '--show', 'value', ...frame, '--marks', marks);
      expect(rows).toHaveLength(20);
      const isDrawn = (row: string | undefined, column: number) => !' ┊⠁⠂⠄⡀·'.includes(row?.[column] ?? ' ');
      const full = Array.from({length: 70}, (_, column) => rows.every((row) => isDrawn(row, column)));
      expect(full).not.toContain(true);
    }
  });

  test('though a steep line is drawn through the whole frame', async () => {
    const rows = await panelOf('1000*x', '--show', 'value', '--ymin', '-0.1', '--ymax', '0.1', '--height', '8');
    expect(rows.every((row) => /[⡇⢸⣿⡏⣇⢹⣸⠃⡄⢰⠘⢠⠸]/.test(row))).toBe(true);
  });
});

test('extremes of differences have a mark of their own, which the title shows', async () => {
  const line = ['gelu', 'quick_gelu', 'silu', '--difference', '--show', 'value', '--width', '80', '--height', '12'];
  expect((await plotted(...line)).match(/★/g)).toHaveLength(5);
  expect((await plotted(...line, '--ascii')).match(/!/g)).toHaveLength(5);
});

test('differences from one activation are known by the name of the other, and share a sentence', async () => {
  const text = await plotted('gelu', 'gelu_tanh', 'silu', '--difference', '--show', 'value', '--width', '120');
  expect(text).toContain('f minus that of gelu   ★ largest difference: gelu_tanh 0.000473 at x = ±2.7, silu 0.193');
  expect(text).toMatch(/■ silu$/m);
});
