/** Numbers as text: exact for machines, rounded for people. */

/** The shortest digits that read back to the same double; `-0`, `NaN`, `Infinity` and `-Infinity`. */
export function exactNumber(value: number): string {
  return value === 0 && Object.is(value, -0) ? '-0' : String(value);
}

/**
 * The value to `digits` significant digits without trailing zeros: `0.367879`, `-0`, `1.5e+10`. The decimal exponent is
 * written out from 10^-5 to where the digits end, but at least to 10^6.
 */
export function roundedNumber(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return exactNumber(value);
  const [mantissa = '', power = ''] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const significant = mantissa.replace('.', '').replace(/0+$/, '');
  const exponent = Number(power);
  const sign = value < 0 ? '-' : '';
  if (exponent < -5 || exponent >= Math.max(digits, 7)) {
    const fraction = significant.slice(1);
    return `${sign}${significant.charAt(0)}${fraction === '' ? '' : `.${fraction}`}e${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${significant}`;
  const whole = significant.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = significant.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
