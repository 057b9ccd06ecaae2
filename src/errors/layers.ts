/** What is said of the files of layers, and of audits that cannot be made. */

import {columnList, columnNames, count, doubtText, orList} from './lists.ts';

/** How one of several arrays is chosen where one alone is of use. */
const choiceOfOne = {
  '--key': 'choose one with --key',
  '--bias':
    '--bias takes a file of one array, or, where --key names the weights, the name of an array in the same file',
} as const;

/** The sentences by their codes, which belong to those of the command line. */
export const layerSentences = () => ({
  arraysPattern: (path: string) =>
    `cannot read '${path}': there is no such file; if it is a pattern, leave its quotes out so that the shell finds the files, or add --engine duckdb, which finds tables itself`,
  arraysFolder: (path: string) =>
    `cannot read '${path}': it is a directory; give its files, such as ${path}/*.npy, or of tables '${path}/*.parquet' with --engine duckdb`,
  arraysNotRaw: (name: string, flag: string, format: string) =>
    `${flag} is about raw numbers, and ${name} is ${format}, which says itself what it holds; leave ${flag} out`,
  arraysKept: (name: string, format: string, most: number) =>
    `${name} has more than ${most} MiB, too many to keep: ${format} is read from its end; save it as a file and give its path`,
  arrays: (name: string, format: string, problem: string, advice: string) =>
    `cannot read '${name}' as ${format}: ${problem}; ${advice}`,
  arraysKey: (name: string, key: string, nearest: readonly string[], keys: readonly string[]) =>
    `${name} has no array '${key}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : arrayList(keys)}`,
  arraysMany: (name: string, keys: readonly string[], onlyOne: keyof typeof choiceOfOne | undefined) =>
    `${name} holds ${count(keys.length, 'array')}; ${onlyOne === undefined ? 'choose with --key, or give --each for all of them' : choiceOfOne[onlyOne]}: ${arrayNames(keys)}`,
  arraysUnnamed: (name: string, key: string) =>
    `${name} holds one array without a name, so there is no '${key}'; leave --key out`,
  arraysAxis: (name: string, axis: number, shape: readonly number[]) =>
    `${name} has no axis ${axis}: its shape is (${shape.join()}); ${shape.length === 0 ? 'leave --axis out' : `give --axis ${shape.length === 1 ? 0 : `0 to ${shape.length - 1}`}`}`,
  arraysOrder: (name: string, most: number) =>
    `${name} has the samples of its units in another order than its indexes, and more than ${most} MiB to put in order; save it with numpy.ascontiguousarray or tensor.contiguous()`,
  arraysExpanded: (name: string) =>
    `${name} is an expanded tensor, whose elements share numbers; save it with tensor.contiguous()`,
  arraysRawBytes: (name: string, code: string, format: string) =>
    `cannot read '${name}' as .npy: its dtype ${code} is bytes of no known type; say what they are, such as --stored ${format}`,
  arraysRawType: (name: string) =>
    `${name} is raw numbers, of which nothing is known; give --stored and --shape, such as --stored float32 --shape=-1,512`,
  arraysRaw: (name: string, type: string, problem: string) =>
    `cannot read '${name}' as raw ${type}: ${problem}; correct --stored or --shape, or give the whole file`,
  arraysNone: (name: string) => `${name} holds no arrays; give a file that does`,
  arraysFormat: (name: string, known: readonly string[]) =>
    `cannot tell the format of ${name}; give it with --from: ${orList(known)}`,
  tableEmpty: (name: string, header: readonly string[]) =>
    `${name} holds no rows of numbers${header.length > 0 ? ` below its header ${columnNames(header)}` : ''}; give a row for each sample, with a column for each unit`,
  tableCell: (name: string, at: string, column: string, cell: string, isChosen: boolean) =>
    `${name}, ${at}: '${cell}' in column '${column}' is not a number; ${isChosen ? 'leave a missing number empty, or write nan' : 'choose the columns of numbers with --key'}`,
  tableDoubt: (name: string, at: string, cell: string, doubt: 'bits' | 'beyond') =>
    `${name}, ${at}: ${doubtText(cell, doubt)}`,
  tableKey: (name: string, key: string, width: number, header: readonly string[] | undefined) =>
    `${name} has no column '${key}'; --key takes ${columnList(width, header)}`,
  tableKeyTwice: (name: string, key: string, width: number) =>
    `${name} has several columns '${key}'; choose one with --key by its number, 1 to ${width}`,
  tableAxis: (name: string, axis: number) =>
    `${name} is a table, whose columns are the units; leave --axis ${axis} out`,
  tableJson: (name: string, at: string, problem: string) =>
    `${name}, ${at}: ${problem}; write an array of numbers, or an object of them, on each line`,
  tableNothing: (name: string, most: number) =>
    `${name} begins with more than ${most} bytes of blank lines and comments; leave them out`,
  tableLine: (name: string, from: number, most: number) =>
    `${name}, byte ${from}: the line that begins there has more than ${most} bytes; write a line for each sample`,
  tableGzip: (name: string, problem: string) => `${name} cannot be decompressed by gzip: ${problem}; write it anew`,
  auditFiles: () => 'audit needs the file of a layer; give one after the activation, or - for standard input',
  predictOne: (count: number) =>
    `--predict needs the weights of one layer, not of ${count}; name one array with --key, and the biases with --bias`,
  predictBias: (name: string, given: number, weights: string, units: number) =>
    `${name} has ${count(given, 'number')} and ${weights} ${count(units, 'unit')}; give a bias for each unit, or the axis of the units with --axis`,
  predictOdd: (name: string, kind: string, unit: number) =>
    `${name} has ${kind} in unit ${unit}; nothing can be predicted from that`,
  predictSize: (name: string, unit: number, size: number) =>
    `${name}, unit ${unit}: its largest weight is ${size}, whose square leaves the doubles; give weights from 1e-150 to 1e150`,
  predictLimits: (flag: string) => `--predict has no limits; leave ${flag} out, or audit numbers`,
  auditOverwrite: (file: string) =>
    `--output '${file}' is the file that is audited, which would be lost; give another name`,
  auditEmpty: (name: string) => `${name} holds no numbers, so there is no verdict; give a layer with samples`,
  auditMany: (name: string, units: number, most: number) =>
    `${name} has ${units} units, more than the ${most} that are audited; give the axis of the units with --axis`,
  auditUnits: (name: string, units: number, first: string, firstUnits: number) =>
    `${name} has ${units} ${units === 1 ? 'unit' : 'units'} and ${first} has ${firstUnits}; files of one data set have the same units; audit others with --each`,
  auditNamed: (named: string, unit: string, numbered: string) =>
    `the units of ${named} have names ('${unit}', ...) and those of ${numbered} only numbers; files of one data set name them alike; audit others with --each`,
  auditNames: (name: string, unit: string, first: string, firstUnit: string) =>
    `${name} has a unit '${unit}' where ${first} has '${firstUnit}'; files of one data set have the same columns; audit others with --each`,
});

/** What arrays a file has, the first ten of many. */
function arrayList(keys: readonly string[]): string {
  return keys.length === 0 ? 'it holds no arrays' : `it has ${count(keys.length, 'array')}: ${arrayNames(keys)}`;
}

function arrayNames(keys: readonly string[]): string {
  return `${keys
    .slice(0, 10)
    .map((key) => `'${key}'`)
    .join(', ')}${keys.length > 10 ? ', ...' : ''}`;
}
