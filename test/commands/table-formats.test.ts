import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {lines, printed} from './table-text.ts';

describe('number formats', () => {
  test('results are rounded once to the dtype, and written with as many digits as it needs', async () => {
    expect(lines(await printed(['tanhshrink', '--at', '18', '--dtype', 'e4m3']))).toEqual([
      'x,tanhshrink,tanhshrink_grad',
      '18,18,1',
    ]);
    expect(await printed(['silu', '--at=-inf', '--dtype', 'half'])).toBe('x,silu,silu_grad\n-Infinity,-0,-0\n');
    expect(await printed(['exponential', '--at', '10', '--dtype', 'e4m3'])).toContain('\n10,NaN,NaN\n');
    expect(await printed(['exponential', '--at', '10', '--dtype', 'e4m3', '--saturate', '--hex'])).toContain(
      '\n0x1.4p+3,0x1.cp+8,0x1.cp+8\n',
    );
  });

  test('inputs are rounded first, and standard error says how many were moved', async () => {
    const {code, stdout, stderr} = await runIn({}, 'table', 'linear', '--at=0.1,0.5,1e9,nan', '--dtype', 'fp16');
    expect({code, stdout}).toEqual({
      code: 0,
      stdout: 'x,linear,linear_grad\n0.1,0.1,1\n0.5,0.5,1\nInfinity,Infinity,1\nNaN,NaN,NaN\n',
    });
    expect(stderr).toBe('act-cli: 2 of 4 points were not representable in float16 and were rounded to it\n');
  });

  test('--params-in-dtype rounds the parameters too', async () => {
    const line = ['leaky_relu', '--at=-3', '--dtype', 'bf16', '--slope', '0.3', '--hex'];
    // 0.3 in bfloat16 is 0x1.34p-2, three times that rounds to 0x1.cep-1; 0.9 itself to 0x1.ccp-1.
    expect(lines(await printed(line))[1]).toBe('-0x1.8p+1,-0x1.ccp-1,0x1.34p-2');
    expect(lines(await printed([...line, '--params-in-dtype']))[1]).toBe('-0x1.8p+1,-0x1.cep-1,0x1.34p-2');
  });

  test('--bits adds the patterns, --hex writes hexadecimal floats', async () => {
    expect(await printed(['relu', '--at=-1,2', '--dtype', 'float16', '--bits'])).toBe(
      `x,x_bits,relu,relu_bits,relu_grad,relu_grad_bits
-1,0xbc00,0,0x0000,0,0x0000
2,0x4000,2,0x4000,1,0x3c00
`,
    );
    expect(await printed(['sin', '--at', '1e308', '--hex', '-f', 'json'])).toContain(
      '{"x":"0x1.1ccf385ebc8ap+1023","sin":"0x1.d0472b6b4d936p-2",',
    );
  });

  test('--all is every float16 in order of value, without NaN', async () => {
    const rows = lines(await printed(['relu', '--dtype', 'float16', '--all']));
    expect(rows).toHaveLength(63491);
    expect(rows.slice(1, 3)).toEqual(['-Infinity,0,0', '-65504,0,0']);
    expect(rows.at(-1)).toBe('Infinity,Infinity,1');
    const zero = rows.indexOf('-0,0,0');
    expect(rows.slice(zero - 1, zero + 3)).toEqual(['-6e-8,0,0', '-0,0,0', '0,0,0', '6e-8,6e-8,1']);
  }, 20_000);

  test('--fast and the exact path agree to the last digits', async () => {
    const [exact, fast] = await Promise.all([printed(['mish']), printed(['mish', '--fast'])]);
    const cells = (text: string) =>
      lines(text)
        .slice(1)
        .flatMap((row) => row.split(',').map(Number));
    cells(exact).forEach((value, i) => {
      expect(Math.abs(value - (cells(fast)[i] ?? Number.NaN))).toBeLessThanOrEqual(1e-15 * Math.abs(value));
    });
  });
});
