import {describe, expect, test} from 'vitest';
import {runIn, type World} from '../fake-io.ts';

async function printed(line: readonly string[], world: World = {}): Promise<string> {
  const {code, stdout, stderr} = await runIn(world, 'plot', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

/** A row in which nearly every dot is set. */
const full = /[⣿⢿⡿⣾⣷⣻⣽⣟⣯]{55,}/;

describe('a curve that turns within columns', () => {
  test('fills each column from its least to its largest value, and the title says so', async () => {
    const text = await printed(['=sin(1000*x)', '--show', 'value', '--height', '5', '--no-regions', '--width', '80']);
    expect(text.replace(/\n +/, ' ')).toContain(
      'f   too fast for this width: each column is filled from its minimum to its maximum',
    );
    for (const row of text.split('\n').slice(3, 6)) expect(row).toMatch(full);
  });

  test.each([
    ['a wave in step with the columns, whose samples lie on a line', '=sin(34.033920413889426*x)', '-6:6', 50],
    ['a wave of two columns, from crest to crest in each', 'sin', '-103.67:103.67', 45],
    ['a wave of so many turns that only chance finds its crests', '=sin(1e9*x)', '-6:6', 60],
    ['a falling range', '=sin(1000*x)', '6:-6', 60],
  ])('%s', async (_, formula, range, least) => {
    const text = await printed([formula, '-r', range, '--show', 'value', '--height', '5', '--width', '80']);
    const lines = text.split('\n');
    const end = lines.findIndex((line) => line.includes('└'));
    // Each column reaches from the first row of the panel to the last.
    for (const row of [lines[end - 5], lines[end - 1]]) expect(row?.match(/[⠁-⣿]/g)?.length).toBeGreaterThan(least);
    expect(text).toContain('too fast for this width');
  });

  test('in many samples as well, of which a column shows one', async () => {
    const text = await printed(['=sin(1000*x)', '-n', '5000', '--show', 'value', '--height', '5', '--width', '80']);
    expect(text).toMatch(full);
  });

  test('has its rows between those of the other curves, with their own strokes, in 7-bit characters too', async () => {
    const line = ['relu', '=3*sin(1000*x)', '--show', 'value', '--height', '7', '--width', '80'];
    const text = await printed(line);
    expect(text).toContain('=3*sin(1000*x): too fast for this width:');
    expect(text.match(/[⠁-⣿]/g)?.length).toBeGreaterThan(200);
    const ascii = await printed([...line, '--ascii']);
    expect(ascii).toMatch(/\|{6,}/);
    expect(ascii).toMatch(/^[\n -~]*$/);
  });

  test('a spike between two samples is drawn to its top', async () => {
    const text = await printed(['=exp(-(1000*(x-0.05))^2)', '--show', 'value', '--height', '6', '--width', '80']);
    const rows = text.split('\n').slice(1, 7);
    expect(rows.map((row) => /[⢸⡇⣿⠸⡆⢰⠇⣸⣇]/.test(row))).toEqual([true, true, true, true, true, true]);
  });

  test.each(['heaviside', 'tanh', 'sin', 'gcu', '=sinh(x)', '=tanh(1e6*(x-0.05))', '=abs(x-0.05)', '=max(x, 30*x-1)'])(
    '%s does not: a slow wave, a steep slope, a kink and a jump are drawn as a line',
    async (formula) => {
      const line = await printed([formula, '--width', '80']);
      expect(line).not.toMatch(/turns|frame/);
      expect(line).not.toMatch(/⣿⣿⣿/);
    },
  );

  test('fewer points than columns are joined as they are', async () => {
    const text = await printed(['=sin(1000*x)', '-n', '9', '--width', '80']);
    expect(text).not.toContain('turns');
    expect(text).not.toMatch(/⣿⣿/);
  });
});

describe('the title says where a curve is cut', () => {
  const titles = async (...line: readonly string[]): Promise<readonly string[]> =>
    (await printed(['--width', '150', ...line]))
      .split('\n')
      .map((each) => each.trim().replace(/^.*: (?=f′?( {3}|$))/, ''))
      .filter((each) => /^f/.test(each));

  test.each([
    ['exponential -r -2000:2000', 'f   overflows beyond x = 709.78', 'f′   overflows beyond x = 709.78'],
    ['exponential -r 2000:-2000', 'f   overflows beyond x = 709.78', 'f′   overflows beyond x = 709.78'],
    ['=exp(-x) -r -800:800', 'f   overflows below x = -709.78', 'f′   overflows below x = -709.78'],
    ['=cosh(x) -r -800:800', 'f   overflows beyond x = ±710.48', 'f′   overflows beyond x = ±710.48'],
    ['=1/max(x,0)^0 --show value', 'f'],
    ['exponential -r -20:20 --dtype float16', 'f   overflows beyond x = 11.09', 'f′   overflows beyond x = 11.09'],
    ['exponential -r -20:20 --dtype e4m3 --show value', 'f   overflows beyond x = 6.25'],
    ['exponential -r -20:20 --dtype e4m3 --saturate --show value', 'f'],
    ['=log(max(x,0)) --show value', 'f   is infinite for x <= 0'],
    ['=(exp(x)+1)*exp(-x)-1 -r 0:2000 --show value', 'f'],
    ['=log(x) --show value', 'f   has no value for x < 0   leaves the frame near x = 0'],
    ['=sqrt(x-1) --show value', 'f   has no value for x < 1'],
    ['=sqrt(1-x^2) --show value', 'f   has no value for |x| > 1'],
    ['=sqrt(x^2-1) --show value', 'f   has no value for -1 < x < 1'],
    ['=tanh(x)/x --show value', 'f   has no value at x = 0'],
    ['=tan(x) --show value', 'f   leaves the frame in 4 places'],
    ['=log(sin(3*x)) --show value', 'f   has no value in many places   leaves the frame in many places'],
    ['=1/x --show value', 'f   leaves the frame near x = 0'],
    ['=1/(x-1.5) --show value', 'f   leaves the frame near x = 1.5'],
    ['=log(x-100) --show value', 'f'],
    ['relu --ymax 4', 'f   is cut above y = 4 for x > 4', 'f′'],
    ['relu --ymin 1 --show value', 'f   is cut below y = 1 for x < 1'],
    ['=x^2 --ymax 9 --show value', 'f   is cut above y = 9 for |x| > 3'],
    ['=x --ymin -1 --ymax 2 --show value', 'f   is cut below y = -1 for x < -1   is cut above y = 2 for x > 2'],
    ['sigmoid --ymax 0.5 --show value', 'f   is cut above y = 0.5 for x > 0'],
    ['tanh --ymin 0 --show value', 'f   is cut below y = 0 for x < 0'],
    ['=1+x^3 --ymax 1 --show value', 'f   is cut above y = 1 for x > 0'],
    ['=2+(x-1)^3 --ymax 2 --show value', 'f   is cut above y = 2 for x > 1'],
    ['=(x+1000000)-1000000 --ymax 0 --show value', 'f   is cut above y = 0 for x > 0'],
    ['=x<1?0:5 --ymax 2 --show value', 'f   is cut above y = 2 for x >= 1'],
    ['step --ymax 0.5 --show value', 'f   is cut above y = 0.5 for x > 0'],
    ['sin --ymax 0.5 --show value -r 0:30', 'f   is cut above y = 0.5'],
    ['exponential --ymax 4 -r -2000:2000 --show value', 'f   is cut above y = 4 for x > 1.3863'],
    [
      'relu gelu --ymax 4 --show value',
      'f   relu: is cut above y = 4 for x > 4   gelu: is cut above y = 4 for x > 4.0001',
    ],
    [
      'maxout:weights=[1;-2],biases=[0;1] --from [0] --along [2] --ymax 3 --show value',
      'f   is cut above y = 3 for t < -0.5 and for t > 1.5',
    ],
  ])('plot %s', async (line, ...expected) => {
    expect(await titles(...line.split(' '))).toEqual(expected);
  });

  test('a line of a title that is too long goes on in the next, and the plot keeps to its 23 lines', async () => {
    const lines = (await printed(['=log(x)', '--width', '40'])).trimEnd().split('\n');
    expect(lines.slice(0, 3).join(' ').replace(/ +/g, ' ').trim()).toContain(
      '=log(x): f has no value for x < 0 leaves the frame near x = 0',
    );
    expect(lines.length).toBeLessThanOrEqual(23);
    expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(40);
  });

  test('of nothing that is not cut: at default ranges no activation says anything', async () => {
    for (const name of ['relu', 'gelu', 'exponential', 'softplus', 'mish', 'sine', 'laplace', 'nlrelu', 'hard_elish'])
      expect(await titles(name)).toEqual(['f', 'f′']);
  });
});
