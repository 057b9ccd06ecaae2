/** Into which file the output goes, and what its name says of the format. */

import {commandLineError} from '../errors/errors.ts';
import {
  endingOf,
  endingsOf,
  formatNamed,
  formatsOf,
  isArrays,
  isPicture,
  type Presentation,
  pictureFormats,
  presentationOf,
} from '../render/formats.ts';
import type {Command, Option} from './command.ts';

export const output: Option<string> = {
  name: 'output',
  group: 'output',
  short: 'o',
  value: 'file',
  summary: (command) =>
    `write into this file instead, whole or not at all; its ending says the format: ${endingsOf(formatsOf(command)).join(', ')}${command.makesArrays ? ', or for raw numbers the --dtype, such as f32' : ''}; - is standard output`,
  takes: 'files',
  parse: (path) => path,
};

/** Endings of files that a picture could be turned into. */
const convertible: readonly string[] = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'pdf', 'eps'];

/**
 * What `--format` or the ending of `--output` asks for; undefined if neither is given.
 * @throws ActError for an unknown format or ending, and for two that differ
 */
export function presentationFor(
  name: string | undefined,
  file: string | undefined,
  command: Pick<Command, 'name' | 'draws' | 'makesArrays' | 'textEndings'>,
): Presentation | undefined {
  const formats = formatsOf(command);
  if (pictureFormats.some((format) => format === name) && !formats.some((format) => format === name))
    throw commandLineError('formatPicture', command.name, name ?? '');
  const asked = name === undefined ? undefined : formatNamed(name, formats);
  if (file === undefined) return asked;
  const ending = endingOf(file);
  if (command.textEndings?.includes(ending)) return asked ?? 'view';
  const said = presentationOf(file);
  // Where no arrays are made, .h and .raw say nothing.
  const meant = said !== undefined && isArrays(said) && !command.makesArrays ? undefined : said;
  const isKnown = meant !== undefined && (meant === 'view' || formats.includes(meant));
  if (!isKnown && (asked === undefined || meant !== undefined)) {
    const isImage = convertible.includes(ending);
    if (isImage && command.draws === 'plot') throw commandLineError('outputPixels', file);
    if (isImage || (meant !== undefined && isPicture(meant)))
      throw commandLineError('outputPicture', file, command.name, endingsOf(formats));
    throw commandLineError('outputEnding', file, [...endingsOf(formats), ...(command.textEndings ?? [])]);
  }
  // Any text may be called .txt.
  if (asked !== undefined && isKnown && ending !== 'txt' && asked !== meant)
    throw commandLineError('outputFormat', file, ending, asked);
  return asked ?? meant;
}
