/** Notes on standard error beside the answer: findings with a code, and the sentence of each. */

/** A finding that is worth a line. */
export type Note =
  /** Points that are not numbers of the format. */
  | {readonly code: 'pointsRounded'; readonly moved: number; readonly total: number; readonly format: string}
  /** The first line of an input, which is no number, is not among the points. */
  | {readonly code: 'headerGuessed'; readonly name: string; readonly line: string}
  /** Inputs or results of a file that have more digits than the format. */
  | {
      readonly code: 'resultsRounded';
      readonly what: 'inputs' | 'values' | 'gradients' | 'second derivatives';
      readonly rounded: number;
      readonly total: number;
      readonly format: string;
    }
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
    case 'resultsRounded': {
      const {what, rounded, total, format} = note;
      return `${rounded} of ${total} ${what} have more digits than ${format} and were rounded to it`;
    }
    case 'limitNotKnown':
      return `${note.name}: limit not known at ${note.places.join(', ')}; it is shown as NaN, but there may be one`;
    case 'shapeUncertain':
      return `${note.name}: not all of its shape is proven; there may be more kinks and extrema, and a steeper slope`;
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
