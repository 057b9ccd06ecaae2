import {expect, test} from 'vitest';
import {numberType} from '../../../../src/input/arrays/parquet/plain-numbers.ts';
import {numberReader} from '../../../../src/input/arrays/parquet/values.ts';

test('truths are read in pieces that begin and end within a byte', () => {
  const type = numberType({type: 'BOOLEAN', name: 'b'});
  if (type === undefined) throw new Error('no type of numbers');
  const bytes = Uint8Array.of(0b10110010, 0b00000111);
  const read = numberReader({bytes, encoding: 'PLAIN', type, dictionary: undefined});
  expect([3, 0, 6, 4].map((count) => Array.from(read?.(count) ?? []).join(''))).toEqual(['010', '', '011011', '1100']);
  expect(read?.(4)).toBeUndefined();
});

test('truths in runs have their length before them, and no other type is in runs', () => {
  const encoded = {encoding: 'RLE', dictionary: undefined};
  const [truths, floats] = [numberType({type: 'BOOLEAN', name: 'b'}), numberType({type: 'FLOAT', name: 'f'})];
  if (truths === undefined || floats === undefined) throw new Error('no type of numbers');
  // A run of five ones, then eight packed bits.
  const bytes = Uint8Array.of(4, 0, 0, 0, 10, 1, 3, 0b01010101);
  expect(Array.from(numberReader({...encoded, bytes, type: truths})?.(9) ?? []).join('')).toBe('111111010');
  expect(numberReader({...encoded, bytes: bytes.subarray(0, 7), type: truths})).toBeUndefined();
  expect(numberReader({...encoded, bytes, type: floats})).toBeUndefined();
});
