import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {lines, printed, refused} from './table-text.ts';

describe('streams', () => {
  test('the first row leaves before the range has been walked', async () => {
    const onWrite = () => {
      throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
    };
    const started = performance.now();
    expect(await runIn({onWrite}, 'table', 'gelu', '-r', '0:1e9:1e-3')).toEqual({code: 0, stdout: '', stderr: ''});
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test.each([
    ['x\n0.5\n', [], 'x'],
    ['time, s\n0.5,1\n', ['--column', '1'], 'time, s'],
  ])('the first line of %j is taken for a header, and standard error says so', async (stdin, options, line) => {
    expect(await runIn({stdin}, 'table', 'relu', '-i', '-', ...options)).toEqual({
      code: 0,
      stdout: 'x,relu,relu_grad\n0.5,0.5,1\n',
      stderr: `act-cli: standard input: the first line '${line}' was read as a header\n`,
    });
  });

  test('a header with the name that is asked for needs no word', async () => {
    const stdin = 'x\n0.5\n';
    expect(await printed(['relu', '-i', '-', '--column', 'x'], {stdin})).toBe('x,relu,relu_grad\n0.5,0.5,1\n');
  });

  test('U+2212 is a minus sign, in files, options and formulas', async () => {
    const row = 'x,relu,relu_grad\n-1,0,0\n';
    expect(await printed(['relu', '-i', '-'], {stdin: '\u22121\n'})).toBe(row);
    expect(await printed(['relu', '--at=\u22121e\u22120'])).toBe(row);
    expect(await printed(['relu', '-r', '\u22121:\u22121', '-n', '1'])).toBe(row);
    expect(lines(await printed(['relu', '-r', '\u22120.3:0:0.1']))[1]).toBe('-0.3,0,0');
    expect(await printed(['relu=max(0, 2*x \u2212 x)', '--at', '-1'])).toBe(row);
    expect(lines(await printed(['elu:alpha=\u22121', '--at', '-inf']))[1]).toBe('-Infinity,1,-0');
  });

  test('bit patterns are not integers', async () => {
    const advice = 'could be an integer or a bit pattern; write a decimal number, or';
    for (const text of ['0x3f80', '0x3F800000', '0x10']) {
      expect(await refused(['relu', '-i', '-', '--dtype', 'bf16'], {stdin: `1\n${text}\n`})).toBe(
        `act-cli: standard input, line 2: '${text}' ${advice} ${text}p0 for the integer\n`,
      );
      expect(await refused(['relu', `--at=1,${text}`])).toContain(`'${text}' ${advice}`);
    }
    expect(lines(await printed(['relu', '-i', '-'], {stdin: '0x10p0\n0x.8\n'}))[1]).toBe('16,16,1');
  });

  test('a bad cell in the input is told with its line', async () => {
    expect(await refused(['relu', '-i', '-'], {stdin: '1\ntwo\n'})).toBe(
      "act-cli: standard input, line 2: 'two' is not a number; write decimals such as -1.5e3, hexadecimal floats, inf or nan\n",
    );
  });

  test('more than 1,000 rows are not for people', async () => {
    expect(await refused(['relu', '-r', '0:1000'], {columns: 80})).toContain('use --format csv');
  });
});
