/** What only the command line has reason to say: of options, inputs and outputs. */

import {databaseSentences} from './databases.ts';
import {layerSentences} from './layers.ts';
import {
  brief,
  columnList,
  columnNames,
  count,
  doubtText,
  havingNo,
  listed,
  orList,
  parameterList,
  withFixed,
} from './lists.ts';

/** Why the system takes no more, by its name for it. */
const fullness: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device (ENOSPC)',
  EFBIG: 'the file may not become larger (EFBIG)',
};

/** The sentences by their codes; made when there is something to say. */
export const commandLineSentences = () => ({
  range: (text: string, problem: string) =>
    `invalid range '${text}'${problem === '' ? '' : `: ${problem}`}; write from:to or from:to:step, such as -6:6:0.5`,
  at: (text: string, part: string) => `invalid points '${text}': '${part}' is not a number; write --at=-1,0,inf`,
  unknownFormat: (name: string, known: readonly string[]) =>
    `unknown format: '${name}'; --format takes ${orList(known)}`,
  columnTwice: (name: string) => `two columns would be called '${name}'; give the formula another label`,
  noSuchParameter: (name: string, labels: readonly string[], known: readonly string[]) =>
    `${havingNo(labels)} parameter '${name}'; ${parameterList(labels, known)}`,
  inputNoParameter: (name: string, label: string, inputs: readonly string[], known: readonly string[]) =>
    `${name} is an input of ${label}, and no parameter: --show gradient gives ${inputs.length === 1 ? 'the gradient by it' : 'a gradient for each input'}${known.length === 0 ? '' : `, and --wrt those by ${listed(known)}`}`,
  allOf: (format: string) =>
    `--all cannot list every value of '${format}'; give a --dtype of 32 bits or fewer, such as float16`,
  shardFormat: (format: string, known: readonly string[]) =>
    `the parts of a table cannot be joined as ${format}; give --format ${orList(known)} with --shard`,
  thresholdOfRegions: (label: string | undefined, value: number, mayHave: boolean) =>
    `--threshold ${value} is about regions, which this table does not show; ${label === undefined ? `${mayHave ? 'give --show value,gradient,region, or ' : ''}leave it out` : `if the parameter of ${label} is meant, write --param threshold=${value}`}`,
  quantCode: (name: string, row: number, value: number, type: string) =>
    `${name}, row ${row}: ${value} is no code of ${type}; give a code for each input code, ascending, or the columns code and result`,
  quantCount: (name: string, rows: number, type: string, codes: number) =>
    `${name} has ${count(rows, 'row')}, and ${type} has ${codes} codes; give an output code for each input code, ascending, or the columns code and result, each code once`,
  quantNoCode: (label: string, code: number, format: string) =>
    `${label} has no value at the input code ${code}, and ${format} holds a code for each; give another input scale or zero point, or --format csv, in which a cell may be empty`,
  quantZeros: (zeros: readonly number[], type: string | undefined, known: readonly string[]) =>
    `the zero points ${zeros.join(' and ')} are not both codes of ${type ?? 'one type'}; give codes of the same type: ${known.join(', ')}`,
  noDirection: (along: readonly number[]) =>
    `--along ${along.join()} is no direction: the line would be one point; give another, such as --along ${along.map((_, i) => (i === 0 ? 1 : 0)).join()}, or the point itself to table --at`,
  emptyRange: (range: string, format: string) =>
    `no number of ${format} lies in --range ${range}; give one that holds some`,
  nothingCompared: (label: string) =>
    `${label} has no number as its exact result at any of these points, so that nothing can be compared; give others`,
  rangeWithoutNaN: () => '--range leaves out results at NaN, of which --nan-inputs speaks; give only one of them',
  nothingChecked: (label: string, leftOut: number) =>
    `none of the ${leftOut} results of ${label} counts, so that nothing is checked; give a --range or conditions that leave some`,
  reportIsOutput: (path: string) => `--report and --output are the same file '${path}'; give two names`,
  pointSizes: (from: readonly number[], along: readonly number[]) =>
    `--from [${from.join()}] and --along [${along.join()}] have different sizes; give both one number for each coordinate`,
  inputSize: (label: string, inputs: readonly string[], given: number) =>
    `'${brief(label)}' takes ${count(inputs.length, 'number')} at each point, not ${given}; ${inputs.length === 1 ? 'put it in a command of its own' : `table takes points as --at ${inputs.map((_, i) => i + 1).join()} or an --input with ${inputs.length} columns, plot too takes a line with --from and --along, and every command a slice, such as ${withFixed(label, inputs)}`}`,
  inputNames: (label: string, inputs: readonly string[], names: readonly string[]) =>
    `'${brief(label)}' is a function of ${listed(inputs)}, and another one of ${listed(names)}; put it in a command of its own`,
  inputPartly: (name: string, found: readonly string[], missing: readonly string[]) =>
    `${name} has ${found.length === 1 ? 'a column' : 'columns'} ${columnNames(found)}, but none for ${columnNames(missing)}; name them all, or choose ${count(found.length + missing.length, 'column')} with --column`,
  inputSeveral: (name: string, input: string, columns: readonly string[]) =>
    `${name} has several columns for ${input}: ${columnNames(columns)}; choose the columns with --column`,
  inputArray: (name: string, [rows = 0, width = 0]: readonly number[], coordinates: readonly string[]) =>
    `${name} has ${count(rows, 'row')} and ${count(width, 'column')}; give --column ${coordinates.join()} if ${coordinates.length === 1 ? 'its first row is' : 'its first rows are'} ${coordinates.join(' and ')}, as table writes them, or --column ${coordinates.map((_, i) => i + 1).join()} for columns`,
  inputHeaderC: (name: string) =>
    `${name} is source text of C, which is not read; write the same numbers with --output x.csv or x.npy`,
  atSize: (text: string, names: readonly string[], given: number) =>
    `invalid points '${brief(text)}': a point has ${count(names.length, 'number')}, ${listed(names)}, and this one ${given}; write ${names.map((_, i) => i + 1).join()}, and ';' between points`,
  point: (flag: string, text: string) => `invalid value for ${flag}: '${text}'; give a point such as [0,1]`,
  nothingFound: (word: string, nearest: readonly string[]) =>
    `nothing found for '${word}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "see 'act-cli list'"}`,
  noneWith: (flags: readonly string[]) => `none of the activations found passes ${flags.join(' ')}; leave one out`,
  tooManyRows: (limit: string) =>
    `a table of more than ${limit} rows is too long to read; use --format csv, or fewer points with --points`,
  inputFile: (path: string, problem: string) =>
    `cannot read '${path}': ${problem}; give a file, or - for standard input`,
  inputEmpty: (name: string, header: readonly string[], isForCheck = false) =>
    `${name} holds no numbers${header.length > 0 ? ` below its header ${columnNames(header)}` : ''}; give ${isForCheck ? 'rows of x, value and gradient' : 'one per line, or a CSV or TSV with a --column'}`,
  inputBinary: (name: string) => `${name} is not text; give numbers one per line, or a CSV or TSV`,
  inputCell: (name: string, at: string, cell: string, mayBeName = false) =>
    `${name}, ${at}: ${cell === '' ? 'a cell is empty' : `'${cell}' is not a number`}; ${cellAdvice(cell)}${mayBeName && /^[\p{L}_]/u.test(cell) ? '; if it is a name, give it to --column' : ''}`,
  inputBits: (name: string, at: string, cell: string) =>
    `${name}, ${at}: ${doubtText(cell, 'bits')}; with --bits it is a bit pattern of --dtype`,
  inputBeyond: (name: string, at: string, cell: string) => `${name}, ${at}: ${doubtText(cell, 'beyond')}`,
  inputPattern: (name: string, at: string, cell: string, bits: number, format: string) =>
    `${name}, ${at}: '${cell}' is no bit pattern of ${format}; write 0x and ${bits / 4} hexadecimal digits`,
  inputCut: (name: string, at: string, cell: string, digits: number) =>
    `${name}, ${at}: '${cell}' may have lost digits, for this table is rounded to ${digits}; write it with --format csv, or with --digits 17`,
  inputFramed: (name: string) =>
    `${name} is a table for people, whose numbers are rounded; write it with --format csv, which keeps every digit`,
  inputBar: (name: string, line: number) =>
    `${name}, line ${line}: a line without bars stands below the rows of a Markdown table; leave it out`,
  inputComment: (name: string, line: number, text: string) =>
    `${name}, line ${line}: '${text}' begins as comments do, but may be a row; leave it out, or put comments above the first row`,
  inputTorn: (name: string, line: number, cell: string) =>
    `${name}, line ${line}: text follows the closing quote of a cell, '${cell}'; put a delimiter between them, or double the quotes in it`,
  inputSeparator: (name: string, separator: string) =>
    `${name}, line 1: 'sep=${separator}' names a delimiter that is not read; give comma, semicolon or tab`,
  inputTitle: (name: string, line: number, text: string) =>
    `${name}, line ${line}: '${text}' is neither a row nor the names of the columns below; if it is a title, begin it with #`,
  inputSemicolon: (name: string, line: number, text: string) =>
    `${name}, line ${line}: '${text}' has a semicolon, which would stand between cells, but the rows have commas; put the name that holds it in double quotes`,
  inputReturn: (name: string, line: number) =>
    `${name}, line ${line}: the line contains a carriage return; end lines with line feeds`,
  inputCells: (name: string, line: number, most: number) =>
    `${name}, line ${line}: the row has more than ${most} cells; give one number per line`,
  inputLongCell: (name: string, line: number, most: number) =>
    `${name}, line ${line}: a cell has more than ${most} characters; close its double quote, or shorten it`,
  inputLong: (name: string, most: number) =>
    `${name} has a line of more than ${most} characters; give one number per line`,
  inputNothing: (name: string, line: number, most: number) =>
    `${name}, line ${line}: the last ${most} lines are blank or comments; leave them out`,
  inputNoRows: (name: string, column: string, text: string, others: readonly string[]) =>
    `${name} has no row whose ${column} is '${text}'; choose one of these: ${columnNames(others)}`,
  inputQuote: (name: string, line: number) =>
    `${name}, line ${line}: a quoted cell is never closed; end it with a double quote`,
  inputRagged: (name: string, line: number, cells: number, width: number) =>
    `${name}, line ${line}: the row has ${count(cells, 'cell')} where the first has ${width}; give every row the same number of cells`,
  inputColumns: (name: string, width: number, header: readonly string[] | undefined) =>
    `${name} has ${width} columns; choose one with --column: ${columnList(width, header)}`,
  inputColumn: (name: string, column: string, width: number, header: readonly string[] | undefined) =>
    `${name} has no column '${column}'; --column takes ${columnList(width, header)}`,
  inputColumnTwice: (name: string, column: string, width: number) =>
    `${name} has several columns '${column}'; choose one with --column by its number, 1 to ${width}`,
  inputJson: (name: string, at: string, problem: string) =>
    `${name}, ${at}: ${problem}; write one object per line, such as {"x":0.5,"value":"NaN"}`,
  inputJsonFile: (name: string, problem: string) =>
    `${name}: ${problem}; write one array of numbers, or of objects such as [{"x":0.5,"value":"NaN"}]`,
  inputNpy: (name: string, problem: string) =>
    `cannot read '${name}' as .npy: ${problem}; write it with numpy.save, one array of plain numbers`,
  kernelInputs: (name: string) =>
    `'${name}' is a function of vectors; stability and tolerance take functions of one number`,
  narrowCompute: (compute: string, dtype: string) =>
    `--compute ${compute} cannot hold all numbers of --dtype ${dtype}; give a --compute that is no narrower`,
  checkColumn: (
    name: string,
    role: string,
    names: readonly string[],
    header: readonly string[] | number,
    other?: string,
  ) =>
    `${name} has no column for ${role}: it has ${typeof header === 'number' ? count(header, 'column') : columnNames(header)}; name them ${listed(names)}${other === undefined ? '' : `, or check '${other}'`}`,
  checkSize: (name: string, label: string, inputs: number, given: number) =>
    `${name} has ${given} inputs, x1 to x${given}, and '${brief(label)}' takes ${inputs}; give as many columns, or for softmax --size ${given}`,
  checkUnknown: (name: string, column: string, names: readonly string[], nearest: readonly string[]) =>
    `${name} has a column '${column}', which would not be checked; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : `leave it out, or name it ${listed(names, 'or')}`}`,
  checkTwice: (name: string, role: string, columns: readonly string[]) =>
    `${name} has several columns for ${role}: ${columnNames(columns)}; keep only one of them`,
  checkDouble: (name: string, column: string) =>
    `${name} has two columns '${column}'; keep only one of them, or give them different names`,
  checkRow: (name: string, at: string, column: string, text: string, label: string) =>
    `${name}, ${at}: ${text === '' ? `the ${column} is empty` : `the ${column} '${text}' is not known`}; write ${label}, or another one's name`,
  checkBits: (name: string, row: number, decimal: NumberOf, bits: NumberOf, format: string) =>
    `${name}, row ${row}: '${decimal.key}' is ${decimal.number}, but '${bits.key}' is the pattern of ${bits.number} in ${format}; correct one of them, or leave one column out`,
  checkNpyFormat: (name: string, format: string) =>
    `${name} needs a result for every bit pattern, and ${format} has too many; give a --dtype of 32 bits or fewer, or x in a first row and --show x,value,gradient`,
  checkNpyCount: (name: string, held: readonly number[] | number, format: string, patterns: number) =>
    typeof held === 'number'
      ? `${name} has ${count(held, 'number')}, and ${format} has ${patterns} bit patterns; give it a value for each in their order, then perhaps all gradients, then all f″`
      : `${name} has the shape (${held.join()}), and ${format} has ${patterns} bit patterns; give it the shape (${patterns}) for values in the order of the bit patterns, (2,${patterns}) for values and gradients, or (3,${patterns}) for f″ too; for other x put these in a first row, and give --show x,value,gradient`,
  checkNpyRows: (name: string, held: readonly number[] | number, roles: readonly string[]) =>
    `${name} has ${typeof held === 'number' ? count(held, 'number') : `the shape (${held.join()})`}, which is not a row each for ${brief(roles.join(', '))}; name the rows that it has, as in --show x,value,gradient`,
  checkRawRows: (name: string, inputs: readonly string[]) =>
    `${name} does not say which rows it has behind ${inputs.join(', ')}; give --show value, or --show value,gradient`,
  checkRaw: (name: string, format: string, problem: string) =>
    `cannot read '${name}' as raw ${format}: ${problem}; give the whole file, as tofile writes it`,
  checkShard: (name: string) =>
    `--shard is about results for every bit pattern in order, and ${name} has rows with an x of their own; leave --shard out`,
  checkNpyType: (name: string, code: string, format: string, bits: number) =>
    `${name} has the dtype ${code}, which cannot hold results in ${format}; give ${bits > 32 ? 'float64' : `uint${bits} bit patterns or float32`}`,
  usage: (problem: string, advice: string) => `${problem}; ${advice}`,
  unknownWord: (word: string, nearest: readonly string[]) =>
    `unknown command or activation: '${word}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "see 'act-cli --help' for the commands and 'act-cli list' for the activations"}`,
  noValue: (flag: string) => `${flag} has no value; give a number, as in --alpha 0.5`,
  givenTwice: (flag: string) => `${flag} is given twice; give it once`,
  takesNoValue: (flag: string, value: string) => `${flag} takes no value, but is given '${value}'; write ${flag} alone`,
  unknownOption: (flag: string, command: string, nearest: readonly string[]) =>
    `unknown option '${flag}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : `see 'act-cli ${command} --help'`}`,
  unknownFlag: (flag: string, names: readonly string[], nearest: readonly string[], known: readonly string[]) =>
    `unknown option '${flag}': not a parameter of ${names.join(', ')}; ${nearest.length > 0 ? `did you mean ${orList(nearest.map((each) => `--${each}`))}?` : parameterList(names, known)}`,
  output: (code: string) => `cannot write to standard output: ${fullness[code] ?? code}; the output is incomplete`,
  outputEnding: (path: string, endings: readonly string[]) =>
    `cannot tell a format from the name '${path}'; end it with ${orList(endings.map((ending) => `.${ending}`))}, or give a --format`,
  outputPixels: (path: string) =>
    `cannot write '${path}': PNG, JPEG and PDF are not supported; write an .svg, which a browser or Inkscape can convert`,
  outputPicture: (path: string, command: string, endings: readonly string[]) =>
    `cannot write '${path}': ${command} makes no pictures; use 'act-cli plot', or end the name with ${orList(endings.map((ending) => `.${ending}`))}`,
  formatPicture: (command: string, format: string) =>
    `${command} makes no pictures: --format ${format} is for 'act-cli plot'; give another format`,
  notInPage: (option: string) => `an HTML page cannot show ${option}; write an .svg, or leave ${option} out`,
  outputFormat: (path: string, ending: string, format: string) =>
    `--output '${path}' asks for ${ending} and --format for ${format}; leave --format out, or give the file another ending`,
  outputNumbers: (path: string, ending: string, format: string) =>
    `--output '${path}' asks for ${ending} and --dtype for ${format}; give the same --dtype, or end the name with .bin`,
  outputBinary: (format: string) => `a terminal cannot show ${format}; give --output with the name of a file`,
  outputFile: (path: string, problem: string) => `cannot write '${path}': ${problem}`,
  plotWidth: (width: number, least: number, most: number) =>
    `a plot does not fit into ${width} columns; give --width ${least} to ${most}`,
  plotPoints: (count: number, most: number) =>
    `a plot cannot have ${count} points; give --points 1 to ${most}, or a --range with a larger step`,
  positive: (option: string, value: number) => `invalid value for ${option}: ${value}; give a number above 0`,
  differenceOfOne: () => '--difference needs two activations or more: each is compared with the first',
  plotLimits: (ymin: number, ymax: number) =>
    `--ymin must be below --ymax, but they are '${ymin}' and '${ymax}'; swap them or move them apart`,
  ...layerSentences(),
  ...databaseSentences(),
  threadEnded: (reason: string) =>
    `a thread of the program ended before its work was done: ${reason}; give --threads 1 to do without`,
  internal: (problem: string) =>
    `unexpected failure: ${problem}; please report it with the command that you ran (ACT_CLI_DEBUG=1 shows where it happened)`,
});

/** A number in a column. */
interface NumberOf {
  readonly key: string;
  readonly number: number;
}

/** What to write in the place of a cell that is no number. */
function cellAdvice(cell: string): string {
  if (/^[a-z_][\w.]*\(/i.test(cell))
    return 'write the number alone: tolist() gives it, and numpy.savetxt writes arrays';
  if (/^[+-]?\d{1,3}(?:[\u00a0\u2000-\u200a\u202f'\u2019_ ]\d{3})+(?:\D|$)/.test(cell))
    return 'write the digits of a number without separators between thousands';
  const decimal = /^[+-]?\d+,\d+$/.test(cell) ? `${cell.replace(',', '.')} with a point` : '-1.5e3';
  return `write decimals such as ${decimal}, hexadecimal floats, inf or nan`;
}
