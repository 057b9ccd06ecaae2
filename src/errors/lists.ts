/** How sentences count and list things. */

/** 'a', 'b' or 'c' */
export function orList(items: readonly string[]): string {
  const quoted = items.map((item) => `'${item}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** A text with its middle left out if it is long. */
export function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 30)} ... ${text.slice(-24)}`;
}

/** 1 cell, 2 cells */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** Why a number is not taken as it is written, and what to write instead. */
export function doubtText(text: string, doubt: 'bits' | 'beyond'): string {
  return doubt === 'bits'
    ? `'${text}' could be an integer or a bit pattern; write a decimal number, or ${text}p0 for the integer`
    : `'${text}' is beyond the largest double, about 1.8e308; write ${text.startsWith('-') ? '-inf' : 'inf'} if infinity is meant`;
}
