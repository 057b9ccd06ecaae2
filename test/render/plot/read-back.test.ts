/** What is drawn is what the functions are: values are read back from the dots of the picture. */

import {expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {gradientOf} from '../../../src/activations/selection.ts';
import {exactValuesAt} from '../../../src/evaluation/exact-at.ts';
import {ofOneNumber} from '../../activations/of-one-number.ts';
import {runIn} from '../../fake-io.ts';

const [ymin, ymax, height] = [-1.3, 2.1, 24];
const quarter = (ymax - ymin) / height / 4;

/** The dots of the picture that are set, each as its column of dots and the value in its middle. */
async function drawn(name: string, show: 'value' | 'gradient') {
  const frame = ['--ymin', `${ymin}`, '--ymax', `${ymax}`, '--height', `${height}`, '--width', '100', '--no-regions'];
  const {stdout, code} = await runIn({}, 'plot', name, '--show', show, ...frame);
  expect(code).toBe(0);
  const lines = stdout.split('\n');
  const axis = lines.findIndex((line) => /└[─┬]+$/.test(line));
  const start = (lines[axis] ?? '').indexOf('└') + 1;
  const columns = (lines[axis] ?? '').length - start;
  const rows = lines.slice(axis - height, axis).map((line) => line.slice(start).padEnd(columns));
  const dots = new Set<string>();
  rows.forEach((row, r) => {
    [...row].forEach((character, c) => {
      const pattern = character.charCodeAt(0) - 0x2800;
      if (pattern <= 0 || pattern > 255) return;
      [0, 1].forEach((side) => {
        [0, 1, 2, 3].forEach((down) => {
          const bit = down === 3 ? 0x40 << side : (1 << down) << (3 * side);
          if ((pattern & bit) !== 0) dots.add(`${2 * c + side},${4 * r + down}`);
        });
      });
    });
  });
  // The middle of a column of dots lies a quarter of a column beside that of the column.
  const xOf = (column: number) => -6 + (12 * (column - 0.5)) / 2 / (columns - 1);
  return {dots, columns, xOf};
}

const names = ofOneNumber;

test.each(names.flatMap((name) => [[name, 'value'] as const, [name, 'gradient'] as const]))(
  '%s, %s: a quarter of a row beside each value there is a dot',
  async (name, show) => {
    const [selection] = select([name], new Map());
    if (selection === undefined) throw new Error('nothing selected');
    const evaluate = exactValuesAt(selection, [selection.value, gradientOf(selection, 'x')]);
    const {dots, columns, xOf} = await drawn(name, show);
    const missing: number[] = [];
    let seen = 0;
    for (let column = 1; column < 2 * columns - 1; column += 1) {
      const value = evaluate(xOf(column))[show === 'value' ? 0 : 1] ?? Number.NaN;
      if (!(value > ymin + quarter && value < ymax - quarter)) continue;
      seen += 1;
      const place = ((ymax - value) / (ymax - ymin)) * (4 * height - 1);
      const near = [Math.floor(place), Math.ceil(place)];
      // At an end of a jump a circle stands for the dots.
      if (!near.some((dot) => dots.has(`${column},${dot}`))) missing.push(xOf(column));
    }
    expect(seen).toBeGreaterThan(40);
    expect(missing.length).toBeLessThanOrEqual(4);
    for (const x of missing) expect(jumps(evaluate, x, show)).toBe(true);
  },
);

/** Whether the function jumps within two columns. */
function jumps(evaluate: (x: number) => readonly number[], x: number, show: 'value' | 'gradient'): boolean {
  const at = (place: number) => evaluate(place)[show === 'value' ? 0 : 1] ?? Number.NaN;
  const around = Array.from({length: 401}, (_, i) => at(x + (i - 200) / 800));
  return around.some((value, i) => Math.abs(value - (around[i - 1] ?? value)) > 4 * quarter * 0.2);
}
