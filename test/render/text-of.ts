import type {Pieces} from '../../src/render/formats.ts';

/** Each piece as a text; bytes are read at once, as others will be written in their place. */
export async function textsOf(pieces: Pieces): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const piece of pieces)
    texts.push(typeof piece === 'string' ? piece : new TextDecoder('utf-8', {ignoreBOM: true}).decode(piece));
  return texts;
}
