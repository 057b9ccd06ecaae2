/** The tensors of what torch.save has pickled, with names that lead to them. */

import {shown} from '../../cells.ts';
import type {TypeName} from '../number-type.ts';
import {isKind, type Pickled, type PickledCall, type PickledDict} from './pickled-values.ts';

/** A tensor as its pickle tells it: a view of a storage, which is a file of its own. */
export interface TorchTensor {
  /** The names and indexes that lead to it, joined by dots: `model.0.weight`; empty for a tensor that was saved alone. */
  readonly key: string;
  /** The name of the file of its numbers. */
  readonly storage: string;
  /** How many numbers its storage has. */
  readonly held: number;
  /** Undefined for a type that is not read, `given` being its name. */
  readonly type: TypeName | undefined;
  readonly given: string;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  /** Whether the numbers stand for others: negated or conjugated ones. */
  readonly isTurned: boolean;
}

type Fail = (problem: string) => Error;

const storages: ReadonlyMap<string, TypeName | undefined> = new Map([
  ['torch DoubleStorage', 'float64'],
  ['torch FloatStorage', 'float32'],
  ['torch HalfStorage', 'float16'],
  ['torch BFloat16Storage', 'bfloat16'],
  ['torch LongStorage', 'int64'],
  ['torch IntStorage', 'int32'],
  ['torch ShortStorage', 'int16'],
  ['torch CharStorage', 'int8'],
  ['torch ByteStorage', 'uint8'],
  ['torch BoolStorage', 'bool'],
  ['torch ComplexFloatStorage', undefined],
  ['torch ComplexDoubleStorage', undefined],
]);

const untyped = 'torch.storage UntypedStorage';

/** Types that have no storage of their own name, with the bytes of a number; others than these are not read. */
const dtypes: ReadonlyMap<string, readonly [TypeName, size: number]> = new Map([
  ['torch float64', ['float64', 8]],
  ['torch float32', ['float32', 4]],
  ['torch float16', ['float16', 2]],
  ['torch bfloat16', ['bfloat16', 2]],
  ['torch float8_e4m3fn', ['float8_e4m3fn', 1]],
  ['torch float8_e5m2', ['float8_e5m2', 1]],
  ['torch float8_e4m3fnuz', ['float8_e4m3fnuz', 1]],
  ['torch float8_e5m2fnuz', ['float8_e5m2fnuz', 1]],
  ['torch int64', ['int64', 8]],
  ['torch int32', ['int32', 4]],
  ['torch int16', ['int16', 2]],
  ['torch int8', ['int8', 1]],
  ['torch uint64', ['uint64', 8]],
  ['torch uint32', ['uint32', 4]],
  ['torch uint16', ['uint16', 2]],
  ['torch uint8', ['uint8', 1]],
  ['torch bool', ['bool', 1]],
]);

const tensorV2 = 'torch._utils _rebuild_tensor_v2';
const tensorV3 = 'torch._utils _rebuild_tensor_v3';
const parameter = 'torch._utils _rebuild_parameter';
const ordered = 'collections OrderedDict';

/** Classes that are dicts when they are called with nothing. */
export const dictNames: readonly string[] = [ordered];

/** Names that stand beside tensors in checkpoints and have no numbers. */
const harmless: readonly string[] = ['torch Size', 'torch device'];

/** Whether a pickle of tensors may name a class or function; of types it may name all, to be refused with their tensor. */
export function mayName(name: string): boolean {
  return (
    [tensorV2, tensorV3, parameter, ordered, untyped, ...harmless].includes(name) ||
    storages.has(name) ||
    /^torch (?:u?int\d+|float\d+\w*|bfloat16|bool|complex\d+)$/.test(name)
  );
}

/** Deeper and more than in any model. A pickle of a few bytes can hold lists that hold each other twice, and so on. */
const deepest = 100;
const [mostRecords, mostValues] = [200_000, 10_000_000];

/**
 * All tensors in a value, in its order.
 * @throws ActError if one is not told as torch tells tensors
 */
export function torchTensors(value: Pickled, fail: Fail): readonly TorchTensor[] {
  const found: TorchTensor[] = [];
  let [records, values] = [0, 0];
  const visit = (each: Pickled, path: readonly string[]): void => {
    if (typeof each !== 'object' || each === null || each.kind === 'name') return;
    records += 1;
    values += each.kind === 'dict' ? each.entries.length : each.kind === 'outside' ? 1 : each.items.length;
    if (records > mostRecords || values > mostValues || path.length > deepest)
      throw fail(
        `its pickle holds more than ${mostRecords} lists and tensors, or ones nested more than ${deepest} deep`,
      );
    if (each.kind === 'dict') {
      for (const [key, inner] of entriesOf(each)) visit(inner, [...path, key]);
    } else if (each.kind === 'list' || each.kind === 'tuple') {
      for (const [i, inner] of each.items.entries()) if (typeof inner === 'object') visit(inner, [...path, String(i)]);
    } else if (each.kind === 'outside') {
      throw fail(`its value '${shown(path.join('.'))}' is a storage, not a tensor`);
    } else if (!harmless.includes(each.name)) {
      const key = path.join('.');
      found.push(tensorOf(each, {key, fail: (problem) => fail(`its tensor '${shown(key)}' ${problem}`)}));
    }
  };
  visit(value, []);
  return found;
}

/** The values of a dict with the texts of their keys; of two equal keys Python takes the last one. */
function entriesOf({entries}: PickledDict): readonly (readonly [key: string, value: Pickled])[] {
  const last = new Map<string, readonly [string, Pickled]>();
  for (const [key, value] of entries) {
    const text = typeof key === 'object' ? '?' : String(key);
    last.set(`${typeof key} ${text}`, [text, value]);
  }
  return [...last.values()];
}

interface Named {
  readonly key: string;
  readonly fail: Fail;
}

function tensorOf(call: PickledCall, named: Named): TorchTensor {
  const {name, items} = call;
  const {key, fail} = named;
  const [first] = items;
  if (name === parameter) {
    // The tensor, whether it has a gradient, and hooks.
    if (!isKind(first, 'call') || first.name === parameter) throw fail('is no tensor');
    return tensorOf(first, named);
  }
  if (name !== tensorV2 && name !== tensorV3) throw fail('is no tensor');
  const [, offset, shape, strides, , , dtype] = items;
  const notes = name === tensorV3 ? items[7] : items[6];
  const storage = storageOf(first, fail);
  const told = name === tensorV3 ? nameOf(dtype) : undefined;
  const typed = told === undefined ? undefined : dtypes.get(told);
  const [sizes, steps] = [countsOf(shape), countsOf(strides)];
  if (!isCount(offset) || sizes === undefined || steps === undefined || sizes.length !== steps.length)
    throw fail('has no shape and strides of whole numbers');
  // A storage without a type is counted in bytes.
  if (storage.name === untyped && name !== tensorV3) throw fail('has a storage without a type');
  const held = storage.name === untyped ? storage.count / (typed?.[1] ?? 1) : storage.count;
  return {
    key,
    storage: storage.key,
    held,
    type: name === tensorV3 ? typed?.[0] : storages.get(storage.name),
    given: (told ?? storage.name).replace(/^torch /, ''),
    shape: sizes,
    strides: steps,
    offset,
    isTurned: isKind(notes, 'dict') && notes.entries.length > 0,
  };
}

/** What a tensor refers to: ('storage', its class, its file, the device it was on, how many numbers it has). */
function storageOf(
  value: Pickled | undefined,
  fail: Fail,
): {readonly name: string; readonly key: string; readonly count: number} {
  const told = isKind(value, 'outside') ? value.id : undefined;
  const [word, kind, key, , count] = isKind(told, 'tuple') ? told.items : [];
  const name = nameOf(kind);
  if (word !== 'storage' || name === undefined || typeof key !== 'string' || !isCount(count))
    throw fail('has no storage');
  if (name !== untyped && !storages.has(name)) throw fail('has no storage');
  return {name, key, count};
}

function nameOf(value: Pickled | undefined): string | undefined {
  return isKind(value, 'name') ? value.name : undefined;
}

function isCount(value: Pickled | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function countsOf(value: Pickled | undefined): readonly number[] | undefined {
  return isKind(value, 'tuple') && value.items.every(isCount) ? (value.items as readonly number[]) : undefined; // all are numbers
}
