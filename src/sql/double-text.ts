/** Doubles as SQL reads them back to the last bit. */

/**
 * The shortest decimal with an exponent: without one, `4.58` is a DECIMAL in DuckDB, Spark and Trino, and DuckDB then
 * compares a FLOAT column with it in FLOAT.
 */
export function doubleText(x: number): string {
  return (x + 0).toExponential().replace('e', 'E').replace('+', '');
}

/**
 * A double for SQLite, which read some decimals of 17 digits a unit in the last place off (3.40.1 does, 3.54.1 does not):
 * an integer, or an integer times or divided by powers of two, which are exact.
 */
export function sqliteDouble(x: number): string {
  if (Number.isSafeInteger(x)) return `CAST(${x + 0} AS REAL)`;
  const {integer, exponent} = parts(x);
  const operator = exponent < 0 ? '/' : '*';
  const powers = powersOfTwo(Math.abs(exponent)).map((power) => ` ${operator} CAST(${power} AS REAL)`);
  return `(/* ${doubleText(x)} */ CAST(${integer} AS REAL)${powers.join('')})`;
}

/** x as an odd integer times a power of two. */
function parts(x: number): {readonly integer: number; readonly exponent: number} {
  let [integer, exponent] = [x, 0];
  while (!Number.isInteger(integer)) [integer, exponent] = [integer * 2, exponent - 1];
  while (integer % 2 === 0) [integer, exponent] = [integer / 2, exponent + 1];
  return {integer, exponent};
}

/** Powers of two, each an exact integer, whose product is 2^exponent. */
function powersOfTwo(exponent: number): readonly number[] {
  const most = 52;
  const whole = Array.from({length: Math.floor(exponent / most)}, () => 2 ** most);
  return exponent % most === 0 ? whole : [...whole, 2 ** (exponent % most)];
}
