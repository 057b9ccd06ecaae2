import {commandLineError} from '../errors/errors.ts';
import {colorLevel, type Io, isPlainLocale, outputLines, outputWidth} from '../io.ts';
import {endingOf, endingsOf, formatNamed, formatsOf, type Presentation, presentationOf} from '../render/formats.ts';
import {makePaint} from '../render/style.ts';
import type {Command, Display, Given} from './command.ts';
import {ascii, color, digits, format, marks, output, width} from './options.ts';

/** How the output of a call will look: in the format asked for, else for people on a terminal, else as CSV. */
export async function displayOf({option}: Given, {draws}: Command, io: Io): Promise<Display> {
  const file = option(output);
  // A file is written as a pipe is, and without colour unless that is asked for.
  const target: Io = file === undefined ? io : {...io, env: {...io.env, FORCE_COLOR: '0'}, ...pipe};
  const level = colorLevel(option(color), target);
  const usual = draws !== undefined || target.stdout.isTTY ? 'view' : 'csv';
  return {
    presentation: presentationFor(option(format), file, draws) ?? usual,
    file,
    style: {
      width: outputWidth(option(width), target),
      digits: option(digits),
      ascii: option(ascii) ?? (draws === 'plot' && option(marks) === undefined && isPlainLocale(io)),
      lines: outputLines(target),
      coloured: level > 0,
      paint: await makePaint(level),
    },
  };
}

/** Like that of a pipe. */
const pipe = {stdout: {isTTY: false, write: () => {}}, columns: undefined, rows: undefined};

/**
 * What `--format` or the ending of `--output` asks for; undefined if neither is given.
 * @throws ActError for an unknown format or ending, and for two that differ
 */
function presentationFor(
  name: string | undefined,
  file: string | undefined,
  draws: Command['draws'],
): Presentation | undefined {
  const formats = formatsOf({hasFigure: draws === 'plot'});
  const asked = name === undefined ? undefined : formatNamed(name, formats);
  if (file === undefined) return asked;
  const ending = endingOf(file);
  const meant = presentationOf(file);
  const isKnown = meant !== undefined && endingsOf(formats).includes(ending);
  if (!isKnown && (asked === undefined || meant !== undefined)) {
    if (ending === 'png') throw commandLineError('outputPng', file, draws === 'plot');
    throw commandLineError('outputEnding', file, endingsOf(formats));
  }
  // Any text may be called .txt.
  if (asked !== undefined && isKnown && ending !== 'txt' && asked !== meant)
    throw commandLineError('outputFormat', file, ending, asked);
  return asked ?? meant;
}
