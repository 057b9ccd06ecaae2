/** NumPy's .npz: a zip archive whose members are .npy files. */

import {commandLineError} from '../../errors/errors.ts';
import {shown} from '../cells.ts';
import {type ByteSource, randomAccess} from './bytes.ts';
import {chosenKeys, progressOf} from './choose-arrays.ts';
import {npyUnits} from './npy.ts';
import type {ArraysWanted, UnitNumbers} from './unit-numbers.ts';
import {zipDirectory} from './zip/zip-directory.ts';
import {memberBytes} from './zip/zip-member.ts';

/**
 * The wanted arrays of an archive, by the names that numpy.savez gave them.
 * @throws ActError if it is no sound archive, or an array is not there
 */
export async function openNpz(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const file = await randomAccess(source, '.npz');
  const fail = (problem: string) =>
    commandLineError('arrays', file.name, '.npz', problem, 'write it anew with numpy.savez or numpy.savez_compressed');
  const directory = zipDirectory(file, fail);
  const zip = {file, directory, fail};
  const members = new Map([...directory.members].map(([name, member]) => [name.replace(/\.npy$/, ''), member]));
  if (members.size < directory.members.size) throw fail('two of its members have one name, with .npy and without');
  const read = progressOf(wanted);
  const arrays: UnitNumbers[] = [];
  for (const key of chosenKeys({name: file.name, keys: [...members.keys()]}, wanted)) {
    const member = members.get(key);
    if (member === undefined) throw commandLineError('arraysKey', file.name, shown(key), [], []);
    const name = `${file.name}:${shown(key)}`;
    // The header is read from a stream of its own: a thousand arrays are not kept open at once.
    const again = () => memberBytes(zip, member, read);
    const reading = {wanted, read: () => {}, bytes: member.packed, size: member.size, again};
    arrays.push(await npyUnits({name, bytes: memberBytes(zip, member)}, reading));
  }
  return arrays;
}
