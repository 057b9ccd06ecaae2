import type {Verdict} from '../analysis/report.ts';
import type {Io} from '../io.ts';

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
  /** Loads what it needs only when it is called: a command that is not run costs nothing. */
  readonly act: (call: Call, io: Io) => Promise<Answer>;
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
  /** `flag` is the option as messages name it; a switch gets an empty text. */
  readonly parse: (text: string, flag: string) => T;
}

/** `--alpha 1`, `--alpha=1` or `--param alpha=1`, not yet tied to an activation. */
export interface ParameterFlag {
  readonly name: string;
  readonly text: string;
  /** As the user wrote it, for messages: `--alpha`. */
  readonly flag: string;
}

/** A command as it was called. */
export interface Call {
  readonly arguments: readonly string[];
  /** In the order given. */
  readonly parameters: readonly ParameterFlag[];
  /** The value of an option, the last one when it was given more than once. */
  readonly option: <T>(option: Option<T>) => T | undefined;
  /** Every value of an option that may be repeated. */
  readonly all: <T>(option: Option<T>) => readonly T[];
  /** The options that the command has, to suggest from. */
  readonly options: Command['options'];
}

/** What goes to standard output, written as it is made, and whether a limit of the user's was exceeded. */
export interface Answer {
  readonly chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  readonly verdict: Verdict;
  /** What is worth a line on standard error, asked for when the whole output has left. */
  readonly notes?: () => readonly string[];
}
