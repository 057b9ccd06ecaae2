import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

async function plotted(...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn({}, 'plot', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

describe('--difference', () => {
  test('draws how far others are from the first, and states and marks the largest difference', async () => {
    const text = await plotted('gelu@jax', 'gelu@torch', '--difference', '--width', '80', '--height', '9');
    expect(text).toContain('gelu@torch - gelu@jax: f   ★ largest difference 0.000473 at x = ±2.7');
    expect(text).toContain('f′   ★ largest difference 0.000868 at x = ±2.02');
    expect(text.match(/★/g)).toHaveLength(6);
  });

  test('is exact: of functions that differ by less than plain doubles can tell', async () => {
    const rows = await plotted(
      '=x',
      '=x+1e-30*sin(x)',
      '--difference',
      '-f',
      'csv',
      '-r',
      '1:2',
      '-n',
      '2',
      '--show',
      'value',
    );
    expect(rows).toBe('x,(x+1e-30*sin(x)) - x\n1,8.414709848078966e-31\n2,9.092974268256818e-31\n');
  });

  test('names and marks only what lies in the range', async () => {
    const text = await plotted('gelu@jax', 'gelu@torch', '--difference', '-r', '0:6', '--width', '80', '--height', '9');
    expect(text).toContain('largest difference 0.000473 at x = 2.7');
    expect(text.match(/★/g)).toHaveLength(4);
  });

  test('of functions that are the same is 0 everywhere', async () => {
    expect(await plotted('relu', '=max(x,0)', '--difference', '--height', '5')).toContain('f   largest difference 0');
  });

  test('where it is equally large elsewhere, that is said; where it overflows, only that', async () => {
    const line = ['x>1?2:x', 'x<0?-1:1', '--difference', '--show', 'gradient', '--height', '5'];
    const title = (await plotted(...line)).split('\n')[0];
    expect(title).toContain('(x<0?-1:1) - (x>1?2:x): f′   ★ largest difference 1 at x = 0 and elsewhere');
    const far = await plotted(
      '=exp(2*x)',
      'relu',
      '--difference',
      '--range',
      '0:700',
      '--show',
      'value',
      '--height',
      '5',
    );
    expect(far).toContain('f   overflows beyond x = 354.89');
    expect(far).not.toContain('largest');
  });

  test.each([
    [['elu'], '--difference needs two activations or more: each is compared with the first'],
    [['elu', 'prelu', '--wrt', 'alpha'], '--difference and --wrt cannot be combined; give only one of them'],
    [['elu', 'maxout:weights=[1,2;0,1],biases=[0;1]'], 'functions of different sizes'],
  ])('%j is refused', async (line, sentence) => {
    const {code, stdout, stderr} = await runIn({}, 'plot', ...line, '--difference');
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toContain(sentence);
  });
});

describe('--wrt', () => {
  test('draws the gradient by a parameter below, of those that have it', async () => {
    const text = await plotted('elu', 'relu', '--wrt', 'alpha', '--height', '5', '--width', '80');
    const below = text.slice(text.indexOf('∂f/∂alpha'), text.indexOf('└'));
    expect(below).toContain('elu');
    expect(below).not.toContain('relu');
  });

  test('has a column of its own in other formats', async () => {
    expect(await plotted('elu', '--wrt', 'alpha', '-f', 'csv', '-r', '-1:1', '-n', '2', '--show', 'value')).toBe(
      'x,elu,elu_grad_alpha\n-1,-0.6321205588285577,-0.6321205588285577\n1,1,0\n',
    );
  });

  test('is refused along a line, where x is t', async () => {
    const {code, stderr} = await runIn({}, 'plot', 'elu', '--wrt', 'alpha', '--from', '[1]', '--along', '[2]');
    expect({code, stderr}).toEqual({
      code: 2,
      stderr: 'act-cli: --along and --wrt cannot be combined; give only one of them\n',
    });
  });

  test('is refused for a parameter that none has', async () => {
    const {code, stderr} = await runIn({}, 'plot', 'elu', '--wrt', 'beta');
    expect({code, stderr}).toEqual({
      code: 2,
      stderr: "act-cli: elu has no parameter 'beta'; its only parameter is alpha\n",
    });
  });
});
