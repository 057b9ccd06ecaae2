import {commandLineError} from '../errors/errors.ts';
import {colorLevel, outputLines, outputWidth, pagerCommand, type Surroundings, showsUnicode} from '../io.ts';
import {isBinary} from '../render/formats.ts';
import {makePaint} from '../render/style.ts';
import type {Command, Display, Given} from './command.ts';
import {ascii, color, digits, format, marks, noPager, width} from './options.ts';
import {output, presentationFor} from './output-file.ts';

/** How the output of a call will look: in the format asked for, else for people on a terminal, else as CSV. */
export async function displayOf({option}: Given, command: Command, io: Surroundings): Promise<Display> {
  // As in --input, - is no file.
  const file = option(output) === '-' ? undefined : option(output);
  // A file is written as a pipe is, and without colour unless that is asked for.
  const target: Surroundings = file === undefined ? io : {...io, env: {...io.env, FORCE_COLOR: '0'}, ...pipe};
  const level = colorLevel(option(color), target);
  const {draws} = command;
  const usual = draws !== undefined || target.stdout.isTTY ? 'view' : 'csv';
  const presentation = presentationFor(option(format), file, command) ?? usual;
  // Bytes would move its cursor and change its colours.
  if (isBinary(presentation) && target.stdout.isTTY) throw commandLineError('outputBinary', presentation);
  return {
    presentation,
    file,
    style: {
      width: outputWidth(option(width), target),
      digits: option(digits),
      // Who asks for Braille has it.
      ascii: option(ascii) ?? (option(marks) === undefined && !showsUnicode(io)),
      lines: outputLines(target),
      isScreen: target.rows !== undefined,
      coloured: level > 0,
      paint: await makePaint(level),
    },
    pager: option(noPager) ? undefined : pagerCommand(target),
  };
}

/** Like that of a pipe. */
const pipe = {stdout: {isTTY: false, write: () => {}}, columns: undefined, rows: undefined};
