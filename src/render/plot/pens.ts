import type {Paint} from '../style.ts';
import type {Ink} from './canvas.ts';

/** How one series is drawn and recognised: by its line and, if there are several, by the markers on it. */
export interface Pen {
  readonly label: string;
  readonly paint: Ink;
  /** Horizontal, then the corners up-right ╰, right-down ╭, left-down ╮, up-left ╯, then vertical. */
  readonly line: string;
  readonly marker: string;
  /** The sample of the line before the label in the legend. */
  readonly key: string;
}

const lines = ['─╰╭╮╯│', '━┗┏┓┛┃', '═╚╔╗╝║'] as const;
const asciiLines = ["-'..'|", "='..'|", "~'..'|"] as const;
const markers = '●▲■◆○△□◇';
const asciiMarkers = '*+ox#%@&$';

/** A pen for each label; beyond three the lines repeat, beyond nine the markers are letters. */
export function pensFor(labels: readonly string[], ascii: boolean, paint: Paint): readonly Pen[] {
  const styles = ascii ? asciiLines : lines;
  const symbols = ascii ? asciiMarkers : markers;
  return labels.map((label, index) => {
    const line = styles[index % styles.length] ?? styles[0];
    const marker = symbols[index] ?? String.fromCharCode(0x41 + ((index - symbols.length) % 26));
    const dash = line.charAt(0);
    const key = labels.length === 1 ? dash + dash : dash + marker + dash;
    return {label, paint: (text) => paint.series(index, text), line, marker, key};
  });
}
