import {colorLevel, type Io, isPlainLocale, outputLines, outputWidth, pagerCommand} from '../io.ts';
import {makePaint} from '../render/style.ts';
import type {Command, Display, Given} from './command.ts';
import {ascii, color, digits, format, marks, noPager, width} from './options.ts';

/** How the output of a call will look: in the format asked for, else for people on a terminal, else as CSV. */
export async function displayOf({option}: Given, {draws}: Command, io: Io): Promise<Display> {
  const level = colorLevel(option(color), io);
  return {
    presentation: option(format) ?? (draws !== undefined || io.stdout.isTTY ? 'view' : 'csv'),
    style: {
      width: outputWidth(option(width), io),
      digits: option(digits),
      ascii: option(ascii) ?? (draws === 'plot' && option(marks) === undefined && isPlainLocale(io)),
      lines: outputLines(io),
      coloured: level > 0,
      paint: await makePaint(level),
    },
    pager: option(noPager) ? undefined : pagerCommand(io),
  };
}
