/** How output is drawn: width, digits, characters and colours. */

import type {ChalkInstance} from 'chalk';
import type {Mark} from '../regions/region.ts';

/** No colour, 16 colours, 256 colours, 16 million. */
export type ColorLevel = 0 | 1 | 2 | 3;

/** The settings of all output for people. */
export interface Style {
  /** The most columns of a line. */
  readonly width: number;
  /** Significant digits of numbers for people. */
  readonly digits: number;
  /** The most lines of a drawing: those of the terminal, without that of the prompt. */
  readonly lines: number;
  /** Whether the lines are on a terminal, where those that are more scroll away. */
  readonly isScreen: boolean;
  /** Whether to keep to 7-bit characters. */
  readonly ascii: boolean;
  /** Whether there is any colour. */
  readonly coloured: boolean;
  readonly paint: Paint;
}

/** Colours by what they mean. Without colour each of these returns its text unchanged. */
export interface Paint {
  readonly heading: (text: string) => string;
  readonly dim: (text: string) => string;
  /** The curve of a figure with this index. */
  readonly series: (index: number, text: string) => string;
  readonly mark: (mark: Mark, text: string) => string;
}

/** The paint without colour. */
export const plain: Paint = {
  heading: (text) => text,
  dim: (text) => text,
  series: (_index, text) => text,
  mark: (_mark, text) => text,
};

/** The paint of a colour level. Chalk is not loaded without colour: most output goes into a pipe. */
export async function makePaint(level: ColorLevel): Promise<Paint> {
  if (level === 0) return plain;
  const {Chalk} = await import('chalk');
  return chalkPaint(new Chalk({level}));
}

/** Colours of curves that differ from each other and from those of marks, readable on light and on dark: of 256, */
const manyColours = [31, 130, 34, 105, 244, 93, 29, 27] as const;
/** and of 16, which have fewer hues. */
const fewColours = [
  'cyan',
  'green',
  'blueBright',
  'gray',
  'blue',
  'magentaBright',
  'greenBright',
  'cyanBright',
] as const;

function chalkPaint(chalk: ChalkInstance): Paint {
  const series =
    chalk.level > 1 ? manyColours.map((colour) => chalk.ansi256(colour)) : fewColours.map((name) => chalk[name]);
  const marks = {
    none: chalk.dim,
    unknown: chalk.inverse,
    weak: chalk.yellow,
    saturated: chalk.magenta,
    underflow: chalk.redBright,
    dead: chalk.red,
  };
  return {
    heading: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    series: (index, text) => series.at(index % series.length)?.(text) ?? text,
    mark: (mark, text) => marks[mark](text),
  };
}
