/** Which columns of a file are the coordinates of points, by what they are called. */

import {commandLineError} from '../../errors/errors.ts';
import type {ChooseColumns} from '../../input/columns.ts';

/** What the inputs of gated units are called elsewhere. `a` and `b` are not among them: libraries differ in which is the gate. */
const halves: Readonly<Record<string, readonly string[]>> = {
  x: ['gate', 'gate_proj', 'g'],
  u: ['up', 'up_proj', 'linear', 'value'],
};

/** The names of columns, where none is a name of an input. */
export type TakenInOrder = (header: readonly string[]) => void;

/**
 * The columns that are called as the inputs are, or as these are called elsewhere, in any case and order and beside others;
 * all columns in their order where none is called so.
 * @throws ActError where only some are, or several for one input
 */
export function coordinateColumns(inputs: readonly string[], file: string, taken: TakenInOrder): ChooseColumns {
  return ({header, width}) => {
    if (header !== undefined && inputs.every((name) => header.includes(name))) return inputs;
    const found = inputs.map((name) => columnsFor(name, inputs, header ?? []));
    if (found.every((columns) => columns.length === 0)) {
      if (header !== undefined) taken(header);
      return Array.from({length: width}, (_, i) => String(i + 1));
    }
    const missing = inputs.filter((_, i) => found[i]?.length === 0);
    if (missing.length > 0)
      throw commandLineError(
        'inputPartly',
        file,
        found.flatMap(([first = []]) => first),
        missing,
      );
    const several = found.findIndex((columns) => columns.length > 1);
    if (several >= 0) throw commandLineError('inputSeveral', file, inputs[several] as string, found[several] ?? []); // it was found
    return found.flat();
  };
}

function columnsFor(name: string, inputs: readonly string[], header: readonly string[]): readonly string[] {
  const isGated = Object.keys(halves).every((half) => inputs.includes(half));
  const names = [name, ...(isGated ? (halves[name] ?? []) : [])];
  return header.filter((column) => names.includes(column.toLowerCase()));
}
