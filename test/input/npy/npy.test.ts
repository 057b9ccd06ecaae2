import {expect, test} from 'vitest';
import {openNpy, rowMajor} from '../../../src/input/npy/npy.ts';
import {type NpyFile, npyFile, uint16Bytes} from '../../npy-file.ts';

/** The bytes in pieces of so many. */
async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

async function read(bytes: Uint8Array, size?: number) {
  const array = await openNpy(pieces(bytes, size), 'a.npy');
  return {shape: array.shape, kind: array.type.kind, values: [...(await rowMajor(array))]};
}

function file(given: Partial<NpyFile> = {}): Uint8Array {
  return npyFile({descr: '<u2', shape: [3], data: uint16Bytes([1, 2, 65535]), ...given});
}

const big = (...bytes: readonly number[]) => Uint8Array.from(bytes);

test.each([
  ['<f2', uint16Bytes([0x3c00, 0xc000, 0x0001, 0x8000, 0x7bff, 0xfc00, 0x7e00]), [1, -2, 2 ** -24, -0, 65504, -Infinity, NaN]], // biome-ignore format: one line
  ['>f2', big(0x3c, 0, 0x35, 0x55), [1, 0.333251953125]],
  ['<f4', new Uint8Array(Float32Array.of(0.1, -Infinity).buffer), [Math.fround(0.1), -Infinity]],
  ['>f4', big(0x3f, 0x80, 0, 0), [1]],
  ['<f8', new Uint8Array(Float64Array.of(0.1, -0, 5e-324).buffer), [0.1, -0, 5e-324]],
  ['>f8', big(0x40, 9, 0x21, 0xfb, 0x54, 0x44, 0x2d, 0x18), [Math.PI]],
  ['|b1', big(0, 1), [0, 1]],
  ['|i1', big(255, 127), [-1, 127]],
  ['<i2', uint16Bytes([0xffff, 2]), [-1, 2]],
  ['>i4', big(255, 255, 255, 254), [-2]],
  ['<i8', new Uint8Array(BigInt64Array.of(-3n).buffer), [-3]],
  ['|u1', big(255), [255]],
  ['>u2', big(1, 2), [258]],
  ['<u4', new Uint8Array(Uint32Array.of(4_294_967_295).buffer), [4_294_967_295]],
  ['<u8', new Uint8Array(BigUint64Array.of(9n).buffer), [9]],
  ['<V2', uint16Bytes([0x3f80]), [0x3f80]],
  ['|V1', big(0x7e), [0x7e]],
])('numbers of dtype %s', async (descr, data, values) => {
  expect((await read(file({descr, data, shape: [values.length]}))).values).toEqual(values);
});

test('versions 1, 2 and 3, in pieces of any size', async () => {
  for (const version of [1, 2, 3] as const) {
    for (const size of [1, 7, 64, 65_536]) {
      expect(await read(file({version}), size)).toEqual({shape: [3], kind: 'integer', values: [1, 2, 65535]});
    }
  }
});

test('arrays of several dimensions in the order of their last index, whatever the order of the file', async () => {
  const data = uint16Bytes([1, 2, 3, 4, 5, 6]);
  expect((await read(file({data, shape: [2, 3]}))).values).toEqual([1, 2, 3, 4, 5, 6]);
  // numpy.asfortranarray([[1, 3, 5], [2, 4, 6]])
  expect((await read(file({data, shape: [2, 3], fortran: true}))).values).toEqual([1, 3, 5, 2, 4, 6]);
  // numpy.arange(1, 7).reshape(1, 2, 3, order='F')
  expect((await read(file({data, shape: [1, 2, 3], fortran: true}))).values).toEqual([1, 3, 5, 2, 4, 6]);
  expect((await read(file({data: uint16Bytes([9]), shape: []}))).values).toEqual([9]);
  expect((await read(file({data: uint16Bytes([]), shape: [0, 2]}))).values).toEqual([]);
});

test.each([
  ['nothing', new Uint8Array(0), 'it is empty'],
  ['text', new TextEncoder().encode('x,value\n1,2\n'), 'it does not begin with \\x93NUMPY'],
  ['half a magic word', file().subarray(0, 4), 'it does not begin with \\x93NUMPY'],
  ['half a preamble', file().subarray(0, 9), 'its header is cut off'],
  ['half a header', file().subarray(0, 40), 'its header is cut off'],
  ['version 4', file().with(6, 4), 'its version 4.0 is not known'],
  ['version 1.1', file().with(7, 1), 'its version 1.1 is not known'],
  ['version 2.70', file().with(6, 2).with(7, 70), 'its version 2.70 is not known'],
  ['another header', file().with(12, 63), 'its header does not give descr'],
  ['objects', file({descr: '|O'}), 'its dtype |O is Python objects, none of f2 f4 f8'],
  ['complex numbers', file({descr: '<c8'}), 'its dtype <c8 is complex numbers, none of'],
  ['texts', file({descr: '<U5'}), 'its dtype <U5 is texts, none of'],
  ['bytes', file({descr: '|S3'}), 'its dtype |S3 is texts, none of'],
  ['dates', file({descr: '<M8[ns]'}), 'its dtype <M8[ns] is dates, none of'],
  ['spans of time', file({descr: '<m8[ns]'}), 'its dtype <m8[ns] is spans of time, none of'],
  ['long doubles', file({descr: '<f16'}), 'its dtype <f16 is floats of another size, none of'],
  ['another type', file({descr: '<q9'}), 'its dtype <q9 is not known, none of'],
  [
    'a structure',
    file({descr: "[('x', '<f4'), ('y', '<f4')]"}),
    'its dtype is a structure of the fields x, y, none of',
  ],
  [
    'a structure of structures and arrays',
    file({descr: "[('x', [('a', '<f4'), ('b', '<i4')]), (('a title', 'y'), '<f4', (2, 3))]"}),
    'its dtype is a structure of the fields x, y, none of',
  ],
  ['too few numbers', file({shape: [4]}), 'it ends after 3 of 4 numbers'],
  ['half a number', file().subarray(0, -1), 'it ends after 2 of 3 numbers'],
  ['no number', file({data: uint16Bytes([])}), 'it ends after 0 of 3 numbers'],
  ['too many numbers', file({shape: [2]}), 'it holds more than the 2 numbers of its shape'],
  ['a byte too many', file({data: big(1, 0, 2, 0, 3, 0, 4)}), 'it holds more than the 3 numbers of its shape'],
  ['a shape beyond all memory', file({shape: [1e6, 1e9]}), 'it ends after 3 of 1000000000000000 numbers'],
  [
    'a shape beyond all files',
    file({shape: [1e9, 1e9]}),
    'its shape (1000000000,1000000000) has more numbers than any file',
  ],
  ['a size that no integer is', file({shape: [2 ** 53]}), 'its shape (9007199254740992) has more numbers than'],
  ['65 dimensions', file({shape: Array(65).fill(1)}), 'its shape has 65 dimensions, more than 64'],
])('%s is an error that names the file and what is wrong', async (_title, bytes, problem) => {
  for (const size of [1, 65_536]) {
    await expect(read(bytes, size)).rejects.toThrow(`cannot read 'a.npy' as .npy: ${problem}`);
  }
});

/** A file whose header is this text. */
function withHeader(text: string): Uint8Array {
  const header = new TextEncoder().encode(text);
  const start = file().subarray(0, 10);
  new DataView(start.buffer).setUint16(8, header.length, true);
  return Uint8Array.from([...start, ...header, ...uint16Bytes([1, 2, 3])]);
}

test.each([
  ["{'shape': (3,), 'fortran_order': False, 'descr': '<u2'}"],
  ['{"descr": "<u2", "fortran_order": False, "shape": (3,)}\n'],
  ["{'descr':'<u2','fortran_order':False,'shape':(3,),}   \n"],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (3L,), }"],
  ["{u'descr': u'<u2', b'fortran_order': True, 'shape': (3L, 1L, )}"],
  ["\n{ 'descr' :\t'<u2' , 'fortran_order' : False , 'shape' : ( 1 , 3 , ) , } "],
  [`{'descr': '<u2', 'fortran_order': False, 'shape': (3${', 1'.repeat(63)}), }`],
  ["{'descr': '<f4', 'descr': '<u2', 'fortran_order': False, 'shape': (3,)} # NumPy takes the last of two"],
  ["{'descr': '<u2', # unsigned\n'fortran_order': False, 'shape': (3, # three\n)}"],
])('the header %j is read', async (text) => {
  expect((await read(withHeader(text))).values).toEqual([1, 2, 3]);
});

test.each([
  [''],
  ['{'],
  ['{}'],
  ["'descr'"],
  ["{'descr': '<u2', 'fortran_order': False}"],
  ["{'descr': '<u2', 'fortran_order': 0, 'shape': (3,)}"],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': 3}"],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (-3,)}"],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (3.0,)}"],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (3,), 'other': 1}"],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (3,)} x"],
  ["{'descr': '<u2' 'fortran_order': False, 'shape': (3,)}"],
  ["{'descr': '<u2, 'fortran_order': False, 'shape': (3,)}"],
  [`{'descr': '<u2', 'fortran_order': False, 'shape': (${'1'.repeat(28)}x,)}`],
  [`{'descr': '<u2', 'fortran_order': False, 'shape': (${'1,'.repeat(28_000)}x,)}`],
  [`{'descr': ${'['.repeat(60_000)}`],
  [`{'descr': '${'\\'.repeat(60_000)}`],
])('the header %j is none, at once', async (text) => {
  const started = performance.now();
  await expect(read(withHeader(text))).rejects.toThrow(/as .npy: its (header|shape|fortran_order) /);
  expect(performance.now() - started).toBeLessThan(1000);
});

test.each([
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (3)}", 'its shape is no tuple of whole numbers, such as (3,)'],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (3 # ,\n)}", 'its shape is no tuple'],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': [3]}", 'its shape is no tuple'],
  ["{'descr': '<u2', 'fortran_order': False, 'shape': (03,)}", 'its header is no dictionary'],
  ["{'descr': '<u2', 'fortran_order': False}", 'its header does not give shape'],
  ["{'descr': '<u2', 'fortran_order': 0, 'shape': (3,)}", 'its fortran_order is neither True nor False'],
  [
    "{'descr': '<u2', 'fortran_order': False, 'shape': (3,), 'name': 1}",
    "its header has the key 'name', which NumPy does not write",
  ],
])('what NumPy refuses is refused with its cause: %s', async (text, problem) => {
  await expect(read(withHeader(text))).rejects.toThrow(`cannot read 'a.npy' as .npy: ${problem}`);
});
