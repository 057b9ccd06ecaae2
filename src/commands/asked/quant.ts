/** The option `--quant`, and the integers that `--dtype` may name beside it. */

import {actError, commandLineError} from '../../errors/errors.ts';
import {dtypeNamed, type NumberFormat} from '../../exact/number-format.ts';
import {readNumber} from '../../formula/number-text.ts';
import {
  type IntegerType,
  integerTypeNamed,
  integerTypes,
  type Rule,
  rules,
  type Scale,
  type Scheme,
} from '../../quantisation/scheme.ts';
import type {Call, Option} from '../command.ts';
import {dtype, dtypeNames} from '../options.ts';

/** What `--quant` says; the type may be that of `--dtype`, or follow from the zero points. */
interface Quant extends Omit<Scheme, 'type'> {
  readonly type: IntegerType | undefined;
}

export const quant: Option<Quant> = {
  name: 'quant',
  group: 'numerics',
  value: 'in=scale:zero,out=scale:zero',
  summary:
    'the output code for every input code of an integer --dtype (int8, uint8, int16, ...), by the rule of ONNX; rule=tflite for that of LiteRT',
  parse: parseQuant,
};

/** `--dtype` of a command that also takes `--quant`. */
export const anyDtype: Option<NumberFormat | IntegerType> = {
  ...dtype,
  takes: [...dtypeNames, ...integerTypes.map(({name}) => name)],
  parse: (text) => integerTypeNamed(text) ?? dtypeNamed(text),
};

const isInteger = (type: NumberFormat | IntegerType | undefined): type is IntegerType =>
  type !== undefined && 'least' in type;

/**
 * A call with a number format as `--dtype`.
 * @throws ActError for integers, which have no meaning without scales
 */
export function withNumberFormat(call: Call): Call {
  const given = call.option(anyDtype);
  if (isInteger(given)) throw actError('needs', `--dtype ${given.name}`, '--quant in=scale:zero,out=scale:zero');
  const option = (asked: Option<unknown>) => (asked === dtype ? given : call.option(asked));
  return {...call, option: option as Call['option']}; // of the type that the option asked for has
}

/**
 * How a call quantises; undefined if it does not.
 * @throws ActError where type and zero points do not fit together
 */
export function schemeOf(call: Call): Scheme | undefined {
  const asked = call.option(quant);
  if (asked === undefined) return undefined;
  const given = call.option(anyDtype);
  if (given !== undefined && !isInteger(given)) throw actError('exclusive', '--quant', `--dtype ${given.name}`);
  if (given !== undefined && asked.type !== undefined && given !== asked.type)
    throw actError('exclusive', `--dtype ${given.name}`, `--quant ${asked.type.name}`);
  const zeros = [asked.input.zero, asked.output.zero];
  const holdsAll = ({least, most}: IntegerType) => zeros.every((zero) => zero >= least && zero <= most);
  const named = given ?? asked.type;
  const type = named ?? integerTypes.find(holdsAll);
  if (type === undefined || !holdsAll(type))
    throw commandLineError('quantZeros', zeros, named?.name, integerTypes.map(({name, least, most}) => `${name} ${least} to ${most}`)); // biome-ignore format: one line
  return {...asked, type};
}

const wanted = 'a scale and a zero point for both sides, such as in=0.05:128,out=0.02:120';

function parseQuant(given: string, flag: string): Quant {
  const fail = (problem: string) => actError('optionValue', flag, given, problem);
  let [type, rule]: [IntegerType | undefined, Rule] = [undefined, 'onnx'];
  const sides = new Map<string, Scale>();
  for (const part of given.split(',')) {
    const [, key = '', text = ''] = /^\s*(?:(\w+)\s*=)?\s*(.*?)\s*$/.exec(part) ?? [];
    if (key === 'in' || key === 'out') {
      if (sides.has(key)) throw fail(`${key} once`);
      sides.set(key, scaleOf(text, fail));
    } else if (key === 'rule' || (key === '' && rules.some((each) => each === text))) {
      const named = rules.find((each) => each === text);
      if (named === undefined) throw fail(`a rule that is one of ${rules.join(', ')}`);
      rule = named;
    } else if ((key === '' || key === 'type' || key === 'dtype') && integerTypeNamed(text) !== undefined) {
      type = integerTypeNamed(text);
    } else throw fail(wanted);
  }
  const [input, output] = [sides.get('in'), sides.get('out')];
  if (input === undefined || output === undefined) throw fail(wanted);
  return {type, input, output, rule};
}

/** `0.05:128`; without a zero point it is 0. */
function scaleOf(text: string, fail: (problem: string) => Error): Scale {
  const [size = '', offset = '0', ...others] = text.split(':');
  // Runtimes hold scales in float32.
  const scale = Math.fround(readNumber(size) ?? Number.NaN);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY))
    throw fail('scales that are numbers above 0, as float32 holds them');
  if (others.length > 0 || !/^[+-]?\d+$/.test(offset.trim())) throw fail('zero points that are whole numbers');
  return {scale, zero: Number(offset) + 0};
}
