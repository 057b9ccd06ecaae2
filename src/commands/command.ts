import type {Io} from '../io.ts';
import type {Presentation} from '../render/formats.ts';
import type {Style} from '../render/style.ts';
import type {Note} from '../report/notes.ts';
import type {Output} from '../report/output.ts';

/** One command of the program: what `--help` says of it, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly arguments: readonly Argument[];
  readonly options: readonly Option<unknown>[];
  /** Lines of the help below the options: what the words in the answer mean. */
  readonly details?: readonly string[];
  /** What a user can paste, without the leading `act-cli`. */
  readonly examples: readonly string[];
  /** Shows what people read wherever its output goes, unless a format is asked for: a plot, a card. */
  readonly isForPeople?: true;
  /** Loads what it needs only when it is called: a command that is not run costs nothing. */
  readonly act: (call: Call, stdin: Io['stdin']) => Promise<Answer>;
}

/** The commands by name, in the order in which the help lists them; one is loaded when it is needed. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

export interface Argument {
  readonly name: string;
  readonly summary: string;
  readonly optional?: boolean;
  /** Takes all arguments that are left. */
  readonly many?: boolean;
}

/** An option `--name`, its text turned into a value of type T at the border. */
export interface Option<T> {
  /** The long name without its dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help; absent for a switch. */
  readonly value?: string;
  readonly summary: string;
  /** What counts where the option is not given, as it would be written; the help shows it behind the summary. */
  readonly default?: string;
  /** `flag` is the option as messages name it; a switch gets an empty text. */
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
  /** As the user wrote it, for messages: `--alpha`. */
  readonly flag: string;
}

/** How the output is to look, decided before anything is computed. */
export interface Display {
  readonly presentation: Presentation;
  readonly style: Style;
}

/** The options of a command line by the option itself. */
export interface Given {
  /** The value of an option, the last one when it was given more than once; its default when it was not given. */
  readonly option: {
    <T>(option: DefaultedOption<T>): T;
    <T>(option: Option<T>): T | undefined;
  };
  /** Every value of an option that may be repeated. */
  readonly all: <T>(option: Option<T>) => readonly T[];
  readonly isGiven: (option: Option<unknown>) => boolean;
}

/** A command as it was called: every option is a value, and nothing is left to interpret but names of activations. */
export interface Call extends Given {
  readonly arguments: readonly string[];
  /** In the order given. */
  readonly parameters: readonly ParameterFlag[];
  /** The options that the command has, to suggest from. */
  readonly options: Command['options'];
  readonly display: Display;
}

/** What a command has found, to be drawn and written. */
export interface Answer {
  readonly output: Output;
  /** Whether a limit that the user set was exceeded. */
  readonly exceeded?: boolean;
  /** What is worth a line on standard error, asked for when the whole output has left. */
  readonly notes?: () => readonly Note[];
}
