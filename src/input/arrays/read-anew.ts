/** Another thread reads an array: the file is opened there again, and must be the same. */

import {commandLineError} from '../../errors/errors.ts';
import {openedAs} from './bytes.ts';
import {type ArrayInFile, unitNumbersOf} from './unit-blocks.ts';
import type {UnitNumbers} from './unit-numbers.ts';

/** The blocks of an array that another thread has found: of what it tells as `inFile`. */
export function readAnew(inFile: object): UnitNumbers['blocks'] {
  const {status, start, ...array} = inFile as ArrayInFile; // nothing else is told
  const {path} = status;
  const fail = (problem: string) => commandLineError('inputFile', path, problem);
  const from = {file: openedAs(status), start};
  return unitNumbersOf({...array, name: path, from, bytes: undefined, read: () => {}, fail}).blocks;
}
