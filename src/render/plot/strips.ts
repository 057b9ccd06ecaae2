import {type Mark, marksFromWorst, worse} from '../../regions/region.ts';
import type {Strip} from '../../report/output.ts';
import type {Paint} from '../style.ts';
import {type Line, packed, type Span, unpainted} from './canvas.ts';

/** The character of each mark, and its 7-bit one. */
const characters: Readonly<Record<Mark, readonly [string, string]>> = {
  dead: ['█', 'X'],
  underflow: ['▓', 'u'],
  saturated: ['▒', 's'],
  weak: ['░', 'w'],
  unknown: ['?', '?'],
  none: ['·', '.'],
};

/** A strip as it is drawn: undefined where the function has no value, which is no good gradient either. */
export interface ShownStrip {
  readonly label: string;
  readonly marks: readonly (Mark | undefined)[];
}

/** A strip with a mark for each column: the worst of the samples that fall on it, or else that of the nearest. */
export function fitted({label, y, marks: all}: Strip, columns: number): ShownStrip {
  const marks = all.map((mark, i) => (mark === 'none' && Number.isNaN(y?.[i]) ? undefined : mark));
  if (marks.length === columns) return {label, marks};
  const last = Math.max(1, marks.length - 1);
  const columnOf = (sample: number) => Math.round((sample * (columns - 1)) / last);
  const worst: (Mark | undefined)[] = Array.from({length: columns});
  marks.forEach((mark, sample) => {
    const column = columnOf(sample);
    if (mark !== undefined) worst[column] = worse(mark, worst[column] ?? 'none');
  });
  const nearest = (column: number) =>
    marks[marks.length === 1 ? 0 : Math.round((column * last) / Math.max(1, columns - 1))];
  return {label, marks: worst.map((mark, column) => mark ?? nearest(column))};
}

/** The marks of a strip, one character for each column; neighbours of the same kind are one span. */
export function stripSpans(marks: ShownStrip['marks'], ascii: boolean, paint: Paint): Line {
  const spans: Span[] = [];
  for (let start = 0; start < marks.length; ) {
    const mark = marks[start];
    const next = marks.findIndex((other, index) => index > start && other !== mark);
    const end = next === -1 ? marks.length : next;
    const text = (mark === undefined ? ' ' : characterOf(mark, ascii)).repeat(end - start);
    spans.push({text, paint: mark === undefined ? unpainted : paintOf(mark, paint)});
    start = end;
  }
  return spans;
}

/** The meaning of the characters that occur, and the notes, on as few lines as possible. */
export function stripKey(
  strips: readonly ShownStrip[],
  notes: readonly string[],
  style: {readonly width: number; readonly ascii: boolean; readonly paint: Paint},
): readonly Line[] {
  const used = new Set(strips.flatMap(({marks}) => marks));
  const entries = marksFromWorst
    .filter((mark) => mark !== 'none' && used.has(mark))
    .map(
      (mark): Line => [
        {text: characterOf(mark, style.ascii), paint: paintOf(mark, style.paint)},
        {text: ` ${mark}`, paint: unpainted},
      ],
    );
  return packed([...entries, ...notes.map((text): Line => [{text, paint: style.paint.dim}])], style.width);
}

function characterOf(mark: Mark, ascii: boolean): string {
  return characters[mark][ascii ? 1 : 0];
}

function paintOf(mark: Mark, paint: Paint): (text: string) => string {
  return mark === 'none' ? paint.dim : (text) => paint.mark(mark, text);
}
