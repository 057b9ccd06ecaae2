/**
 * The functions of the formula language: name and derivative rule. Each has four forms beside its entry, found by
 * its name: in plain doubles (plain-doubles.ts, or Math), in double-doubles, in big floats and in intervals. A test compares
 * their names with this table.
 */

export interface Primitive {
  readonly name: string;
  /** The derivative with respect to the argument `u`, in the formula language. */
  readonly derivative: string;
}

/** Functions of one real argument, evaluated by every arithmetic. */
export const primitives: readonly Primitive[] = [
  {name: 'abs', derivative: 'sign(u)'}, // absolute value; its gradient at 0 is 0
  {name: 'sign', derivative: '0'}, // -1, 0 or 1
  {name: 'floor', derivative: '0'}, // the largest whole number that is not above x; its gradient at a jump is 0 too
  {name: 'round', derivative: '0'}, // the nearest whole number, of two the even one
  {name: 'sqrt', derivative: '1 / (2 * sqrt(u))'}, // square root
  {name: 'exp', derivative: 'exp(u)'}, // e^x
  {name: 'expm1', derivative: 'exp(u)'}, // e^x - 1
  {name: 'log', derivative: '1 / u'}, // natural logarithm
  {name: 'log1p', derivative: '1 / (1 + u)'}, // log(1 + x)
  {name: 'sin', derivative: 'cos(u)'}, // sine
  {name: 'cos', derivative: '-sin(u)'}, // cosine
  {name: 'tan', derivative: '1 / cos(u)^2'}, // tangent
  {name: 'atan', derivative: '1 / (1 + u^2)'}, // inverse tangent
  {name: 'sinh', derivative: 'cosh(u)'}, // hyperbolic sine
  {name: 'cosh', derivative: 'sinh(u)'}, // hyperbolic cosine
  {name: 'tanh', derivative: 'sech2(u)'}, // hyperbolic tangent
  {name: 'sech2', derivative: '-2 * tanh(u) * sech2(u)'}, // 1 - tanh(x)^2
  {name: 'erf', derivative: '2 / sqrt(pi) * exp(-u^2)'}, // error function
  {name: 'erfc', derivative: '-2 / sqrt(pi) * exp(-u^2)'}, // 1 - erf(x)
  {name: 'sigmoid', derivative: 'sigmoid(u) * sigmoid(-u)'}, // 1 / (1 + e^-x)
  {name: 'softplus', derivative: 'sigmoid(u)'}, // log(1 + e^x)
  {name: 'Phi', derivative: 'phi(u)'}, // distribution function of the standard normal law
  {name: 'phi', derivative: '-u * phi(u)'}, // density of the standard normal law
];

const names: ReadonlySet<string> = new Set(primitives.map((primitive) => primitive.name));

/** Functions that the parser turns into others (written-functions.ts). */
const structural = ['max', 'min', 'clip', 'ceil', 'trunc'];

export function isPrimitive(name: string): boolean {
  return names.has(name);
}

/** Every function name of the language. */
export const functionNames: readonly string[] = [...names, ...structural];
