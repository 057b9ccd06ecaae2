/** Elements of SVG and HTML as text. */

import {printableLine} from '../../printable.ts';

/** What an attribute may be; undefined leaves it out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its content, which is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(typeof value === 'number' ? short(value) : value))}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A text as content or as the value of an attribute; characters that XML forbids or nobody sees are spelled out. */
export function escaped(text: string): string {
  return printableLine(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A number of pixels, to a hundredth. */
export function short(pixels: number): string {
  return String(Math.round(pixels * 100) / 100 || 0); // never -0
}
