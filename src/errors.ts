/** A mistake of the user's or of the world's, told in one line: what is wrong, the value, what to do. */
export class ActError extends Error {
  override readonly name = 'ActError';
  readonly code: ErrorCode;
  /** Lines that follow the message, such as a formula with a caret under the mistake. */
  readonly detail: string | undefined;

  constructor(code: ErrorCode, message: string, detail?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

type Sentences = ReturnType<typeof sentences>;

export type ErrorCode = keyof Sentences;

/** Every sentence that act-cli can say when something cannot be done; made when there is something to say. */
const sentences = () => ({
  formula: (problem: string) => `invalid formula: ${problem}`,
  unknownActivation: (name: string, nearest: readonly string[]) =>
    `unknown activation: '${name}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "'act-cli list' shows them all, and a formula starts with '='"}`,
  unknownFramework: (name: string, nearest: readonly string[]) =>
    `unknown framework: '@${name}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "'act-cli info <activation>' shows those on record"}`,
  noPreset: (name: string, preset: string, known: readonly string[]) =>
    `no preset '@${preset}' for ${name}; it has ${known.map((each) => `@${each}`).join(', ') || 'none'}`,
  setting: (text: string, part: string) =>
    `invalid activation '${text}': '${part}' is not a setting; write name:key=value,key=value, such as elu:alpha=0.5`,
  settingTwice: (text: string, key: string) => `invalid activation '${text}': ${key} is given twice; give it once`,
  unknownParameter: (name: string, key: string, nearest: readonly string[], known: readonly string[]) =>
    `${name} has no parameter '${key}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : known.length > 0 ? `it has ${known.join(', ')}` : 'it has none'}`,
  unknownFlag: (flag: string, names: readonly string[], nearest: readonly string[], known: readonly string[]) =>
    `unknown option '--${flag}': no parameter of ${names.join(', ')}; ${nearest.length > 0 ? `did you mean ${orList(nearest.map((each) => `--${each}`))}?` : known.length > 0 ? `known parameters: ${known.join(', ')}` : 'there are no parameters to set'}`,
  namedTwice: (label: string) => `'${label}' is named twice; name it once, or give the two different parameters`,
  parameterValue: (owner: string, name: string, value: string) =>
    `invalid ${name}='${value}' for ${owner}: a finite number is needed`,
  parameterNeeded: (formula: string, name: string) =>
    `'${formula}' has a parameter '${name}' without a value; give it with --param ${name}=<number>`,
  outsideDomain: (owner: string, name: string, value: string, domain: string) =>
    `invalid ${name}=${value} for ${owner}: it must lie in ${domain}`,
  constraint: (owner: string, constraint: string, given: string) =>
    `invalid parameters for ${owner}: ${constraint} must hold, but they are ${given}`,
  matrix: (owner: string, name: string, text: string) =>
    `invalid ${name}='${text}' for ${owner}: write numbers in brackets, coordinates split by ',' and rows by ';', such as [1,2;-1,0.5]`,
  regionsOfVectors: (label: string) =>
    `${label} is a function of vectors, which has no intervals; choose a line through them with weights of one column`,
  noOutputGradient: (label: string) =>
    `no framework takes the gradient of ${label} from its output; --backward output is for sigmoid and tanh`,
  raggedMatrix: (name: string, text: string) =>
    `invalid ${name}='${text}': its rows differ in length; give every row the same`,
  tooFewPieces: (count: number) =>
    `maxout has ${count} piece${count === 1 ? '' : 's'}; give weights of two rows or more, such as [1;-1]`,
  biasesDoNotFit: (biases: number, pieces: number) =>
    `maxout has ${biases} biases for ${pieces} pieces; give one bias for each row of weights, such as biases=[0;0]`,
  range: (text: string, problem: string) =>
    `invalid range '${text}': ${problem}; write --range from:to or from:to:step, such as -6:6:0.5`,
  at: (text: string, part: string) => `invalid points '${text}': '${part}' is not a number; write --at=-1,0,inf`,
  unknownFormat: (name: string, known: readonly string[]) =>
    `unknown format: '${name}'; --format takes ${orList(known)}`,
  pointSize: (label: string, wanted: number, given: number) =>
    `'${label}' takes ${count(wanted, 'number')} at each point, not ${given}; ${wanted === 1 ? 'name it in a command of its own' : `give an --input with ${wanted} columns, or a line with --from and --along`}`,
  columnTwice: (name: string) => `two columns would be called '${name}'; give the formula another label`,
  noSuchParameter: (name: string, labels: readonly string[], known: readonly string[]) =>
    `invalid value for --wrt: '${name}' is no parameter of ${labels.join(', ')}; ${known.length > 0 ? `give one of ${known.join(', ')}` : 'there is none'}`,
  noSuchVariable: (name: string, label: string, known: readonly string[]) =>
    `${label} has no variable '${name}'; its gradient is with respect to ${known.join(', ')}`,
  allOf: (format: string) =>
    `--all cannot list every value of '${format}'; give a --dtype of 16 or 8 bits, such as float16`,
  exclusive: (first: string, second: string) => `${first} and ${second} exclude each other; give one of them`,
  needs: (flag: string, other: string) => `${flag} needs ${other}; add it or leave ${flag} out`,
  notNumbers: (given: string) => `invalid input: ${given}; give numbers`,
  pointSizes: (from: readonly number[], along: readonly number[]) =>
    `--from [${from.join()}] and --along [${along.join()}] are of different sizes; give both a number for each coordinate`,
  point: (flag: string, text: string) => `invalid value for ${flag}: '${text}'; give a point such as [0,1]`,
  nothingFound: (word: string, nearest: readonly string[]) =>
    `nothing found for '${word}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "'act-cli list' shows everything"}`,
  noneWith: (flags: readonly string[]) => `none of the activations found passes ${flags.join(' ')}; leave one out`,
  unknownDtype: (name: string, known: readonly string[]) => `unknown dtype: '${name}'; --dtype takes ${orList(known)}`,
  tooManyRows: (limit: string) =>
    `more than ${limit} rows cannot be read as a table; use --format csv, or fewer points with --points`,
  inputFile: (path: string, problem: string) =>
    `cannot read '${path}': ${problem}; give a file, or - for standard input`,
  inputEmpty: (name: string, header: readonly string[]) =>
    `${name} holds no numbers${header.length > 0 ? ` below its header ${columnNames(header)}` : ''}; give one a line, or a CSV or TSV with a --column`,
  inputBinary: (name: string) => `${name} is not text; give numbers one a line, or a CSV or TSV`,
  inputCell: (name: string, line: number, cell: string) =>
    `${name}, line ${line}: ${cell === '' ? 'a cell is empty' : `'${cell}' is not a number`}; write decimals such as -1.5e3, hexadecimal floats, inf or nan`,
  inputQuote: (name: string, line: number) =>
    `${name}, line ${line}: a quoted cell is never closed; end it with a double quote`,
  inputRagged: (name: string, line: number, cells: number, width: number) =>
    `${name}, line ${line}: the row has ${count(cells, 'cell')} where the first has ${width}; give every row the same`,
  inputColumns: (name: string, width: number, header: readonly string[] | undefined) =>
    `${name} has ${width} columns; choose one with --column: ${columnList(width, header)}`,
  inputColumn: (name: string, column: string, width: number, header: readonly string[] | undefined) =>
    `${name} has no column '${column}'; --column takes ${columnList(width, header)}`,
  inputColumnTwice: (name: string, column: string, width: number) =>
    `${name} has several columns '${column}'; choose one with --column by its number, 1 to ${width}`,
  inputJson: (name: string, line: number, problem: string) =>
    `${name}, line ${line}: ${problem}; write an object a line, such as {"x":0.5,"value":"NaN"}`,
  inputNpy: (name: string, problem: string) =>
    `cannot read '${name}' as .npy: ${problem}; write it with numpy.save, one array of plain numbers`,
  checkInputs: (name: string) =>
    `'${name}' is a function of several numbers; check takes functions of one, such as maxout:weights=[1;-1]`,
  checkColumn: (name: string, role: string, label: string, header: readonly string[] | number) =>
    `${name} has no column for ${role}: it has ${typeof header === 'number' ? count(header, 'column') : columnNames(header)}; name them x, value (or ${label}) and gradient (or ${label}_grad)`,
  checkNpyFormat: (name: string, format: string) =>
    `${name} holds results for all bit patterns, too many in ${format}; give a --dtype of 16 or 8 bits, or x,value as CSV`,
  checkNpyCount: (name: string, shape: readonly number[], format: string, patterns: number) =>
    `${name} has the shape (${shape.join()}), and ${format} has ${patterns} bit patterns; give (${patterns}), a result for each in the order of their bits, or (2,${patterns}), values and gradients`,
  checkNpyType: (name: string, code: string, format: string, bits: number) =>
    `${name} has the dtype ${code}, which cannot hold results in ${format}; give uint${bits} bit patterns or float32`,
  usage: (problem: string, advice: string) => `${problem}; ${advice}`,
  unknownOption: (flag: string, nearest: readonly string[]) =>
    `unknown option '${flag}'; ${nearest.length > 0 ? `did you mean ${orList(nearest)}?` : "'--help' shows them all"}`,
  optionValue: (flag: string, value: string, wanted: string) => `invalid value for ${flag}: '${value}'; give ${wanted}`,
  output: (code: string) =>
    `cannot write to standard output: ${code === 'ENOSPC' ? 'no space left on the device (ENOSPC)' : code}; the output is incomplete`,
  plotWidth: (width: number, least: number, most: number) =>
    `a plot does not fit into ${width} columns; give --width ${least} to ${most}`,
  plotLimits: (ymin: number, ymax: number) =>
    `--ymin must lie below --ymax: '${ymin}' and '${ymax}' given; exchange them or move them apart`,
  internal: (problem: string) =>
    `unexpected failure: ${problem}; please report it with the command that you ran (ACT_CLI_DEBUG=1 shows where it happened)`,
});

/** Builds the error of one code from the table of sentences. */
export function actError<C extends ErrorCode>(code: C, ...args: Parameters<Sentences[C]>): ActError {
  // The table's values differ in their parameters; `args` is tied to the same entry by C.
  const sentence = sentences()[code] as (...values: unknown[]) => string;
  return new ActError(code, sentence(...args));
}

/** The same with lines of detail below the sentence. */
export function withDetail(error: ActError, detail: string): ActError {
  return new ActError(error.code, error.message, detail);
}

/** 'a', 'b' or 'c' */
function orList(items: readonly string[]): string {
  const quoted = items.map((item) => `'${item}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** What the program ends with: done, done with a limit of the user's exceeded, could not be done. */
export const exitCode: Readonly<Record<'done' | 'exceeded' | 'failed', number>> = {done: 0, exceeded: 1, failed: 2};

/** 1 cell, 2 cells */
function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** 'x', 'relu' or a number from 1 to 2: the columns of an input, the first few of many. */
function columnList(width: number, header: readonly string[] | undefined): string {
  const numbers = width === 1 ? '1' : `a number from 1 to ${width}`;
  if (header === undefined) return numbers;
  return `${columnNames(header)} or ${numbers}`;
}

function columnNames(header: readonly string[]): string {
  const named = header.slice(0, 8).map((name) => `'${name}'`);
  return `${named.join(', ')}${header.length > 8 ? ', ...' : ''}`;
}
