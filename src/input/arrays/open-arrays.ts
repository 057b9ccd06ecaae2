/** A file that holds the numbers of layers, opened by the reader of its format. */

import {commandLineError} from '../../errors/errors.ts';
import {magic as npyMagic, pull} from '../npy/npy-header.ts';
import {resumed} from '../text.ts';
import {type ByteSource, isRandomAccess, openBytes} from './bytes.ts';
import {type ArrayFormat, type ArraysWanted, arrayFormats, type UnitNumbers} from './unit-numbers.ts';

/**
 * The arrays of a file, or of standard input for `-`. Their format is the one that is asked for, else that of the first
 * bytes, else that of the ending. Headers are read and checked before this returns, numbers when the blocks are asked
 * for.
 * @throws ActError if it cannot be read, its format cannot be told, or it does not hold what is wanted
 */
export async function openArrays(
  path: string,
  stdin: AsyncIterable<Uint8Array>,
  wanted: ArraysWanted,
): Promise<readonly UnitNumbers[]> {
  const {head, source, close} = await peeked(openBytes(path, stdin));
  try {
    const format = wanted.from ?? formatOfBytes(head, path) ?? formatOfEnding(path);
    if (format === undefined && head.length === 0) throw commandLineError('auditEmpty', source.name);
    if (format === undefined) throw commandLineError('arraysFormat', source.name, arrayFormats);
    const isNpy = format === 'npy' || format === 'npz'; // its reader compares the types
    const idle = wanted.rawOptions?.find((flag) => format !== 'raw' && !(isNpy && flag === '--stored'));
    if (idle !== undefined) throw commandLineError('arraysNotRaw', source.name, idle, format);
    const open = await readerOf(format);
    return await open(source, {...wanted, from: format});
  } catch (error) {
    await close();
    throw error;
  }
}

type Open = (source: ByteSource, wanted: ArraysWanted) => Promise<readonly UnitNumbers[]>;

/** Loads a reader; each has code that the others do without. */
async function readerOf(format: ArrayFormat): Promise<Open> {
  switch (format) {
    case 'npy':
      return (await import('./npy.ts')).openNpyArray;
    case 'npz':
      return (await import('./npz.ts')).openNpz;
    case 'pt':
      return (await import('./torch/pt.ts')).openPt;
    case 'safetensors':
      return (await import('./safetensors/safetensors.ts')).openSafetensors;
    case 'raw':
      return (await import('./raw.ts')).openRaw;
    case 'csv':
    case 'tsv':
    case 'jsonl':
      return (await import('./text/table.ts')).openTable;
    case 'parquet':
      return (await import('./parquet.ts')).openParquet;
  }
}

/** As many bytes tell every format. */
const headLength = 128;

/** The beginning of a source. */
interface Peeked {
  /** The first bytes. */
  readonly head: Uint8Array;
  /** The source from its beginning. */
  readonly source: ByteSource;
  /** Ends a stream that nobody will read: as long as it is open, this process waits for more. */
  readonly close: () => Promise<unknown>;
}

async function peeked(source: ByteSource): Promise<Peeked> {
  if (isRandomAccess(source))
    return {head: source.read(0, Math.min(headLength, source.size)), source, close: async () => {}};
  const stream = source.bytes[Symbol.asyncIterator]();
  const head = await pull(stream, new Uint8Array(0), headLength);
  const bytes = resumed(head, stream);
  return {head, source: {name: source.name, bytes}, close: async () => stream.return?.()};
}

const zipMagics = ['PK\x03\x04', 'PK\x05\x06'];

/** The format of which the first bytes are a sign; a zip is an .npz unless its first member or its name says otherwise. */
function formatOfBytes(head: Uint8Array, path: string): ArrayFormat | undefined {
  const start = Buffer.from(head).toString('latin1');
  if (npyMagic.every((byte, i) => head[i] === byte)) return 'npy';
  if (zipMagics.some((magic) => start.startsWith(magic)))
    return start.includes('/data.pkl') || /\.(?:pt|pth|ckpt)$/i.test(path) ? 'pt' : 'npz';
  if (start.startsWith('PAR1')) return 'parquet';
  // Eight bytes for the length of a header, of which the upper ones are 0, and its brace.
  if (start.slice(4, 9) === '\0\0\0\0{') return 'safetensors';
  return undefined;
}

const endings: readonly (readonly [RegExp, ArrayFormat])[] = [
  [/\.npy$/i, 'npy'],
  [/\.npz$/i, 'npz'],
  [/\.safetensors(?:\.index\.json)?$/i, 'safetensors'],
  [/\.(?:pt|pth|ckpt)$/i, 'pt'],
  [/\.(?:bin|raw)$/i, 'raw'],
  [/\.(?:csv|txt|dat)(?:\.gz)?$/i, 'csv'],
  [/\.(?:tsv|tab)(?:\.gz)?$/i, 'tsv'],
  [/\.(?:jsonl|ndjson)(?:\.gz)?$/i, 'jsonl'],
  [/\.parquet$/i, 'parquet'],
];

function formatOfEnding(path: string): ArrayFormat | undefined {
  return endings.find(([ending]) => ending.test(path))?.[1];
}
