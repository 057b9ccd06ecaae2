import type {Paint} from '../style.ts';
import type {Ink} from './canvas.ts';

/** How one series is drawn and recognised: by its colour, or by the markers on it. */
export interface Pen {
  readonly label: string;
  readonly paint: Ink;
  /** For lines: horizontal, then the corners up-right ╰, right-down ╭, left-down ╮, up-left ╯, then vertical. */
  readonly line: string;
  /** The character that stands on the curve now and then, and before its label. */
  readonly marker: string;
}

const lines = ['─╰╭╮╯│', '━┗┏┓┛┃', '═╚╔╗╝║'] as const;
const asciiLines = ["-'..'|", "='..'|", "~'..'|"] as const;
/** None of them is an end of a jump. */
const markers = '▲■◆▼△□◇▽';
const asciiMarkers = '+x#%@&$~=';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A pen for each label; beyond eight or nine the markers are letters and digits. The only one has a dot. */
export function pensFor(labels: readonly string[], ascii: boolean, paint: Paint): readonly Pen[] {
  const styles = ascii ? asciiLines : lines;
  const dot = ascii ? '*' : '●';
  const symbols = ascii ? asciiMarkers : markers;
  return labels.map((label, index) => {
    const line = styles[index % styles.length] ?? styles[0];
    const marker = symbols[index] ?? letters[(index - symbols.length) % letters.length] ?? dot;
    const only = labels.length === 1;
    return {label, paint: (text) => paint.series(index, text), line, marker: only ? dot : marker};
  });
}
