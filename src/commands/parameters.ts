import {actError, commandLineError} from '../errors.ts';
import {nearest} from '../formula/spelling.ts';
import type {Option, ParameterFlag} from './command.ts';
import {param} from './options.ts';

/**
 * The parameter flags of an argument list, and the list without them. A long option that the command does not have is
 * such a flag (`--alpha -0.5`), if the command takes `--param` and something like a number follows. Commander cannot do
 * this: it does not know whether the word after an unknown option is its value.
 * @throws ActError for other unknown options
 */
export function takeParameters(
  argv: readonly string[],
  options: readonly Option<unknown>[],
): {readonly rest: readonly string[]; readonly parameters: readonly ParameterFlag[]} {
  const rest: string[] = [];
  const parameters: ParameterFlag[] = [];
  const takes = options.includes(param);
  let i = 0;
  while (i < argv.length && argv[i] !== '--') {
    const token = argv[i++] as string; // i is below argv.length
    const {flag, text} = splitFlag(token);
    const known = options.find(({name, short}) => flag === `--${name}` || flag === `-${short}`);
    const value = text ?? argv[i];
    if (known === param && value !== undefined) {
      parameters.push(param.parse(value, flag));
      if (text === undefined) i++;
    } else if (known !== undefined || !flag.startsWith('--') || flag === '--help') {
      rest.push(token);
      const next = argv[i];
      // The value of an option may itself look like an option: `--at -1,0,1`.
      if (known?.value !== undefined && text === undefined && next !== undefined) {
        rest.push(next);
        i++;
      }
    } else if (takes && value !== undefined && isLikeNumber(value)) {
      parameters.push({name: flag.slice(2), text: value, flag});
      if (text === undefined) i++;
    } else {
      throw unknownFlag(flag, ['help', ...options.map(({name}) => name)], takes ? {value} : undefined);
    }
  }
  return {rest: [...rest, ...argv.slice(i)], parameters};
}

/** The error for an unknown long option; `parameter` is given if it may be meant as one, with the word after it. */
function unknownFlag(flag: string, known: readonly string[], parameter?: {readonly value: string | undefined}): Error {
  const near = nearest(flag.slice(2), known).map((name) => `--${name}`);
  if (parameter === undefined || near.length > 0) return commandLineError('unknownOption', flag, near);
  const {value} = parameter;
  if (value !== undefined && !value.startsWith('-')) {
    return actError('optionValue', flag, value, 'a number, as in --alpha 0.5');
  }
  return commandLineError('usage', `unknown option '${flag}'`, 'a parameter takes a number, as in --alpha 0.5');
}

/** Whether a word may be the value of a parameter; whether it is a number is decided where the parameter is known. */
function isLikeNumber(text: string): boolean {
  return /^([-+]?(\.?\d[\w.+-]*|inf|infinity|nan)|\[.*)$/i.test(text);
}

function splitFlag(token: string): {readonly flag: string; readonly text: string | undefined} {
  const equals = token.startsWith('--') ? token.indexOf('=') : -1;
  return equals < 0 ? {flag: token, text: undefined} : {flag: token.slice(0, equals), text: token.slice(equals + 1)};
}
