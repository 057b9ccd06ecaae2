/**
 * Double-double arithmetic as text: the operations of double-double/ written out over names of doubles, with what is
 * known beforehand left out. The exact value lies within `e` of h + l.
 *
 * Error bounds, with u = 2^-53. Low parts are below 8u of the high ones: |l| <= 8u |h|, because a sum that cancels leaves its
 * last step inexact by less than 4u |h|. A sum rounds three numbers below u (|a| + |b|) and its last step, within 8u² (|a| +
 * |b|): 2^-102 is taken. A product neglects 64u² and rounds four numbers below 16u: 2^-98. A quotient is corrected once by
 * a rest of numbers below 20u |a|, rounded five times, divided by b.h for b: within 400u², and 2^-97 is taken. The bounds of
 * all operations are computed in doubles themselves, whose roundings add up to less than 2^-30 of them; whoever uses
 * a bound adds that much (`withRoundings`).
 *
 * Sizes: where a product or a quotient is above 2^900 the row is left to the slower arithmetic, and where it is below
 * 2^-900 it is 0 within 2^-899. A sum of numbers within 2^±s lies within 2^±(s+107), if it is not 0: so the parts of a
 * product above 2^-900 neither under- nor overflow up to s = 1010, beyond which a sum is guarded as well.
 */

import {type CodeSheet, literal} from '../../formula/code/sheet.ts';
import {jumpOffsets, type StepName} from '../../formula/steps.ts';
import type {Choice, Operations} from '../double-double/functions.ts';
import {errorFree, plus, terms} from './error-free.ts';
import {
  eitherPair,
  giveUp,
  guarded,
  isDouble,
  isNegated,
  isPowerOfTwo,
  isZero,
  type KernelName,
  largest,
  least,
  most,
  negated,
  type PairCode,
  unlessZero,
  withRoundings,
} from './pair-code.ts';

/** The operations on a sheet; the names of kernels that are called are added to `called`. */
export function pairOperations(sheet: CodeSheet, called: Set<KernelName>): Operations<PairCode> {
  const {name} = sheet;
  const {sum, product, normal, size} = errorFree(sheet);

  const guard = (a: PairCode): PairCode => {
    if (a.span <= most) return a;
    guardSize(a.h, a.zero ? [isZero(a)] : []);
    return {...a, span: guarded};
  };

  /** Leaves the row if a product or a quotient, or what becomes of one, is too large or too small, unless it is 0 exactly. */
  const guardSize = (h: string, zeros: readonly string[]): void => {
    const exactly = zeros.length === 0 ? '' : ` || ${h} === 0 && (${zeros.join(' || ')})`;
    const inside = `${size(h)} >= ${least} && ${size(h)} <= ${largest}`;
    sheet.once(`guard ${h}`, () => sheet.line(`if (!(${inside}${exactly})) ${giveUp}`));
  };

  /** A value whose sign is certain. */
  const certain = (a: PairCode): PairCode => {
    sheet.line(`if (!(${size(a.h, a.value)} > ${a.e === undefined ? 0 : `${a.e} * ${withRoundings}`})) ${giveUp}`);
    return a;
  };

  /** A product or a quotient that is 0, with its sign. */
  const zeroBy = (a: PairCode, b: PairCode, operator: '*' | '/'): PairCode => ({
    h: name(`${a.h} ${operator} ${b.h}`),
    span: guarded,
    zero: true,
  });

  const negate = (a: PairCode): PairCode => ({
    ...a,
    h: negated(a.h),
    ...(a.l !== undefined && {l: negated(a.l)}),
    ...(a.value !== undefined && {value: -a.value}),
  });

  const add = (a: PairCode, b: PairCode): PairCode => {
    // The sum of 0 and -0 is 0.
    if (b.value === 0 && !a.zero) return a;
    if (a.value === 0 && !b.zero) return b;
    const span = Math.max(a.span, b.span) + 107;
    const [s, rest] = sum(a.h, b.h);
    if (isDouble(a) && isDouble(b)) return guard({h: s, l: rest, span, zero: true});
    const lows = [a.l, b.l].filter((l) => l !== undefined);
    const zero = a.zero && b.zero;
    const [high, l] = normal(s, lows.length === 0 ? rest : name(`${rest} + (${lows.join(' + ')})`));
    // The sum of two zeros has their sign.
    const h = zero ? name(`${isZero(a)} && ${isZero(b)} ? ${s} : ${high}`) : high;
    const own = `1.98e-31 * (${size(a.h, a.value)} + ${size(b.h, b.value)})`;
    return guard({h, l, e: name(terms(plus(a.e), plus(b.e), plus(own))), span, ...(zero && {zero})});
  };

  /**
   * The number with the error `e + own` that a product or a quotient, rounded, became; where that is too small, 0 within
   * what it may be, or exactly. Where it is too large the row is left.
   */
  const orTiny = (rounded: string, zeros: readonly string[], {h, l, e, own}: Becoming): PairCode => {
    const carried = e === '' ? '0' : name(e);
    const [high, low, error] = [sheet.unused(), sheet.unused(), sheet.unused()];
    sheet.line(`let ${high} = ${h}, ${low} = ${l}, ${error} = ${carried} + ${own};`);
    const isExact = zeros.length === 0 ? '' : `(${zeros.join(' || ')}) && ${carried} === 0 ? 0 : `;
    const tiny = `${high} = ${rounded} === 0 ? ${rounded} : 0; ${low} = 0; ${error} = ${isExact}${carried} + ${2 * least};`;
    const inside = `${size(rounded)} >= ${least} && ${size(rounded)} <= ${largest}`;
    sheet.line(`if (!(${inside})) { if (!(${size(rounded)} < ${least})) ${giveUp} ${tiny} }`);
    return {h: high, l: low, e: error, span: guarded, ...(zeros.length > 0 && {zero: true})};
  };

  const scaleBy = (a: PairCode, power: number): PairCode => {
    const scaled = (part: string): string => name(`${part} * ${literal(power)}`);
    return guard({
      h: scaled(a.h),
      ...(a.l !== undefined && {l: scaled(a.l)}),
      ...(a.e !== undefined && {e: name(`${a.e} * ${literal(Math.abs(power))}`)}),
      span: a.span + Math.abs(Math.log2(Math.abs(power))),
      ...(a.zero && {zero: true}),
    });
  };

  const multiply = (a: PairCode, b: PairCode): PairCode => {
    if (isNegated(a)) return negate(multiply(negate(a), b));
    if (isNegated(b)) return negate(multiply(a, negate(b)));
    if (a.value === 0) return zeroBy(a, certain(b), '*');
    if (b.value === 0) return zeroBy(b, certain(a), '*');
    if (isPowerOfTwo(a.value)) return scaleBy(b, a.value);
    if (isPowerOfTwo(b.value)) return scaleBy(a, b.value);
    const [p, rest] = product(a, b);
    const zeros = [a, b].filter((factor) => factor.zero).map(isZero);
    if (isDouble(a) && isDouble(b)) {
      guardSize(p, zeros);
      return {h: p, l: rest, span: guarded, zero: zeros.length > 0};
    }
    const lows = [b.l && `${a.h} * ${b.l}`, a.l && `${b.h} * ${a.l}`].filter((text) => text !== undefined);
    const [h, l] = normal(p, lows.length === 0 ? rest : name(`${rest} + (${lows.join(' + ')})`));
    const carried = [
      b.e && `${size(a.h, a.value)} * ${b.e}`,
      a.e && `${size(b.h, b.value)} * ${a.e}`,
      a.e && b.e && `${a.e} * ${b.e}`,
    ];
    return orTiny(p, zeros, {h, l, e: terms(...carried.map(plus)), own: `3.2e-30 * ${size(p)}`});
  };

  const divide = (a: PairCode, b: PairCode): PairCode => {
    if (isNegated(a)) return negate(divide(negate(a), b));
    if (isNegated(b)) return negate(divide(a, negate(b)));
    if (a.value === 0) return zeroBy(a, certain(b), '/');
    if (isPowerOfTwo(b.value)) return scaleBy(a, 1 / b.value);
    // The bound of the error takes 1/b for 1/(|b| - e).
    if (b.e !== undefined) sheet.line(`if (!(${b.e} <= 4e-7 * ${size(b.h, b.value)})) ${giveUp}`);
    const inverse = name(`1 / ${b.h}`);
    const q = name(`${a.h} * ${inverse}`);
    const [p, rest] = product({h: q, span: guarded}, b);
    const lows = terms(plus(a.l), b.l === undefined ? '' : `- ${q} * ${b.l}`);
    const c = name(`(${a.h} - ${p} - ${rest}${lows === '' ? '' : ` + (${lows})`}) * ${inverse}`);
    const [h, l] = normal(q, c);
    const carried = terms(...[a.e, b.e && `${size(q)} * ${b.e}`].map(plus));
    const e = carried === '' ? '' : `(${carried}) * ${size(inverse)} * 1.000001`;
    return orTiny(q, a.zero ? [isZero(a)] : [], {h, l, e, own: `6.4e-30 * ${size(q)}`});
  };

  const absolute = (a: PairCode): PairCode => {
    if (isNegated(a)) return absolute(negate(a));
    return {...a, h: size(a.h), ...(a.l !== undefined && {l: name(`${a.h} < 0 ? -${a.l} : ${a.l}`)})};
  };

  /** √a by one correction: within 25/8 u² and some roundings of numbers below 20u. */
  const squareRoot = (a: PairCode): PairCode => {
    sheet.line(
      `if (!(${a.h} >= ${least} && ${a.h} <= ${largest}${a.e === undefined ? '' : ` && ${a.e} < 0.1 * ${a.h}`})) ${giveUp}`,
    );
    const root = name(`Math.sqrt(${a.h})`);
    const [p, rest] = product({h: root, span: guarded}, {h: root, span: guarded});
    const inverse = name(`0.5 / ${root}`);
    const [h, l] = normal(root, name(`(${a.h} - ${p} - ${rest}${a.l === undefined ? '' : ` + ${a.l}`}) * ${inverse}`));
    const own = `6.4e-30 * ${root}`;
    return {h, l, e: name(a.e === undefined ? own : `${a.e} * ${inverse} * 1.1 + ${own}`), span: guarded};
  };

  /** A step function, as `stepOf` of double-double.ts does it; a double that may be the place of a jump is left to it. */
  const step = (a: PairCode, stepName: StepName): PairCode => {
    const offset = jumpOffsets[stepName];
    const jump = name(`Math.round(${a.h} - ${offset}) + ${offset}`);
    const distance = name(`${a.h} - ${jump}${a.l === undefined ? '' : ` + ${a.l}`}`);
    const reach = a.e === undefined ? '0' : `${a.e} * ${withRoundings}`;
    sheet.line(`if (!(${size(a.h, a.value)} < ${2 ** 51} && ${size(distance)} > ${reach})) ${giveUp}`);
    const value = name(`${distance} > 0 ? ${jump} + ${offset} : ${jump} + ${offset - 1}`);
    if (a.e !== undefined) sheet.line(`if (${value} === 0 && !(${size(a.h)} > ${reach})) ${giveUp}`);
    return {
      h: name(`${value} === 0 ? ${a.h} < 0 ? -0 : ${a.h} === 0 ? ${a.h} : 0 : ${value}`),
      span: guarded,
      zero: true,
    };
  };

  const kernel = (kernelName: KernelName, a: PairCode, place: 0 | 3 = 0): PairCode => {
    called.add(kernelName);
    const {h, l = '0', e = '0'} = guard(a);
    const names = sheet.once(`${kernelName} ${h} ${l} ${e}`, () => {
      sheet.line(`r[0] = ${h}; r[1] = ${l}; r[2] = ${e}; ${kernelName}(r);`);
      const count = kernelName === 'sinCos' ? 6 : 3;
      const results = Array.from({length: count}, () => sheet.unused());
      sheet.line(`const ${results.map((result, i) => `${result} = r[${i}]`).join(', ')};`);
      return results;
    });
    const [high = '', low = '', error = ''] = names.slice(place);
    return {h: high, l: low, e: error, span: guarded, ...(a.zero && place === 0 && ({zero: true} as const))};
  };

  const choose = (test: string, [then, otherwise]: Choice<PairCode>): PairCode => {
    const [first, second] = [sheet.block(then), sheet.block(otherwise)];
    const {value, declared, whenTrue, whenFalse} = eitherPair(sheet, first.value, second.value);
    sheet.line(`let ${declared.join(', ')};`);
    sheet.line(`if (${test}) { ${first.lines.join(' ')} ${whenTrue} } else { ${second.lines.join(' ')} ${whenFalse} }`);
    return value;
  };

  return {
    number: (value) => {
      const size = Math.abs(value);
      if (value === 0) return {h: literal(value), span: guarded, value, zero: true};
      if (size >= least && size <= largest) return {h: literal(value), span: guarded, value};
      return {h: '0', l: '0', e: 'Infinity', span: guarded};
    },
    constant: ([high, low]) => ({
      h: literal(high),
      l: literal(low),
      e: literal(2 ** -105 * Math.abs(high)),
      span: guarded,
    }),
    add,
    subtract: (a, b) => add(a, negate(b)),
    multiply,
    divide,
    negate,
    absolute,
    scaleBy,
    squareRoot,
    exp: (a) => kernel('exp', a),
    expm1: (a) => kernel('expm1', a),
    log: (a) => kernel('log', a),
    log1p: (a) => kernel('log1p', a),
    sin: (a) => kernel('sinCos', a),
    cos: (a) => kernel('sinCos', a, 3),
    atan: (a) => kernel('atan', a),
    erfcx: (a) => kernel('erfcx', a),
    erfNearZero: (a) => kernel('erfNearZero', a),
    sign: (a) => ({h: name(`${certain(a).h} > 0 ? 1 : -1`), span: guarded}),
    step,
    positive(a) {
      sheet.line(`if (!(${a.h} > ${a.e === undefined ? 0 : `${a.e} * ${withRoundings}`})) ${giveUp}`);
      return a;
    },
    below: (a, bound, values) => choose(`${a.h} < ${literal(bound)}`, values),
    numberIn: ({value}) => value,
    odd(a, f) {
      if (!a.zero) return f(a);
      const {h, l = '0', e = '0', span} = f(unlessZero(a));
      const unlessItIs = (zero: string, part: string): string => name(`${isZero(a)} ? ${zero} : ${part}`);
      // Not a branch, so that a gradient shares what is computed here.
      return {h: unlessItIs(a.h, h), l: unlessItIs('0', l), e: unlessItIs('0', e), span, zero: true};
    },
  };
}

/** What becomes of a rounded product or quotient: its parts, the error carried along, and its own. */
interface Becoming {
  readonly h: string;
  readonly l: string;
  readonly e: string;
  readonly own: string;
}
