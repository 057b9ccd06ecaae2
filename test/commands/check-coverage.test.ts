import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {checkText, refused} from './checked.ts';

/** What people read of a check. */
async function told(text: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const {code, stdout, stderr} = await runIn({stdin: text}, 'check', 'relu', '-', '--format', 'table', ...argv);
  expect([code, stderr]).toEqual([0, '']);
  return stdout.split('\n');
}

test('a row of no known activation is an error with its line', async () => {
  const rows = (name: string) => `x,activation,value\n1,relu,1\n2,${name},99\n`;
  for (const name of ['rleu', 'relu:', 'relux', '1'])
    expect(await refused(rows(name))).toMatch(/standard input, line 3: the activation '.*' is not known; write relu/);
  expect(await refused(rows(''))).toContain('standard input, line 3: the activation is empty');
  expect(await refused('{"x":1,"activation":"relu","value":1}\n{"x":1,"activation":null,"value":1}\n')).toContain(
    "line 2: the activation 'null' is not known",
  );
});

test('the name of an activation is understood as on the command line', async () => {
  for (const name of ['relu', 'ReLU', ' relu ', 'RELU', 'relu  ']) {
    const {rows} = await checkText(`x,Activation,value\n1,relu,1\n2,${name},99\n`);
    expect([name, rows.get('value,results'), rows.get('value,misrounded')]).toEqual([name, '2,,,', '1,2,2,99']);
  }
  const {rows} = await checkText('x,activation,value\n1,"elu:alpha=2.0",1\n', 'elu:alpha=2');
  expect(rows.get('value,results')).toBe('1,,,');
});

test('rows under the name of a formula are those of another activation', async () => {
  const {stdout} = await runIn({}, 'table', 'relu', 'mine=x*2', '--long', '--at', '1,2');
  expect((await checkText(stdout, 'relu')).stderr).toContain('2 of 4 rows checked; the rest: mine');
  expect(await refused(stdout, 'tanh')).toContain("has no row whose activation is 'tanh'");
});

test('the first line says how many rows were checked, and of what the others are', async () => {
  const text = 'x,activation,value\n1,relu,1\n2,tanh,99\n3,Tanh,99\n';
  expect((await told(text))[0]).toBe('1 of 3 rows checked; the rest: tanh');
  const {stderr} = await checkText(text);
  expect(stderr).toBe('act-cli: standard input: 1 of 3 rows checked; the rest: tanh\n');
});

test('the first line says which columns were not checked', async () => {
  const text = 'x,value,region,note,gelu,gelu_grad,=x*2,index\n1,1,ded,a,4,5,6,7\n';
  const omitted = 'not checked: region, note, gelu, gelu_grad, =x*2, index';
  expect((await told(text))[0]).toBe(omitted);
  expect((await checkText(text)).stderr).toBe(`act-cli: standard input: ${omitted}\n`);
  expect((await told('x,value\n1,1\n'))[0]).toBe('value: 1 of 1 correctly rounded');
});

test('a gradient by a parameter is not checked, and known as that of the activation that has it', async () => {
  const {stdout} = await runIn({}, 'table', 'elu', 'celu', '--wrt', 'alpha', '--at', '1');
  const {code, stderr} = await checkText(stdout, 'elu');
  expect([code, stderr]).toEqual([
    0,
    'act-cli: standard input: not checked: elu_grad_alpha, celu, celu_grad, celu_grad_alpha\n',
  ]);
});

test('another activation is advised only if its results are there', async () => {
  const {stdout} = await runIn({}, 'table', 'elu', 'celu', '--wrt', 'alpha', '--show', 'region', '--at', '1');
  expect(await refused(stdout, 'elu')).not.toContain('or check');
  expect(await refused('x,celu\n1,1\n', 'elu')).toContain("or check 'celu'");
});

test('two columns of one name are an error, also where neither is looked at', async () => {
  for (const name of ['region', 'note', 'gelu', 'index'])
    expect(await refused(`x,value,${name},${name}\n1,1,a,b\n`)).toContain(`has two columns '${name}'; keep only one`);
  expect(await refused('x,value,Note,note\n1,1,a,b\n')).toContain("has two columns 'note'");
});

test('bit patterns must be those of the numbers beside them', async () => {
  const [one, two] = ['0x3ff0000000000000', '0x4000000000000000'];
  expect(await told(`x,x_bits,relu,relu_bits\n1,${one},1,${one}\n`)).toContain('value: 1 of 1 correctly rounded');
  expect(await refused(`x,relu,relu_bits\n1,1,${one}\n1,1,${two}\n`)).toContain(
    "standard input, row 2: 'relu' is 1, but 'relu_bits' is the pattern of 2 in float64; correct one of them",
  );
  expect(await refused(`x,x_bits,relu\n1,${two},1\n`)).toContain("'x' is 1, but 'x_bits' is the pattern of 2");
  expect(await refused('x,relu,relu_bits\n0,0,0x8000000000000000\n')).toContain('is the pattern of 0');
  for (const cell of ['abc', '', '1', '0x3ff00000000000000', '-0x1'])
    expect(await refused(`x,x_bits,relu\n1,${cell},1\n`)).toContain('standard input, line 2: ');
});

test('results given as bit patterns alone are checked', async () => {
  const text = 'x_bits,relu_bits,relu_grad_bits\n0x3f80,0x3f80,0x3f81\n';
  const {code, stderr, rows} = await checkText(text, 'relu', '--dtype', 'bf16', '--max-ulp', '0');
  expect([code, stderr]).toEqual([1, '']);
  expect(rows.get('value,misrounded')).toBe('0,,,');
  expect(rows.get('gradient,misrounded')).toBe('1,1,1,1.01');
  const plain = 'x,value\n0x3f80,0x3f80\n';
  expect((await checkText(plain, 'relu', '--dtype', 'bf16', '--bits')).rows.get('value,misrounded')).toBe('0,,,');
  expect(await refused(plain, 'relu', '--dtype', 'bf16')).toContain('with --bits it is a bit pattern of --dtype');
});
