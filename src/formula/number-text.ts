/** Numbers as text, as people and programs write them: decimals, hexadecimal floats, infinities and NaN. */

/**
 * The double nearest to a decimal (`-1.5e-3`) or a hexadecimal float (`0x1.8p-3`), or the value of a word (`inf`,
 * `nan`, in any case); undefined for other text. Space around it is ignored; U+2212 is a minus sign.
 */
export function readNumber(text: string): number | undefined {
  const value = Number(text);
  // Number() also reads '' and ' ' as 0, and 0b11, 0o17 and 0x1F, of which only the last is wanted.
  if (value !== 0 && !Number.isNaN(value) && !isPrefixed(text)) return value;
  const trimmed = text.trim();
  if (value === 0 && trimmed !== '' && !isPrefixed(trimmed)) return value;
  // The minus sign of typography, as documents and many a plot have it.
  if (trimmed.includes('\u2212')) return readNumber(trimmed.replaceAll('\u2212', '-'));
  return readHexadecimal(trimmed) ?? readWord(trimmed);
}

/** Why a number is not taken as it is written: it may be a bit pattern, or it is beyond the largest double. */
export type Doubt = 'bits' | 'beyond';

/**
 * What is doubtful about a text that `readNumber` reads as `value`. Hexadecimal digits without a point or an exponent
 * are an integer or the bit pattern of a number; a decimal such as 1e400 would become an infinity.
 */
export function doubtAbout(text: string, value: number): Doubt | undefined {
  if (isPrefixed(text) && /^\s*[+\-\u2212]?0x[0-9a-f]+\s*$/i.test(text)) return 'bits';
  return Math.abs(value) === Number.POSITIVE_INFINITY && /\d/.test(text) ? 'beyond' : undefined;
}

function isPrefixed(text: string): boolean {
  // Character codes instead of a regular expression, because every cell of an input is tested.
  const start = text.charCodeAt(0) <= 32 ? text.trimStart() : text;
  const first = start.charCodeAt(0);
  const at = first === 43 || first === 45 || first === 0x2212 ? 1 : 0;
  if (start.charCodeAt(at) !== 48) return false;
  const letter = start.charCodeAt(at + 1) | 32;
  return letter === 98 || letter === 111 || letter === 120;
}

function readWord(text: string): number | undefined {
  const negative = text.startsWith('-');
  const word = text.slice(negative || text.startsWith('+') ? 1 : 0).toLowerCase();
  if (word === 'nan') return Number.NaN;
  if (word !== 'inf' && word !== 'infinity') return undefined;
  return negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function readHexadecimal(text: string): number | undefined {
  const match = /^([+-]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/i.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') return undefined;
  const magnitude = nearestDouble(BigInt(`0x${digits}`), Number(exponent) - 4 * fraction.length);
  return sign === '-' ? -magnitude : magnitude;
}

/** The double nearest to significand · 2^exponent, for a significand of at least 0; ties to even. */
export function nearestDouble(significand: bigint, exponent: number): number {
  if (significand === 0n) return 0;
  const leading = bitLength(significand) - 1 + exponent;
  if (leading > 1023) return Infinity;
  if (leading < -1075) return 0;
  const unit = Math.max(leading - 52, -1074);
  const integer = shiftToEven(significand, unit - exponent);
  // The integer's own leading bit raises the exponent field by one where the number is normal, and so does a carry:
  // the same sum is right for subnormals, normals and the step to infinity.
  const bits = (BigInt(unit + 1074) << 52n) + integer;
  return new Float64Array(BigUint64Array.of(bits).buffer)[0] as number; // an array of one
}

/** The double nearest to numerator / denominator, for a denominator above 0; ties to even. */
export function nearestQuotient(numerator: bigint, denominator: bigint): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (magnitude === 0n) return 0;
  // 64 bits of quotient, and one that says whether there is a remainder, decide every rounding to 53 bits.
  const shift = 64 + bitLength(denominator) - bitLength(magnitude);
  const dividend = shift > 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift < 0 ? denominator << BigInt(-shift) : denominator;
  const rest = dividend % divisor === 0n ? 0n : 1n;
  const rounded = nearestDouble(((dividend / divisor) << 1n) | rest, -shift - 1);
  return numerator < 0n ? -rounded : rounded;
}

/** value / 2^bits as an integer, ties to even; a negative count shifts to the left. */
function shiftToEven(value: bigint, bits: number): bigint {
  if (bits <= 0) return value << BigInt(-bits);
  const floor = value >> BigInt(bits);
  const twice = (value - (floor << BigInt(bits))) << 1n;
  const unit = 1n << BigInt(bits);
  const up = twice > unit || (twice === unit && (floor & 1n) === 1n);
  return up ? floor + 1n : floor;
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return 4 * hex.length - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

/** The memory of one number, seen as a double and as its bits. */
const memory = new DataView(new ArrayBuffer(8));

/** The double as C's %a writes it: `0x1.8p-3`, `-0x0p+0`; subnormals with a leading 1 too: `0x1p-1074`. */
export function hexFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  memory.setFloat64(0, value);
  const [high, low] = [memory.getUint32(0), memory.getUint32(4)];
  const sign = high >>> 31 === 1 ? '-' : '';
  const field = (high >>> 20) & 0x7ff;
  const fraction = high & 0xfffff;
  if (field > 0) {
    const lower = low === 0 ? '' : low.toString(16).padStart(8, '0');
    const digits = `${fraction.toString(16).padStart(5, '0')}${lower}`.replace(/0+$/, '');
    return `${sign}0x1${digits === '' ? '' : `.${digits}`}p${field < 1023 ? '' : '+'}${field - 1023}`;
  }
  if (fraction === 0 && low === 0) return `${sign}0x0p+0`;
  // Subnormal numbers begin at any bit.
  const integer = (BigInt(fraction) << 32n) | BigInt(low);
  const length = bitLength(integer);
  const digits = (integer << BigInt(53 - length)).toString(16).slice(1).replace(/0+$/, '');
  return `${sign}0x1${digits === '' ? '' : `.${digits}`}p${length - 1075}`;
}

/** The shortest digits that read back to the same double; `-0`, `NaN`, `Infinity` and `-Infinity`. */
export function exactNumber(value: number): string {
  return value === 0 && Object.is(value, -0) ? '-0' : String(value);
}
