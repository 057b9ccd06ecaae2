/** Options of audit that mean something only beside another one, or not beside it. */

import {actError, commandLineError} from '../../errors/errors.ts';
import {endingOf} from '../../render/formats.ts';
import type {Call, Option} from '../command.ts';
import {format} from '../options.ts';
import {engine} from './engine.ts';
import {allUnits, axis, bias, each, key, predict, readAs, shape, storedAs, top} from './options.ts';
import {sql, sqlOptions} from './sql.ts';

/** What the first option needs. */
const needed: readonly (readonly [Option<unknown>, Option<unknown>])[] = [
  ...sqlOptions.filter((option) => option !== sql).map((option) => [option, sql] as const),
  [bias, predict],
];

/** What the first option cannot be combined with. */
const excluded: readonly (readonly [Option<unknown>, readonly Option<unknown>[]])[] = [
  [sql, [predict, engine, each, key, axis, shape, storedAs, readAs, top, allUnits]],
  [predict, [engine, each]],
  [engine, [axis, each, shape, storedAs]],
];

/**
 * Nothing that is given is ignored.
 * @throws ActError for an option without its partner, for two that exclude each other, and for what SQL cannot be
 */
export function requirePartners(call: Call): void {
  for (const [option, other] of needed)
    if (call.isGiven(option) && !call.isGiven(other)) throw actError('needs', flagOf(option), flagOf(other));
  for (const [option, others] of excluded) {
    const other = call.isGiven(option) ? others.find((each) => call.isGiven(each)) : undefined;
    if (other !== undefined) throw actError('exclusive', flagOf(option), flagOf(other));
  }
  const {file, presentation} = call.display;
  if (!call.isGiven(sql)) {
    if (endingOf(file ?? '') === 'sql') throw actError('needs', `--output ${file}`, '--sql');
    return;
  }
  const [, path] = call.arguments;
  if (path !== undefined) throw commandLineError('sqlFiles', path);
  const named = call.option(format);
  if (named !== undefined) throw commandLineError('sqlFormat', `--format ${named}`);
  if (presentation !== 'view') throw commandLineError('sqlFormat', `--output ${file}`);
}

function flagOf({name}: Option<unknown>): string {
  return `--${name}`;
}
