/** The layers that the files of a call hold. */

import {openArrays} from '../../input/arrays/open-arrays.ts';
import type {Block, UnitNumbers} from '../../input/arrays/unit-numbers.ts';
import type {Io} from '../../io.ts';
import type {Call} from '../command.ts';
import {dtype} from '../options.ts';
import {each, predict, readAs, shape, storedAs} from './options.ts';
import {readingProgress} from './reading-progress.ts';

/** Which numbers of the files are wanted. */
interface Chosen {
  readonly stdin: Io['stdin'];
  readonly keys: readonly string[];
  readonly axis: number | undefined;
  /** Whether it is the file of --bias: options about raw numbers may be meant for that of the weights. */
  readonly isOfBiases?: true;
}

/** The layers of all files. Their numbers are read later. */
export async function layersOf(
  paths: readonly string[],
  call: Call,
  {stdin, keys, axis, isOfBiases}: Chosen,
): Promise<readonly UnitNumbers[]> {
  const progress = readingProgress(paths.length, call, () => performance.now());
  const stored = call.option(storedAs) ?? call.option(dtype)?.name;
  const wanted = {
    axis,
    keys,
    each: call.isGiven(each),
    ...(call.isGiven(predict) && {onlyOne: isOfBiases === true ? ('--bias' as const) : ('--key' as const)}),
    from: call.option(readAs),
    rawOptions: [shape, storedAs]
      .filter((option) => isOfBiases !== true && call.isGiven(option))
      .map(({name}) => `--${name}`),
    raw: stored === undefined ? undefined : {dtype: stored, shape: call.option(shape)},
  };
  const layers: UnitNumbers[] = [];
  for (const [i, path] of paths.entries()) {
    const opened = await openArrays(path, stdin, {...wanted, step: (bytes) => progress[i]?.read(bytes)});
    progress[i]?.size(opened[0]?.bytes);
    layers.push(...opened.map((layer) => ({...layer, blocks: withTurns(layer.blocks, call)})));
  }
  return layers;
}

/** The blocks; a user may interrupt after each. */
async function* withTurns(blocks: UnitNumbers['blocks'], {turn}: Pick<Call, 'turn'>): AsyncGenerator<Block> {
  for await (const block of blocks) {
    yield block;
    await turn();
  }
}
