/** Notes on standard error beside the answer: findings with a code, and the sentence of each. */

import type {Coverage} from '../check/findings.ts';

/** A finding that is worth a line. */
export type Note =
  /** Points that are not numbers of the format. */
  | {readonly code: 'pointsRounded'; readonly moved: number; readonly total: number; readonly format: string}
  /** The first line of an input, which is no number, is not among the points. */
  | {readonly code: 'headerGuessed'; readonly name: string; readonly line: string}
  /** The first line of a table, 0, 1, 2, ..., is not among the samples. */
  | {readonly code: 'headerNumbered'; readonly name: string; readonly line: string}
  /** Columns of an input whose names say nothing of the inputs of functions. */
  | {
      readonly code: 'columnsInOrder';
      readonly name: string;
      readonly columns: readonly string[];
      readonly inputs: readonly string[];
    }
  /** An array with a point in each row, which could be one that `table` wrote, with a point in each column. */
  | {
      readonly code: 'rowsArePoints';
      readonly name: string;
      readonly rows: number;
      readonly coordinates: readonly string[];
    }
  /** Unsigned integers, which may be bit patterns. */
  | {readonly code: 'unsignedNumbers'; readonly name: string}
  /** The least gradient that counts, where an activation has a parameter of the same name. */
  | {readonly code: 'thresholdOfGradients'; readonly name: string; readonly threshold: number}
  /** Lines of an input that are no rows. */
  | {readonly code: 'commentsSkipped' | 'blanksSkipped'; readonly name: string; readonly count: number}
  /** Rows of a table of lists that have none, or an empty one. */
  | {readonly code: 'listsMissing'; readonly name: string; readonly count: number}
  /** A column of a table that is no unit but an index. */
  | {readonly code: 'indexSkipped'; readonly name: string; readonly key: string}
  /** Decimals of an input that may have had more digits. */
  | {readonly code: 'digitsCut'; readonly name: string; readonly digits: number}
  /** What of a file was not checked. */
  | {readonly code: 'partlyChecked'; readonly name: string; readonly coverage: Coverage}
  /** Inputs or results of a file that have more digits than the format. */
  | {
      readonly code: 'resultsRounded';
      readonly what: string;
      readonly rounded: number;
      readonly total: number;
      readonly format: string;
    }
  /** How codes are to be read, and what is lost in them. */
  | {readonly code: 'quantised'; readonly sentence: string}
  /** A limit of the user's, where the answer does not tell of it. */
  | {readonly code: 'limitExceeded'; readonly sentence: string}
  /** Inputs, at least one of them infinite, where a limit is not known. */
  | {readonly code: 'limitNotKnown'; readonly name: string; readonly places: readonly string[]}
  /** An activation of whose gradient something is unknown. */
  | {readonly code: 'regionsUncertain'; readonly name: string}
  /** An activation whose shape is not proven. */
  | {readonly code: 'shapeUncertain'; readonly name: string}
  /** An activation of which a larger |f″| may have been missed. */
  | {readonly code: 'secondUncertain'; readonly name: string}
  /** An activation of whose extrema, where inputs are likely, not all are proven. */
  | {readonly code: 'momentsUncertain'; readonly name: string}
  /** Two activations of which a larger difference may have been missed. */
  | {readonly code: 'differenceUncertain'; readonly names: readonly [string, string]};

/** The sentence of a note. */
export function noteText(note: Note): string {
  switch (note.code) {
    case 'pointsRounded': {
      const {moved, total, format} = note;
      const [points, were] = [total === 1 ? 'point' : 'points', moved === 1 ? 'was' : 'were'];
      return `${moved} of ${total} ${points} ${were} not representable in ${format} and ${were} rounded to it`;
    }
    case 'headerGuessed':
      return `${note.name}: the first line '${note.line}' was read as a header`;
    case 'thresholdOfGradients':
      return `${note.name}: --threshold ${note.threshold} is that of gradients; its parameter is --param threshold=${note.threshold}`;
    case 'columnsInOrder':
      return `${note.name}: the columns ${listed(note.columns)} were taken for ${note.inputs.join(', ')}, in this order`;
    case 'rowsArePoints':
      return `${note.name}: its ${note.rows} rows were read as points; of an array that table wrote, --column ${note.coordinates.join()} reads the points`;
    case 'unsignedNumbers':
      return `${note.name}: its unsigned integers were read as numbers; with --bits they are bit patterns of --dtype`;
    case 'headerNumbered':
      return `${note.name}: the first line '${note.line}' was read as a header, as pandas writes it; if it is a sample, write names above it, or 0.0 for its 0`;
    case 'commentsSkipped':
      return `${note.name}: ${note.count === 1 ? '1 comment line was' : `${note.count} comment lines were`} skipped`;
    case 'blanksSkipped':
      return `${note.name}: ${note.count === 1 ? '1 empty line was' : `${note.count} empty lines were`} skipped`;
    case 'listsMissing':
      return `${note.name}: ${note.count === 1 ? '1 row has no list, or an empty one: it counts' : `${note.count} rows have no list, or an empty one: each counts`} as a NaN, in no unit`;
    case 'indexSkipped':
      return `${note.name}: column ${note.key} is an index, as pandas writes it, and was left out; --key ${note.key} reads it`;
    case 'digitsCut':
      return `${note.name}: its decimals are rounded to ${note.digits} significant digits; --format csv keeps them all`;
    case 'partlyChecked':
      return `${note.name}: ${coverageText(note.coverage) ?? 'all was checked'}`;
    case 'resultsRounded': {
      const {what, rounded, total, format} = note;
      return `${rounded} of ${total} ${what} have more digits than ${format} and were rounded to it`;
    }
    case 'quantised':
    case 'limitExceeded':
      return note.sentence;
    case 'limitNotKnown':
      return `${note.name}: limit not known at ${note.places.join(', ')}; it is shown as NaN, but there may be one`;
    case 'shapeUncertain':
      return `${note.name}: not all of its shape is proven; there may be more kinks and extrema, a wider range and a steeper slope`;
    case 'secondUncertain':
      return `${note.name}: the largest |f″| is not proven; there may be a larger one`;
    case 'momentsUncertain':
      return `${note.name}: the error of its mean, spread and gains is not known; a narrow extremum may have been missed`;
    case 'differenceUncertain':
      return `${note.names.join(' and ')}: not all places were compared; there may be a larger difference`;
    case 'regionsUncertain':
      return `${note.name}: not all of its gradient was searched (unknown intervals); --patience 10 searches ten times as long`;
  }
}

/** What of a file was not looked at; undefined if all was. */
export function coverageText({rows, unread}: Coverage): string | undefined {
  const parts = [
    ...(rows === undefined || rows.kept === rows.total
      ? []
      : [`${rows.kept} of ${rows.total} rows checked; the rest: ${listed(rows.others)}`]),
    ...(unread.length === 0 ? [] : [`not checked: ${listed(unread.map((name) => name || 'a column without a name'))}`]),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** The first few of some names. */
function listed(names: readonly string[]): string {
  return `${names.slice(0, 8).join(', ')}${names.length > 8 ? ', ...' : ''}`;
}
