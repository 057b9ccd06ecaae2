import {expect, test} from 'vitest';
import {checkText} from './checked.ts';

test('a commented header names the columns', async () => {
  const {rows} = await checkText('# x gradient\n1 1\n-1 0\n');
  expect([rows.get('value,results'), rows.get('gradient,misrounded')]).toEqual([undefined, '0,,,']);
});

test('a text with a name of its own is left aside', async () => {
  expect((await checkText('y,name,x\n1,one,1\n')).code).toBe(0);
  expect((await checkText('[{"x":1,"value":1,"device":"gpu"}]')).code).toBe(0);
});

test.each([
  ['x,value,gradient', ['value', 'gradient']],
  ['X,Y,Grad', ['value', 'gradient']],
  ['value,x', ['value']],
  ['relu_grad,x,relu', ['value', 'gradient']],
  ['x,grad', ['gradient']],
  [',x,y', ['value']],
  ['x,value,region,relu_region', ['value']],
  ['x,relu,gelu,elu:alpha=0.5,elu:alpha=0.5_grad,mine,mine_grad', ['value']],
])('columns %s', async (header, quantities) => {
  const width = header.split(',').length;
  const {rows} = await checkText(`${header}\n${Array(width).fill(1).join()}\n`);
  expect([...rows.keys()].filter((key) => key.endsWith(',results'))).toEqual(
    quantities.map((each) => `${each},results`),
  );
});

test('of rows for several activations those of the checked one count, wherever the name of theirs stands', async () => {
  for (const text of [
    'activation,x,value\nrelu,1,1\ngelu,1,9\nrelu,2,2\n',
    'x,activation,value\n1,relu,1\n1,gelu,9\n2,relu,2\n',
    'x,value,activation\n1,1,relu\n1,9,gelu\n2,2,relu\n',
  ]) {
    const {rows} = await checkText(text);
    expect([rows.get('value,results'), rows.get('value,misrounded')]).toEqual(['2,,,', '0,,,']);
  }
});

test('rows without a header are x, value, gradient; --show says what else they are', async () => {
  expect((await checkText('2,2,1\n3,3,1\n')).rows.get('gradient,misrounded')).toBe('0,,,');
  expect((await checkText('2 2\n3 3\n')).rows.get('value,results')).toBe('2,,,');
  const {rows} = await checkText('2,1\n3,1\n', 'relu', '--show', 'gradient');
  expect([...rows.keys()].filter((key) => key.endsWith(',misrounded'))).toEqual(['gradient,misrounded']);
  expect((await checkText('x,y,grad\n1,1,1\n', 'relu', '--show', 'value')).rows.has('gradient,results')).toBe(false);
});
