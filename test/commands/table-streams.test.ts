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
    for (const text of ['0x3f80', '0x3F800000', '0x10', '-0x3f80', '+0x10']) {
      expect(await refused(['relu', '-i', '-', '--dtype', 'bf16'], {stdin: `1\n${text}\n`})).toBe(
        `act-cli: standard input, line 2: '${text}' ${advice} ${text}p0 for the integer; with --bits it is a bit pattern of --dtype\n`,
      );
      expect(await refused(['relu', `--at=1,${text}`])).toContain(`'${text}' ${advice}`);
    }
    expect(lines(await printed(['relu', '-i', '-'], {stdin: '0x10p0\n0x.8\n'}))[1]).toBe('16,16,1');
  });

  test('nor are they in options and parameters', async () => {
    const advice = 'could be an integer or a bit pattern; write a decimal number, or';
    for (const [argv, text] of [
      [['elu:alpha=0x3f80'], '0x3f80'],
      [['elu', '--alpha', '0x10'], '0x10'],
      [['=a*x', '--a', '0x10'], '0x10'],
      [['relu', '--range', '0x1:0x3'], '0x1'],
      [['relu', '--at=-0x3f80'], '-0x3f80'],
      [['relu', '--threshold', '0x1'], '0x1'],
      [['maxout:weights=[0x1;-1]'], '0x1'],
      [['maxout:weights=[1,2;3,4],biases=[0;0]', '--from', '[0x1,0]', '--along', '[1,1]'], '0x1'],
    ] as const)
      expect(await refused(argv), argv.join(' ')).toContain(`'${text}' ${advice} ${text}p0 for the integer`);
  });

  test('with --bits they are read from an input, as wide as the format', async () => {
    const options = ['-i', '-', '--dtype', 'bf16', '--bits', '--show', 'value'];
    const rows = 'x,x_bits,relu,relu_bits\n1,0x3f80,1,0x3f80\n2,0x4000,2,0x4000\n';
    expect(await printed(['relu', ...options], {stdin: '0x3f80\n2\n'})).toBe(rows);
    expect(await printed(['relu', ...options, '--column', 'x_bits'], {stdin: rows})).toBe(rows);
    expect(await refused(['relu', ...options], {stdin: '0x3f800\n'})).toContain(
      "line 1: '0x3f800' is no bit pattern of bfloat16; write 0x and 4 hexadecimal digits",
    );
    expect(await refused(['relu', ...options], {stdin: '-0x1\n'})).toContain("'-0x1' is no bit pattern of bfloat16");
    expect(await refused(['relu', ...options, '--column', 'x_bits'], {stdin: 'x_bits\n16256\n'})).toContain(
      "line 2: '16256' is no bit pattern of bfloat16",
    );
  });

  test('a decimal beyond the largest double is no infinity', async () => {
    for (const argv of [
      ['--at', '1e400'],
      ['-i', '-'],
    ])
      expect(await refused(['relu', ...argv], {stdin: '1e400\n'})).toContain(
        "'1e400' is beyond the largest double, about 1.8e308; write inf if infinity is meant",
      );
  });

  test('lines that are left out are told on standard error', async () => {
    const {code, stdout, stderr} = await runIn(
      {stdin: '# of today\n1\n\n2\n# the end of it\n'},
      'table',
      'relu',
      '-i',
      '-',
    );
    expect([code, lines(stdout).length]).toEqual([0, 3]);
    expect(stderr).toBe(
      'act-cli: standard input: 2 comment lines were skipped\nact-cli: standard input: 1 empty line was skipped\n',
    );
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
