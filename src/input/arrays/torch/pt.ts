/** What torch.save writes: a zip archive of a pickle, and a file for each storage of numbers. */

import {commandLineError} from '../../../errors/errors.ts';
import {shown} from '../../cells.ts';
import {type ByteSource, type RandomAccess, randomAccess} from '../bytes.ts';
import {chosenKeys, progressOf, refuseKeys} from '../choose-arrays.ts';
import {denseStrides} from '../layout.ts';
import {numberType} from '../number-type.ts';
import {type FoundArray, unitNumbersOf} from '../unit-blocks.ts';
import type {ArraysWanted, UnitNumbers} from '../unit-numbers.ts';
import {startOf, type ZipMember, zipDirectory} from '../zip/zip-directory.ts';
import {checkMember, memberBytes, type Zip} from '../zip/zip-member.ts';
import {unpickled} from './pickle.ts';
import {dictNames, mayName, type TorchTensor, torchTensors} from './torch-tensors.ts';

/**
 * The wanted tensors of a file, by the names that lead to them, joined by dots: `model.0.weight`. Views are read in the
 * order of their indexes, whatever their strides. Checksums are compared, as torch.load does not.
 * @throws ActError if it holds other objects than tensors, lists, dicts and plain values, or is damaged
 */
export async function openPt(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const file = await randomAccess(source, '.pt');
  const archive = await openArchive(file);
  const tensors = await tensorsOf(archive);
  const read = progressOf(wanted);
  // A tensor that was saved alone has no name.
  const [alone, ...others] = tensors;
  if (alone?.key === '' && others.length === 0) {
    refuseKeys(file.name, wanted);
    return [unitsOfTensor(archive, alone, {wanted, read, name: file.name})];
  }
  const byKey = new Map(tensors.map((tensor) => [tensor.key, tensor]));
  if (byKey.size < tensors.length) throw archive.fail('two of its tensors have one name when keys are joined by dots');
  return chosenKeys({name: file.name, keys: [...byKey.keys()]}, wanted).map((key) => {
    const tensor = byKey.get(key);
    if (tensor === undefined) throw commandLineError('arraysKey', file.name, shown(key), [], []);
    return unitsOfTensor(archive, tensor, {wanted, read, name: `${file.name}:${shown(key)}`});
  });
}

interface Archive extends Zip {
  readonly littleEndian: 'little' | 'big';
  /** The folder in which everything lies. */
  readonly root: string;
  /** Storages whose checksum has been compared. */
  readonly sound: Set<string>;
}

/** Longer than the pickle of any model, which has some hundred bytes for a tensor. */
const longestPickle = 1 << 24;

const advice = 'save tensors, or dicts and lists of them, with torch.save';

async function openArchive(file: RandomAccess): Promise<Archive> {
  const fail = (problem: string) => commandLineError('arrays', file.name, '.pt', problem, advice);
  const head = file.read(0, Math.min(4, file.size));
  if (head.length === 0) throw fail('it is empty');
  // A pickle begins with its protocol.
  if (head[0] === 0x80)
    throw fail('it is a bare pickle, as torch.save wrote before PyTorch 1.6; load it with torch.load and save it anew');
  const told = zipDirectory(file, fail);
  // torch.serialization.set_crc32_options(False) leaves all checksums 0.
  const members = new Map<string, ZipMember>();
  for (const [name, member] of told.members)
    members.set(name, {...member, crc: member.crc === 0 ? undefined : member.crc});
  const directory = {...told, members};
  const pickles = [...members.keys()].filter((name) => /^[^/]+\/data\.pkl$/.test(name));
  const root = pickles[0]?.replace(/data\.pkl$/, '');
  if (root === undefined || pickles.length > 1) throw fail('it is a zip archive without the data.pkl of torch.save');
  if (members.has(`${root}constants.pkl`))
    throw fail('it is a TorchScript program, which is not read; save what its forward pass returns');
  const zip = {file, directory, fail, root, sound: new Set<string>()};
  const order = await smallMember(zip, `${root}byteorder`, 16);
  const littleEndian = order === undefined ? 'little' : new TextDecoder().decode(order);
  if (littleEndian !== 'little' && littleEndian !== 'big')
    throw fail(`its byteorder '${shown(littleEndian)}' is neither little nor big`);
  return {...zip, littleEndian};
}

/** All bytes of a member; undefined where there is none. */
async function smallMember(zip: Zip, name: string, longest: number): Promise<Uint8Array | undefined> {
  const member = zip.directory.members.get(name);
  if (member === undefined) return undefined;
  if (member.size > longest) throw zip.fail(`its member '${shown(name)}' has ${member.size} bytes`);
  const bytes = new Uint8Array(member.size);
  let at = 0;
  for await (const part of memberBytes(zip, member)) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function tensorsOf(archive: Archive): Promise<readonly TorchTensor[]> {
  const {fail} = archive;
  const pickle = (await smallMember(archive, `${archive.root}data.pkl`, longestPickle)) ?? new Uint8Array(0);
  return torchTensors(unpickled(pickle, {mayName, dicts: dictNames, fail}), fail);
}

interface Reading {
  readonly wanted: ArraysWanted;
  readonly read: (bytes: number) => void;
  readonly name: string;
}

function unitsOfTensor(archive: Archive, tensor: TorchTensor, {wanted, read, name}: Reading): UnitNumbers {
  const {shape, strides, offset, held} = tensor;
  const fail = (problem: string) => commandLineError('arrays', name, '.pt', problem, 'save it anew with torch.save');
  if (tensor.type === undefined) throw fail(`it has the type ${shown(tensor.given)}, which is not read`);
  if (tensor.isTurned) throw fail('it is a negated or conjugated view, whose numbers are not its own');
  const type = numberType(tensor.type, archive.littleEndian);
  const member = archive.directory.members.get(`${archive.root}data/${tensor.storage}`);
  if (member === undefined) throw fail(`its storage '${shown(tensor.storage)}' is missing`);
  checkMember(archive, member);
  if (member.method !== 0) throw fail('its storage is deflated, which torch.save never does');
  if (member.size !== held * type.size)
    throw fail(`its storage has ${member.size} bytes, but ${held} numbers of ${type.name} need ${held * type.size}`);
  const isEmpty = shape.includes(0);
  const last = shape.reduce((sum, size, i) => sum + (size - 1) * (strides[i] ?? 0), offset);
  if (!isEmpty && !(last < held))
    throw fail(`its shape (${shown(shape.join())}) and strides reach number ${last + 1} of ${held} in its storage`);
  const start = startOf(archive.file, archive.directory, member, fail);
  const array: Omit<FoundArray, 'from' | 'bytes'> = {
    name,
    type,
    layout: {shape, strides, offset},
    axis: wanted.axis,
    read,
    fail,
  };
  const isWhole =
    denseStrides(shape, 'C').every((stride, i) => stride === strides[i]) && offset === 0 && last === held - 1;
  // The checksum is that of the whole storage: for a view all of it is read first.
  if (isWhole) return unitNumbersOf({...array, from: memberBytes(archive, member), bytes: member.size});
  const units = unitNumbersOf({...array, from: {file: archive.file, start}, bytes: undefined});
  return {...units, blocks: checkedFirst(archive, member, units.blocks)};
}

/** The same, after the checksum of a storage has been compared. */
async function* checkedFirst<T>(archive: Archive, member: ZipMember, blocks: AsyncIterable<T>): AsyncGenerator<T> {
  if (member.crc !== undefined && !archive.sound.has(member.name))
    for await (const bytes of memberBytes(archive, member)) void bytes;
  archive.sound.add(member.name);
  yield* blocks;
}
