/** The footer of a Parquet file: its columns, and where the pages of each are. */

import type {ColumnChunk, FileMetaData, SchemaElement} from 'hyparquet';
import {type ActError, commandLineError} from '../../../errors/errors.ts';
import type {RandomAccess} from '../bytes.ts';
import {readStruct} from './thrift.ts';

/** A column of numbers or of something else: a leaf of the schema. */
export interface Leaf {
  /** Its place among the columns of each row group. */
  readonly index: number;
  /** The names from the outermost field to the leaf. */
  readonly path: readonly string[];
  readonly element: SchemaElement;
  /** The definition level of a value that is not missing. */
  readonly defined: number;
  /** How many lists a value is in. */
  readonly lists: number;
  /** The definition level at which the innermost list has an item. */
  readonly itemDefined: number;
}

/** The pages of a column in a row group. */
export interface Chunk {
  /** Where they begin and end in the file. */
  readonly from: number;
  readonly to: number;
  readonly codec: string | undefined;
  /** How many values there are, those that are missing too. */
  readonly values: number;
}

export interface RowGroup {
  readonly rows: number;
  /** The chunk of each leaf. */
  readonly chunks: readonly Chunk[];
}

export interface ParquetFile {
  readonly leaves: readonly Leaf[];
  readonly groups: readonly RowGroup[];
}

/** The error of a file that cannot be read as Parquet. */
export function parquetError(name: string, problem: string, advice = 'write it anew'): ActError {
  return commandLineError('arrays', name, 'Parquet', problem, advice);
}

const magicLength = 4;
const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** @throws ActError for a file that is not Parquet, is cut off or damaged, or is encrypted */
export async function readFooter(file: RandomAccess): Promise<ParquetFile> {
  const {name, size} = file;
  if (size < 3 * magicLength) throw parquetError(name, `it has only ${size} bytes`);
  const head = text(file.read(0, magicLength));
  const tail = file.read(size - 2 * magicLength, 2 * magicLength);
  const magic = text(tail.subarray(magicLength));
  const encrypted = parquetError(name, 'it is encrypted', 'write it without encryption');
  if (magic === 'PARE' || head === 'PARE') throw encrypted;
  if (head !== 'PAR1') throw parquetError(name, "it does not begin with 'PAR1'", 'give a Parquet file');
  if (magic !== 'PAR1') throw parquetError(name, "it does not end with 'PAR1', so it is cut off");
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  if (length > size - 3 * magicLength)
    throw parquetError(name, `its footer would have ${length} bytes, and the file has ${size}`);
  const footer = file.read(size - 2 * magicLength - length, length + 2 * magicLength);
  const end = size - 2 * magicLength - length;
  const metadata = await metadataOf(footer.subarray(0, length), footer);
  if (metadata === undefined) throw parquetError(name, 'its footer is damaged');
  const isEncrypted = ({crypto_metadata, meta_data}: ColumnChunk) => crypto_metadata !== undefined || !meta_data;
  if (metadata.row_groups.some(({columns}) => columns.some(isEncrypted))) throw encrypted;
  const leaves = leavesOf(metadata.schema);
  const groups = leaves && groupsOf(metadata, leaves, end);
  if (leaves === undefined || groups === undefined)
    throw parquetError(name, 'its footer contradicts itself, or the size of the file');
  return {leaves, groups};
}

/**
 * What the footer says; undefined if it is damaged. hyparquet makes arrays as long as a footer says before it reads their
 * items, so it is given only those whose structure holds.
 */
async function metadataOf(structure: Uint8Array, footer: Uint8Array): Promise<FileMetaData | undefined> {
  if (readStruct(structure) === undefined) return undefined;
  const {parquetMetadata} = await import('hyparquet');
  try {
    return parquetMetadata(footer, {geoparquet: false});
  } catch {
    return undefined; // a field is missing, or of another type
  }
}

/** The leaves of the schema, which lists each field before those in it; undefined if it is no tree of names. */
function leavesOf(schema: readonly SchemaElement[]): readonly Leaf[] | undefined {
  const leaves: Leaf[] = [];
  let next = 1;
  const visit = (parent: Omit<Leaf, 'index' | 'element'>): boolean => {
    const element = schema[next++];
    if (element === undefined || typeof element.name !== 'string' || parent.path.length > 32) return false;
    const isRepeated = element.repetition_type === 'REPEATED';
    const defined = parent.defined + (element.repetition_type === 'REQUIRED' ? 0 : 1);
    const field = {
      path: [...parent.path, element.name],
      defined,
      lists: parent.lists + (isRepeated ? 1 : 0),
      itemDefined: isRepeated ? defined : parent.itemDefined,
    };
    const children = element.num_children ?? 0;
    if (children === 0) leaves.push({...field, index: leaves.length, element});
    for (let child = 0; child < children; child += 1) if (!visit(field)) return false;
    return true;
  };
  const fields = schema[0]?.num_children ?? 0;
  for (let field = 0; field < fields; field += 1)
    if (!visit({path: [], defined: 0, lists: 0, itemDefined: 0})) return undefined;
  return next === schema.length ? leaves : undefined;
}

/** Where the columns of each row group lie, all before `end`; undefined if one does not. */
function groupsOf(metadata: FileMetaData, leaves: readonly Leaf[], end: number): readonly RowGroup[] | undefined {
  const groups: RowGroup[] = [];
  for (const {num_rows, columns} of metadata.row_groups) {
    const rows = whole(num_rows);
    const chunks: Chunk[] = [];
    if (rows === undefined || columns.length !== leaves.length) return undefined;
    for (const [i, leaf] of leaves.entries()) {
      const chunk = chunkOf(columns[i] as ColumnChunk, leaf, end); // as many as leaves
      if (chunk === undefined || (leaf.lists === 0 && chunk.values !== rows)) return undefined;
      chunks.push(chunk);
    }
    groups.push({rows, chunks});
  }
  const total = groups.reduce((sum, {rows}) => sum + rows, 0);
  return total === whole(metadata.num_rows) ? groups : undefined;
}

function chunkOf({meta_data, file_path}: ColumnChunk, leaf: Leaf, end: number): Chunk | undefined {
  if (meta_data === undefined || file_path !== undefined) return undefined;
  const first = whole(meta_data.data_page_offset);
  const dictionary = whole(meta_data.dictionary_page_offset ?? 0n);
  const length = whole(meta_data.total_compressed_size);
  const values = whole(meta_data.num_values);
  if (first === undefined || dictionary === undefined || length === undefined || values === undefined) return undefined;
  if (meta_data.type !== leaf.element.type) return undefined;
  if (meta_data.path_in_schema.join('\0') !== leaf.path.join('\0')) return undefined;
  if (values === 0) return {from: end, to: end, codec: meta_data.codec, values};
  // Some writers put 0 where there is no dictionary.
  const from = dictionary > 0 ? Math.min(dictionary, first) : first;
  return from >= magicLength && from + length <= end
    ? {from, to: from + length, codec: meta_data.codec, values}
    : undefined;
}

/** A whole number that is not negative; undefined for any other value, which a damaged file may have anywhere. */
function whole(value: unknown): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
