import type {Io} from '../io.ts';
import type {Makes, Presentation} from '../render/formats.ts';
import type {Style} from '../render/style.ts';
import type {Note} from '../report/notes.ts';
import type {Output, View} from '../report/output.ts';

/** One command of the program: what `--help` says about it, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly Argument[];
  readonly options: readonly Option<unknown>[];
  /** Paragraphs of the help below the options: the meaning of words in the answer. */
  readonly details?: readonly string[];
  /** Command lines to paste, without the leading `act-cli`. */
  readonly examples: readonly string[];
  /** What it draws for people wherever its output goes, unless a format is asked for. */
  readonly draws?: 'plot' | 'card' | 'text' | 'report';
  /** Whether it makes arrays of numbers, for formats that have no rows. */
  readonly makesArrays?: boolean;
  /** Endings of files for the text that it may print, besides txt. */
  readonly textEndings?: readonly string[];
  /** Finds the answer to a call. */
  readonly act: (call: Call, stdin: Io['stdin']) => Promise<Answer>;
}

/** The commands by name, in the order of the help; each is loaded when it is needed, so the others cost nothing. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** What a word of a command line may be, for completion: one of some words, or something that has to be looked up. */
export type Takes = readonly string[] | 'activations' | 'families' | 'parameters' | 'settings' | 'files';

/** A positional argument of a command. */
export interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly takes: Takes;
  readonly optional?: boolean;
  /** Whether it takes all arguments that are left. */
  readonly many?: boolean;
}

/** An option `--name`, whose text is turned into a value of type T before anything is computed. */
export interface Option<T> {
  /** The long name without its dashes. */
  readonly name: string;
  readonly short?: string;
  /** The part of the help in which it stands. */
  readonly group: 'filters' | 'inputs' | 'numerics' | 'output';
  /** The name of the value in the help; absent for a switch. */
  readonly value?: string;
  readonly summary: string | ((command: Makes) => string);
  /** Whether it may be given several times. */
  readonly many?: true;
  /** What its value may be, if that can be listed; several where the value's name ends in `,...`. */
  readonly takes?: Takes | ((command: Makes) => Takes);
  /** The text that counts if the option is not given; the help shows it after the summary. */
  readonly default?: string;
  /** Reads the text, which is empty for a switch; `flag` is the option as messages name it. */
  readonly parse: (text: string, flag: string) => T;
}

/** An option that always has a value. */
export interface DefaultedOption<T> extends Option<T> {
  readonly default: string;
}

/** `--alpha 1`, `--alpha=1` or `--param alpha=1`, not yet tied to an activation. */
export interface ParameterFlag {
  readonly name: string;
  readonly text: string;
  /** Written as `--alpha 1`, not with `--param`. */
  readonly isShort: boolean;
}

/** How the output will look, decided before anything is computed. */
export interface Display {
  readonly presentation: Presentation;
  /** The file into which it goes instead of standard output. */
  readonly file: string | undefined;
  readonly style: Style;
  /** The command that shows what is longer than the terminal, if one is to be used. */
  readonly pager: string | undefined;
}

/** The options that were given on a command line, looked up by the option itself. */
export interface Given {
  /** The value of an option, the default if it was not given. */
  readonly option: {
    <T>(option: DefaultedOption<T>): T;
    <T>(option: Option<T>): T | undefined;
  };
  /** Every value of an option that may be repeated. */
  readonly all: <T>(option: Option<T>) => readonly T[];
  readonly isGiven: (option: Option<unknown>) => boolean;
}

/** A call of a command: every option is a value already, and only names of activations are left to interpret. */
export interface Call extends ParsedCall, Pick<Io, 'startThread' | 'processors'> {
  /** Shows on a terminal what is being done, if it takes long; called as often as convenient. */
  readonly step: (text: () => string) => void;
  /** Lets Ctrl-C through; called between parts of work that would keep the event loop from turning. */
  readonly turn: () => Promise<void>;
}

/** What an argument list says of a call. */
export interface ParsedCall extends Given {
  /** What stands after the name of the command, from which the rest was read. */
  readonly words: readonly string[];
  readonly arguments: readonly string[];
  /** In the order given. */
  readonly parameters: readonly ParameterFlag[];
  /** All options of the command, for suggestions. */
  readonly options: Command['options'];
  readonly display: Display;
}

/** The answer of a command, which is then drawn and written. */
export interface Answer {
  readonly output: Output;
  /** What else is written, into a file. */
  readonly report?: {
    readonly path: string;
    readonly format: 'markdown' | 'html';
    readonly view: Extract<View, {kind: 'document'}>;
  };
  /** Whether a limit that the user set was exceeded. */
  readonly exceeded?: boolean;
  /** The notes for standard error, asked for after the whole output has been written. */
  readonly notes?: () => readonly Note[];
}
