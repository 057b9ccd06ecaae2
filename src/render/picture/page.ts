/** A page with a picture that can be changed: the built page with what it shows put into its places. */

import type {View} from '../../report/output.ts';
import {titleOf} from './description.ts';
import type {PictureStyle} from './layout.ts';
import {escaped} from './markup.ts';
import {drawing} from './svg.ts';

/** The text of an HTML file that needs no other. */
export function pageText(
  {figure, subject, frame}: Extract<View, {kind: 'figure'}>,
  style: PictureStyle,
  template: string,
): string {
  const {svg, layout} = drawing(figure, style);
  const state = {subject, style: {...style, spread: frame.spread}};
  const parts: Readonly<Record<string, string>> = {
    '{{title}}': escaped(titleOf(figure, layout.labels)),
    '{{picture}}': svg,
    // No end of a script element can be in it.
    '<!-- {{state}} -->': `<script id="state" type="application/json">${JSON.stringify(state).replaceAll('<', '\\u003c')}</script>`,
  };
  return template.replace(/\{\{(?:title|picture)\}\}|<!-- \{\{state\}\} -->/g, (place) => parts[place] ?? place);
}
