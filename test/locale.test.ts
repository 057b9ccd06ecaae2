import {describe, expect, test} from 'vitest';
import {commands} from '../src/cli.ts';
import {runIn} from './fake-io.ts';

const plainLocale = {NO_COLOR: '1', LANG: '', LC_ALL: 'C'};
const lines = [
  'elu x^2',
  'plot relu gelu --order 2',
  'plot elu --wrt alpha',
  'plot été=abs(x) --title ″∂',
  'info relu gelu hardtanh softplus',
  'list',
  'table elu --show value,region',
  'regions sigmoid sin --dtype float16',
  'compare relu gelu tanh --order 2 --no-cost',
  'compare gelu@jax gelu@torch --no-cost',
  'check relu -',
  'completion zsh -- plot --',
];

describe('a locale that is not UTF-8 has 7-bit characters for people', () => {
  test.each(lines)('act-cli %s', async (line) => {
    const {code, stdout, stderr} = await runIn(
      {columns: 80, env: plainLocale, stdin: 'x,value\n0,1\n2,2\n'},
      ...line.split(' '),
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\n -~]+$/);
    expect(stderr).toMatch(/^[\n -~]*$/);
  });

  test.each(['', ...Object.keys(commands)])('act-cli %s --help', async (name) => {
    const {stdout} = await runIn({columns: 80, env: plainLocale}, ...`${name} --help`.trim().split(' '));
    expect(stdout).toMatch(/^[\n -~]+$/);
  });

  test('messages and notes', async () => {
    const {stderr} = await runIn({env: plainLocale}, 'table', 'été', 'relu');
    expect(stderr).toContain("act-cli: unknown activation: 'ete'");
    expect(
      (await runIn({env: plainLocale}, 'compare', '激=sin(1/x)', 'relu', '--order', '2', '--no-cost')).stderr,
    ).toMatch(/^[\n -~]+$/);
  });

  test('--ascii gives the same', async () => {
    const line = ['compare', 'relu', 'gelu', 'tanh', '--no-cost'];
    const {stdout} = await runIn({columns: 80, env: plainLocale}, ...line);
    expect(await runIn({columns: 80, env: {NO_COLOR: '1'}}, ...line, '--ascii')).toMatchObject({stdout});
  });

  test('programs get UTF-8', async () => {
    expect((await runIn({env: plainLocale}, 'table', 'é=x', '--at', '1', '--format', 'csv')).stdout).toContain('é');
    expect((await runIn({env: plainLocale}, 'plot', 'relu', '--format', 'svg')).stdout).toContain('f′');
  });
});

test.each([
  [{LANG: ''}, false],
  [{LANG: 'C'}, false],
  [{LANG: 'POSIX'}, false],
  [{LANG: 'en_US.ISO-8859-1'}, false],
  [{LANG: 'en_US.UTF-8', LC_ALL: 'en_US.ISO-8859-1'}, false],
  [{LANG: 'en_US.UTF-8', LC_CTYPE: 'C'}, false],
  [{LANG: 'en_US.UTF-8'}, true],
  [{LANG: 'C', LC_ALL: 'C.utf8'}, true],
  [{LANG: 'C', LC_CTYPE: 'UTF-8'}, true],
  [{LANG: '', OS: 'Windows_NT'}, true],
])('whether %j has Braille: %s', async (env, isBraille) => {
  const {stdout} = await runIn({columns: 80, env}, 'plot', 'relu');
  expect(/[⠁-⣿]/.test(stdout)).toBe(isBraille);
});
