import {asName} from '../../activations/parameters.ts';
import {parameterSpellings} from '../../activations/search.ts';
import {actError, commandLineError} from '../../errors/errors.ts';
import {nearest} from '../../formula/spelling.ts';
import type {Command, ParameterFlag} from '../command.ts';
import {param} from '../options.ts';

/**
 * The parameter flags of an argument list, and the list without them. A long option that the command does not have is
 * such a flag (`--alpha -0.5`), if the command takes `--param` and something like a number follows; whether an activation
 * has such a parameter is seen when they are read. Commander cannot do this: it does not know whether the word after an
 * unknown option is its value.
 * @throws ActError for other unknown options, for a parameter of an activation on the line without a number, and for one
 *   that is given twice
 */
export function takeParameters(
  argv: readonly string[],
  {name: command, options}: Pick<Command, 'name' | 'options'>,
): {readonly rest: readonly string[]; readonly parameters: readonly ParameterFlag[]} {
  const rest: string[] = [];
  const parameters: ParameterFlag[] = [];
  const takes = options.includes(param);
  const add = (written: ParameterFlag) => {
    const parameter = {...written, name: asName(written.name)};
    if (parameters.some(({name}) => name === parameter.name))
      throw commandLineError('givenTwice', `--${parameter.name}`);
    parameters.push(parameter);
  };
  let i = 0;
  while (i < argv.length && argv[i] !== '--') {
    const token = argv[i++] as string; // i is below argv.length
    const {flag, text} = splitFlag(token);
    const known = options.find(({name, short}) => flag === `--${name}` || flag === `-${short}`);
    const value = text ?? argv[i];
    if (known === param && value !== undefined) {
      add(param.parse(value, flag));
      if (text === undefined) i++;
    } else if (known !== undefined || !flag.startsWith('--') || flag === '--help') {
      if (text !== undefined && known?.value === undefined) throw commandLineError('takesNoValue', flag, text);
      rest.push(token);
      const next = argv[i];
      // The value of an option may itself look like an option: `--at -1,0,1`.
      if (known?.value !== undefined && text === undefined && next !== undefined) {
        rest.push(next);
        i++;
      }
    } else if (takes && value !== undefined && isLikeNumber(value)) {
      add({name: flag.slice(2), text: value, isShort: true});
      if (text === undefined) i++;
    } else {
      // Which words name activations is not known yet; but a word that names none has no parameters.
      const words = takes ? argv.filter((word) => !word.startsWith('-')) : [];
      const known = {
        parameters: words.flatMap(parameterSpellings),
        options: ['help', ...options.map(({name}) => name)],
      };
      throw unreadable({flag, value}, known, command);
    }
  }
  return {rest: [...rest, ...argv.slice(i)], parameters};
}

/** A long option that the command does not have, and the word after it. */
interface Unread {
  readonly flag: string;
  readonly value: string | undefined;
}

/** The error for such an option without a number after it: a parameter that needs one, or an unknown option. */
function unreadable(
  {flag, value}: Unread,
  {parameters, options}: Readonly<Record<'parameters' | 'options', readonly string[]>>,
  command: string,
): Error {
  if (!parameters.includes(asName(flag.slice(2)))) {
    const near = nearest(flag.slice(2), [...parameters, ...options]);
    return commandLineError(
      'unknownOption',
      flag,
      command,
      near.map((name) => `--${name}`),
    );
  }
  if (value === undefined || value.startsWith('-')) return commandLineError('noValue', flag);
  return actError('optionValue', flag, value, 'a number, as in --alpha 0.5');
}

/** Whether a word may be the value of a parameter; whether it is a number is decided where the parameter is known. */
function isLikeNumber(text: string): boolean {
  return /^([-+]?(\.?\d[\w.+-]*|inf|infinity|nan)|\[.*)$/i.test(text);
}

function splitFlag(token: string): {readonly flag: string; readonly text: string | undefined} {
  const equals = token.startsWith('--') ? token.indexOf('=') : -1;
  return equals < 0 ? {flag: token, text: undefined} : {flag: token.slice(0, equals), text: token.slice(equals + 1)};
}
