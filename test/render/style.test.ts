import {expect, test} from 'vitest';
import {marksFromWorst} from '../../src/regions/region.ts';
import {type ColorLevel, makePaint} from '../../src/render/style.ts';

const steps = [0, 95, 135, 175, 215, 255];

/** The red, green and blue of one of 256 colours, as parts of 1 in equal steps of light. */
function lightOf(code: number): readonly number[] {
  const cube = code - 16;
  const rgb =
    code >= 232
      ? [0, 1, 2].map(() => 8 + 10 * (code - 232))
      : [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((i) => steps[i] ?? 0);
  return rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
}

async function codesAt(level: ColorLevel) {
  const paint = await makePaint(level);
  const code = (text: string) => /\[([\d;]+)m/.exec(text)?.[1] ?? '';
  return {
    series: Array.from({length: 8}, (_, i) => code(paint.series(i, 'x'))),
    marks: marksFromWorst.map((mark) => code(paint.mark(mark, 'x'))),
  };
}

test.each([1, 2, 3] as const)(
  'at colour level %i eight curves have colours of their own, none of them of a mark',
  async (level) => {
    const {series, marks} = await codesAt(level);
    expect(new Set(series).size).toBe(8);
    expect(series.filter((code) => marks.includes(code))).toEqual([]);
    // White is not seen on a light terminal, black not on a dark one.
    expect(series.filter((code) => ['30', '37', '97'].includes(code))).toEqual([]);
  },
);

test('of 256 colours each is readable on white and on black', async () => {
  const {series} = await codesAt(2);
  for (const code of series) {
    const [red = 0, green = 0, blue = 0] = lightOf(Number(code.replace('38;5;', '')));
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    expect(1.05 / (light + 0.05), code).toBeGreaterThan(2.9);
    expect((light + 0.05) / 0.05, code).toBeGreaterThan(2.9);
  }
});
