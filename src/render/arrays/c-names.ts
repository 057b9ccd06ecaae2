/** Names of arrays as C takes them. */

import {float64} from '../../exact/number-format.ts';
import {asciiText} from '../../printable.ts';
import type {Arrays} from '../../report/table.ts';

/** A compiler may look at no more than 63 characters of a name: so many of a label leave room for what follows it. */
const longestLabel = 30;

/**
 * The name of each array: label, what it is, number format (`gelu_grad_float16`), so that it is no function of math.h. An
 * array of inputs is named after the first activation, and a part of all inputs after its first bit pattern too
 * (`gelu_float16_from_0x8000`), so that two parts can be included together. A name that another array has is followed by a number.
 */
export function arrayIdentifiers(arrays: Arrays): readonly string[] {
  const {names, labels, column} = arrays;
  const format = `${typeOf(column)}${partOf(arrays)}`;
  const taken = new Set<string>();
  return names.map((name) => {
    const label = labels
      .filter((each) => name === each || name.startsWith(`${each}_`))
      .reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    const [own, rest] = label === '' ? [labels[0] ?? '', `_${name}`] : [label, name.slice(label.length)];
    const start = identifier(`${shortened(identifier(own))}${rest}_${format}`);
    let found = start;
    for (let i = 2; taken.has(found); i++) found = `${start}_${i}`;
    taken.add(found);
    return found;
  });
}

function partOf({firstPattern, length, column: {integer, format = float64}}: Arrays): string {
  if (firstPattern === undefined || length === 2 ** (integer?.bits ?? format.bits)) return '';
  return `_from_0x${firstPattern.toString(16)}`;
}

/** The name of the numbers' format, or of their type of integers. */
export function typeOf({integer, format = float64}: Arrays['column']): string {
  return integer?.name ?? format.name;
}

/** The text with an underscore for what may not stand in a name; it begins with a letter. */
export function identifier(text: string): string {
  const plain = asciiText(text)
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain : `f_${plain}`;
}

function shortened(name: string): string {
  return name.slice(0, longestLabel).replace(/_$/, '');
}
