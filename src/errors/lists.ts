/** How sentences count and list things. */

/** 'a', 'b' or 'c' */
export function orList(items: readonly string[]): string {
  const quoted = items.map((item) => `'${item}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

/** a, b and c */
export function listed(items: readonly string[], word: 'and' | 'or' = 'and'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** How a label is written with all inputs but the first fixed: `swiglu:u=0.5`. */
export function withFixed(label: string, inputs: readonly string[]): string {
  const settings = inputs.slice(1).map((name) => `${name}=0.5`);
  return `${label}${label.includes(':') ? ',' : ':'}${settings.join()}`;
}

/** A text with its middle left out if it is long. */
export function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 30)} ... ${text.slice(-24)}`;
}

/** 1 cell, 2 cells */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** elu has no; none of elu, gelu has a */
export function havingNo(owners: readonly string[]): string {
  return owners.length === 1 ? `${owners[0]} has no` : `none of ${owners.join(', ')} has a`;
}

/** its only parameter is alpha; their parameters are alpha, beta */
export function parameterList(owners: readonly string[], known: readonly string[]): string {
  const [they, their] = owners.length === 1 ? ['it has', 'its'] : ['they have', 'their'];
  if (known.length === 0) return `${they} no parameters`;
  return known.length === 1 ? `${their} only parameter is ${known[0]}` : `${their} parameters are ${known.join(', ')}`;
}

/** Why a number is not taken as it is written, and what to write instead. */
export function doubtText(text: string, doubt: 'bits' | 'beyond'): string {
  return doubt === 'bits'
    ? `'${text}' could be an integer or a bit pattern; write a decimal number, or ${text}p0 for the integer`
    : `'${text}' is beyond the largest double, about 1.8e308; write ${text.startsWith('-') ? '-inf' : 'inf'} if infinity is meant`;
}

/** 'x', 'relu' or a number from 1 to 2: the columns of an input, the first few of many. */
export function columnList(width: number, header: readonly string[] | undefined): string {
  const numbers = width === 1 ? '1' : `a number from 1 to ${width}`;
  if (header === undefined) return numbers;
  return `${columnNames(header)} or ${numbers}`;
}

export function columnNames(header: readonly string[]): string {
  const named = header.slice(0, 8).map((name) => `'${name}'`);
  return `${named.join(', ')}${header.length > 8 ? ', ...' : ''}`;
}
