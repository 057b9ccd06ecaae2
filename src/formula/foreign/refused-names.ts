/** Names of other languages that no formula has, and what to write instead. */

import type {PathName} from './names.ts';

const infinity =
  'a formula has no infinity: leave a bound out, as in max(x, 0), or write a large number, such as 1e300';
const notANumber = 'a formula cannot name NaN: it is NaN where x is, and where no value is defined';
const types =
  'a formula has no types: a comparison is 1 or 0 without a cast, and trunc(x) is the whole part of a number';
const choices = 'write a choice as where(x > 0, a, b), or x > 1 ? a : x > 0 ? b : c';
const reductions = 'a formula is a function of the number x, without sums over an array';

/** Functions; made when a formula has a name that is none of the language. */
const functions = (): Readonly<Record<string, string>> => ({
  cast: types,
  astype: types,
  copysign: 'write y < 0 ? -abs(x) : abs(x), which differs from copysign(x, y) only where y is -0 or NaN',
  signbit: 'write x < 0 ? 1 : 0, which differs from signbit(x) only at -0 and NaN',
  atan2: 'write atan(y/x), which is atan2(y, x) where x > 0',
  arctan2: 'write atan(y/x), which is arctan2(y, x) where x > 0',
  logb: 'write floor(log2(abs(x)))',
  ilogb: 'write floor(log2(abs(x)))',
  ldexp: 'write x * 2^n',
  logaddexp2: 'write log2(2^a + 2^b)',
  logsumexp: `${reductions}: write logaddexp(a, b) for two numbers`,
  reduce_logsumexp: `${reductions}: write logaddexp(a, b) for two numbers`,
  sum: reductions,
  mean: reductions,
  logical_xor: "write 'a and not b or b and not a'",
  select: choices,
  piecewise: choices,
  Piecewise: choices,
  cond: choices,
  asin: 'write atan(x / sqrt(1 - x^2))',
  arcsin: 'write atan(x / sqrt(1 - x^2))',
  acos: 'write pi/2 - atan(x / sqrt(1 - x^2))',
  arccos: 'write pi/2 - atan(x / sqrt(1 - x^2))',
  asinh: 'write log(x + sqrt(x^2 + 1))',
  arcsinh: 'write log(x + sqrt(x^2 + 1))',
  acosh: 'write log(x + sqrt(x^2 - 1))',
  arccosh: 'write log(x + sqrt(x^2 - 1))',
  atanh: 'write (log1p(x) - log1p(-x)) / 2',
  arctanh: 'write (log1p(x) - log1p(-x)) / 2',
  logit: 'write log(x) - log1p(-x)',
  isnan: notANumber,
  isinf: infinity,
  isfinite: infinity,
  nan_to_num: notANumber,
  bool: 'write x != 0',
});

/** What to write for a function of this name; undefined if there is no advice. */
export function adviceOnFunction({name}: PathName): string | undefined {
  const known = functions();
  const advice = Object.hasOwn(known, name) ? known[name] : undefined;
  return advice?.startsWith('write') ? `a formula has no ${name}: ${advice}` : advice;
}

/** What to write for a name that stands for a value in other languages; undefined for names that a parameter may have. */
export function adviceOnName(name: string): string | undefined {
  if (/^(inf|infinity|infty)$/i.test(name)) return infinity;
  if (/^nan$/i.test(name)) return notANumber;
  if (/^(none|null|nullptr|undefined)$/i.test(name)) return `'${name}' is no number: leave the argument out`;
  if (/^(true|false)$/i.test(name))
    return `write ${/^t/i.test(name) ? 1 : 0} for ${name}, or a setting with its name, as in gelu(x, approximate=${name})`;
  return /^(bfloat|float|int|uint)\d+$|^dtype$/.test(name) ? types : undefined;
}

/** What to write for a text in quotes, in a formula that is given too. */
export function adviceOnText(text: string, formula: string): string {
  if (/inf/i.test(text)) return infinity;
  if (/nan/i.test(text)) return notANumber;
  if (/gelu/i.test(formula)) return "a formula has no texts; gelu's tanh form is gelu_tanh(x)";
  return 'a formula has no texts; write numbers and names without quotes';
}
