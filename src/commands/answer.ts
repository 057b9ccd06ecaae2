import type {Report} from '../analysis/report.ts';
import {colorLevel, type Io, outputWidth} from '../io.ts';
import {type Format, render} from '../render/formats.ts';
import {makePaint, type Style} from '../render/style.ts';
import type {Answer, Call} from './command.ts';
import {ascii, color, digits, format, width} from './options.ts';

const defaultDigits = 6;

/** A report's table in the format of the call: for people on a terminal, else CSV. */
export async function tableAnswer(
  {table, verdict}: Pick<Report, 'table' | 'verdict'>,
  call: Call,
  io: Io,
): Promise<Answer> {
  const chosen = formatOf(call, io);
  return {chunks: render(chosen, table, await styleOf(call, io)), verdict};
}

export function formatOf(call: Call, io: Io): Format {
  return call.option(format) ?? (io.stdout.isTTY ? 'table' : 'csv');
}

/** How the call wants its output drawn. */
export async function styleOf(call: Call, io: Io): Promise<Style> {
  return {
    width: outputWidth(call.option(width), io),
    digits: call.option(digits) ?? defaultDigits,
    ascii: call.option(ascii) ?? false,
    paint: await makePaint(colorLevel(call.option(color) ?? 'auto', io)),
  };
}
