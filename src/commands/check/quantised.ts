/** The check of a table of codes, with `--quant`. */

import {actError, commandLineError} from '../../errors/errors.ts';
import {openInput} from '../../input/open.ts';
import {readColumns} from '../../input/reader.ts';
import type {Io} from '../../io.ts';
import {comparedCodes} from '../../quantisation/compared.ts';
import {quantised} from '../../quantisation/quantise.ts';
import type {IntegerType, Scheme} from '../../quantisation/scheme.ts';
import {schemeText} from '../../report/kernels/quantised.ts';
import {quantisedCheckOutput} from '../../report/kernels/quantised-check.ts';
import {selectionsOf} from '../asked/selections.ts';
import type {Answer, Call, Option} from '../command.ts';

/** What the options of the check say of codes. */
interface Asked {
  readonly worst: number;
  readonly most: number | undefined;
  /** Options that have no meaning for codes. */
  readonly others: readonly Option<unknown>[];
}

/**
 * Compares the codes of a file with the right ones.
 * @throws ActError for an option that has no meaning here, and for what is no code
 */
export async function quantisedCheck(
  call: Call,
  stdin: Io['stdin'],
  {scheme, worst, most, others}: Asked & {readonly scheme: Scheme},
): Promise<Answer> {
  const other = others.find(call.isGiven);
  if (other !== undefined) throw actError('exclusive', '--quant', `--${other.name}`);
  const [name = '', path = ''] = call.arguments; // both are required
  const [selection] = selectionsOf({...call, arguments: [name]});
  if (selection === undefined) throw new Error(`nothing selected by ${name}`);
  if (selection.inputs.length !== 1) throw actError('regionsOfVectors', selection.label, selection.inputs);
  const {label} = selection;
  const results = await readCodes(openInput(path, stdin), label, scheme.type);
  const found = comparedCodes(quantised(selection, scheme), results, scheme);
  const exceeded = most !== undefined && found.wrong.some(({expected, got}) => Math.abs(got - expected) > most);
  const notes = [schemeText(scheme)];
  return {output: quantisedCheckOutput(found, {label, worst, most, exceeded, notes}), exceeded};
}

/** The results by the code of the input: a column of all in order, or a column of codes and one of results. */
async function readCodes(
  {name, bytes}: ReturnType<typeof openInput>,
  label: string,
  type: IntegerType,
): Promise<ReadonlyMap<number, number>> {
  const {least, most} = type;
  const read = await readColumns(bytes, {
    name,
    headerWith: ['code'],
    columns: ({width}) => (width === 1 ? ['1'] : width === 2 ? ['1', '2'] : ['code', `${label}_code`]),
  });
  const results = new Map<number, number>();
  const codeAt = (column: Float64Array | undefined, i: number): number => {
    const code = column?.[i] ?? Number.NaN; // below the length
    if (Number.isInteger(code) && code >= least && code <= most) return code;
    throw commandLineError('quantCode', name, results.size + 1, code, `${type.name}: ${least} to ${most}`);
  };
  let rows = 0;
  for await (const {length, columns} of read.chunks) {
    const [first, second] = columns;
    for (let i = 0; i < length; i += 1, rows += 1) {
      if (second === undefined && rows > most - least) continue;
      results.set(second === undefined ? least + rows : codeAt(first, i), codeAt(second ?? first, i));
    }
  }
  if (results.size !== rows || (read.names.length === 1 && rows !== most - least + 1))
    throw commandLineError('quantCount', name, rows, type.name, most - least + 1);
  return results;
}
