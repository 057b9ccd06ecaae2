import {expect, test} from 'vitest';
import {dtypeNamed} from '../../../src/exact/number-format.ts';
import {readColumns} from '../../../src/input/reader.ts';
import {type NpyFile, npyFile, uint16Bytes} from '../../npy-file.ts';
import {bytesOf, read} from '../read.ts';

const file = (given: Partial<NpyFile>) =>
  npyFile({descr: '<u2', shape: [4], data: uint16Bytes([1, 2, 3, 4]), ...given});

test('an array of one dimension is a column, one of two has several', async () => {
  expect(await read(file({}))).toEqual({names: ['1'], values: [[1, 2, 3, 4]]});
  expect(await read(file({shape: [4, 1]}))).toEqual({names: ['1'], values: [[1, 2, 3, 4]]});
  expect(await read(file({shape: [2, 2]}), {columns: ['2', '1']})).toEqual({names: ['2', '1'], values: [[2, 4], [1, 3]]}); // biome-ignore format: one line
  expect((await read(file({shape: [2, 2], fortran: true}), {columns: 'all'})).values).toEqual([[1, 2], [3, 4]]); // biome-ignore format: one line
});

test.each([
  [{shape: [2, 2]}, 'data has 2 columns; choose one with --column: a number from 1 to 2'],
  [{shape: [1, 2, 2]}, "cannot read 'data' as .npy: its shape (1,2,2) has not one or two dimensions"],
  [{shape: []}, "cannot read 'data' as .npy: its shape () has not one or two dimensions"],
  [{descr: '<V2'}, 'its dtype <V2 is bit patterns of 16 bits; give --bits, and a --dtype of that size'],
  [{shape: [5]}, 'it ends after 4 of 5 numbers'],
] as const)('%j is an error', async (given, message) => {
  await expect(read(file(given))).rejects.toThrow(message);
});

test('with --bits integers are patterns of the format', async () => {
  const bytes = (descr: string) => bytesOf(file({descr, data: uint16Bytes([0x3f80, 0xc000, 0, 0x7f80])}));
  const wanted = {name: 'data', columns: 'only', bits: 'everywhere'} as const;
  for (const descr of ['<u2', '<i2', '<V2']) {
    const {chunks} = await readColumns(bytes(descr), {...wanted, format: dtypeNamed('bf16')});
    for await (const {columns} of chunks) expect([...(columns[0] ?? [])]).toEqual([1, -2, 0, Infinity]);
  }
  await expect(readColumns(bytes('<u2'), wanted)).rejects.toThrow('give --bits, and a --dtype of that size');
});
