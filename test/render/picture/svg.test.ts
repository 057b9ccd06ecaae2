import {expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {float64} from '../../../src/exact/number-format.ts';
import {drawing} from '../../../src/render/picture/svg.ts';
import {figureOutput, pictureSampling} from '../../../src/report/figure.ts';
import {linear} from '../../../src/report/output.ts';
import {curvesOf} from '../../../src/sampling/curves.ts';
import {pointInputs} from '../../../src/sampling/grid.ts';
import {scalarPoints} from '../../../src/sampling/points.ts';
import {parseRange} from '../../../src/sampling/range.ts';
import {runIn} from '../../fake-io.ts';

/** The picture that a command line writes, which is well formed. */
async function picture(...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn({}, 'plot', ...line, '--format', 'svg');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(unclosed(stdout)).toEqual([]);
  expect(stdout.replace(/>[^<]*</g, '><')).not.toMatch(/NaN|Infinity|undefined/);
  return stdout;
}

/** Elements that are not closed where they should be, and characters that XML does not allow where they stand. */
function unclosed(svg: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name = '', attributes = '', single] of svg.matchAll(
    /<(\/?)([\w-]+)((?: [\w:-]+="[^"<&]*(?:&#\d+;[^"<&]*)*")*)(\/?)>/g,
  )) {
    if (close !== '') {
      if (open.pop() !== name) wrong.push(name);
    } else if (single === '') open.push(name);
    if (
      new Set([...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, key]) => key)).size <
      attributes.split('="').length - 1
    )
      wrong.push(attributes);
  }
  const rest = svg.replace(/<\/?[\w-]+(?: [\w:-]+="[^"<]*")*\/?>/g, '');
  return [...wrong, ...open, ...(rest.match(/<|>.{10}|&(?!#\d+;)/g) ?? [])];
}

/** The points of the lines of a class, line by line. */
function linesOf(svg: string, name: string): readonly (readonly (readonly [number, number])[])[] {
  const paths = [...svg.matchAll(new RegExp(`<path class="${name}" d="(M[^"hv]*)"`, 'g'))].map(([, d = '']) => d);
  return paths.map((d) =>
    d
      .split('M')
      .slice(1)
      .flatMap((part) => {
        const numbers = part.split(' ').map(Number);
        return Array.from(
          {length: numbers.length / 2},
          (_, i) => [numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0] as const,
        );
      }),
  );
}

test.each(['relu', 'gelu', 'elu:alpha=0.5', 'hardswish', 'tanh', 'srelu', 'silu'])(
  'the line of %s is nowhere further than a fifth of a pixel from the exact curve',
  async (name) => {
    const [selection] = select([name], new Map());
    if (selection === undefined) throw new Error(name);
    const inputs = pointInputs(parseRange('-5.3:4.7'), pictureSampling.samples);
    const frame = {
      marks: undefined,
      columns: undefined,
      height: undefined,
      ymin: undefined,
      ymax: undefined,
      spread: linear,
    };
    const request = {
      selections: [selection],
      points: scalarPoints(inputs),
      precision: {format: float64, overflow: 'ieee', fast: true, parametersInFormat: false},
      line: undefined,
      second: false,
      limits: frame,
      columns: pictureSampling.columns,
      corners: true,
      regions: undefined,
      show: ['value'],
      frame,
    } as const;
    const curves = await curvesOf(request);
    const {svg, layout} = drawing(figureOutput(curves, request).view.figure, {ymin: undefined, ymax: undefined});
    const [line = []] = linesOf(svg, 'c0');
    const axis = layout.panels[0]?.axis;
    const top = layout.panels[0]?.top ?? 0;
    let worst = 0;
    curves.x.forEach((_, i) => {
      const x = layout.left + (i / (curves.x.length - 1)) * layout.inner;
      const after = Math.max(
        1,
        line.findIndex(([at]) => at >= x - 1e-9),
      );
      const [[x0, y0], [x1, y1]] = [line[after - 1] ?? [0, 0], line[after] ?? [0, 0]];
      const drawn = y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
      worst = Math.max(worst, Math.abs(drawn - top - (axis?.pixelOf(curves.curves[0]?.value[i] ?? 0) ?? 0)));
    });
    expect(worst).toBeLessThan(0.2);
    expect(line.length).toBeLessThan(120);
  },
);

test('the corner of a function is a point of its line, also between two samples', async () => {
  const svg = await picture('=abs(x-1/3)', '--range', '-1:1', '--show', 'value', '--no-regions');
  const [, left = 0, width = 0] =
    /<clipPath[^>]*><rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(svg)?.map(Number) ?? [];
  const [line = []] = linesOf(svg, 'c0');
  expect(line).toHaveLength(3);
  expect(line[1]?.[0]).toBeCloseTo(left + (width * 2) / 3, 2);
});

test('a jump ends in an empty and a full circle, and no line joins them', async () => {
  const svg = await picture('step', '--show', 'value');
  const circles = [...svg.matchAll(/<circle class="c0 (\w+)" cx="([\d.]+)" cy="([\d.]+)"/g)];
  expect(circles.map(([, kind]) => kind)).toEqual(['open', 'f0']);
  expect(circles[0]?.[2]).toBe(circles[1]?.[2]);
  const lines = linesOf(svg, 'c0').flat();
  expect(new Set(lines.map(([, y]) => y)).size).toBe(2);
  expect(svg.match(/<path class="c0" d="M[^"]*M/)).not.toBeNull();
});

test('the largest differences are marked on the curve', async () => {
  const svg = await picture('gelu@jax', 'gelu@torch', '--difference', '--show', 'value');
  const marks = [...svg.matchAll(/<circle class="c0 f0" cx="([\d.]+)" cy="([\d.]+)"/g)];
  expect(marks).toHaveLength(2);
  expect(marks[0]?.[2]).toBe(marks[1]?.[2]);
});

test('no line crosses a pole', async () => {
  const svg = await picture('=tan(x)', '--show', 'value');
  const pieces = /<path class="c0" d="(M[^"h]*)"/.exec(svg)?.[1]?.split('M').slice(1) ?? [];
  expect(pieces).toHaveLength(5);
});

test('a wave with many turns in a pixel is an area', async () => {
  const svg = await picture('=sin(1000*x)');
  expect(svg).toContain('<path class="wave c0 f0"');
  expect(svg.length).toBeLessThan(10_000);
});

test('names stand beside the ends of their curves and not on each other', async () => {
  const svg = await picture('relu', 'gelu', 'silu', 'mish', 'elu', 'tanh', 'sigmoid', 'softplus', '--no-regions');
  const names = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)">([a-z]+)<\/text>/g)].map(([, , y, name]) => ({
    y: Number(y),
    name,
  }));
  expect(names).toHaveLength(16);
  for (const panel of [names.slice(0, 8), names.slice(8)]) {
    const gaps = panel.slice(1).map(({y}, i) => y - (panel[i]?.y ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(13.9);
  }
  expect(new Set(svg.match(/c[0-7]\{stroke-dasharray:[^}]*\}/g)).size).toBe(7);
});

test('two curves take less than 40 kB, and the same bytes each time', async () => {
  const svg = await picture('gelu', 'elu');
  expect(svg.length).toBeLessThan(20_000);
  expect(await picture('gelu', 'elu')).toBe(svg);
});

test('what a user writes stays text', async () => {
  const svg = await picture('=x<0 ? x : 2', '--title', '</title><script>alert("标题 & \u001b\u202e")</script>');
  expect(svg).not.toMatch(/<script/);
  expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(svg).toContain('&#60;script&#62;alert(&#34;标题 &#38; \\x1b\\u202e&#34;)');
  expect(svg).toContain('=x&#60;0 ? x : 2');
});

test('it says in words what it shows', async () => {
  const svg = await picture('relu', '=1/x', '--title', 'Two');
  expect(svg).toMatch(/<svg [^>]*role="img" aria-labelledby="act-title act-desc">\n<title id="act-title">Two<\/title>/);
  expect(svg).toContain('f and f′ of relu, =1/x from -6 to 6. f of =1/x: leaves the frame near x = 0.');
  expect(svg).toContain('relu: dead from -6 to 0. =1/x: no gradient is small.');
  expect(svg).toContain('@media(prefers-color-scheme:dark)');
});

test.each([
  [['gelu'], 'gelu: saturated from -6 to -3.067, weak from -0.7755 to -0.7291.'],
  [['hardtanh', '--range', '3:-3'], 'hardtanh: dead from -3 to -1 and from 1 to 3.'],
  [['tanh', '--range', '-2.5:2.5'], 'tanh: no gradient is small.'],
  [
    ['sigmoid', '--range', '0:20', '--dtype', 'float16'],
    'sigmoid: saturated from 4.586 to 17.33, underflow from 17.34',
  ],
  [['sin', '--range', '0:20'], 'sin: weak from 1.561 to 1.581 and from 4.702 to 4.722 and'],
  [['sin', '--range', '0:1e4'], 'sin: weak in places.'],
])('of %j the exact ends of regions: %s', async (line, said) => {
  expect(await picture(...line)).toContain(said);
});

test.each([
  ['=log(-1-x^2)'],
  ['=log(-1-x^2)', 'relu'],
  ['=5.3'],
  ['=0'],
  ['=1e300*x', 'b=-1e300*x', '--range=-1e8:1e8'],
  ['relu', '--range=-1.7e308:1.7e308'],
  ['=5e-324*x', '--range', '0:1'],
  ['elu', '--range', '5:1'],
  ['gelu', '--range', '3:3'],
  ['gelu', '--points', '5'],
  ['gelu', 'silu', '--log-y'],
  ['=sinh(x)', '--symlog', '0.1'],
  ['gelu', '--ymin', '2', '--ymax', '3'],
  ['gelu', '--ymin', '100'],
  ['sigmoid', '--range', '0:20', '--dtype', 'e4m3'],
  ['=sqrt(x)', '=x^x', '--width', '30', '--height', '3'],
  ['maxout:weights=[1,2;-1,0.5],biases=[0;0]', '--from', '[0,0]', '--along', '[1,1]'],
])('%j %j %j is drawn', async (...line) => {
  expect((await picture(...line)).length).toBeLessThan(30_000);
});

test('of a falling range the axis falls', async () => {
  const svg = await picture('elu', '--range', '5:1');
  const ticks = /text-anchor="middle">(.*?)<\/g>/.exec(svg)?.[1] ?? '';
  expect([...ticks.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text)).toEqual([
    '5.0',
    '4.5',
    '4.0',
    '3.5',
    '3.0',
    '2.5',
    '2.0',
    '1.5',
    '1.0',
  ]);
  expect(svg).toContain('x falls to the right');
});
