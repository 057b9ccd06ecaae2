/** The 8-bit tables of ONNX Runtime and LiteRT beside the exact ones, and the list of differences in docs/quantisation.md. */

import {select} from '../src/activations/select.ts';
import {quant} from '../src/commands/asked/quant.ts';
import {type Quantised, quantised} from '../src/quantisation/quantise.ts';

/** As test/frameworks/quantised.py writes it. */
export interface RuntimeCase {
  readonly runtime: 'onnxruntime' | 'litert';
  readonly operator: string;
  readonly activation: string;
  readonly quant: string;
  readonly table: string;
}

interface Compared extends Omit<RuntimeCase, 'table'> {
  readonly table: Quantised;
  /** The scale of the output. */
  readonly output: number;
  readonly differences: readonly {readonly code: number; readonly theirs: number; readonly ours: number}[];
}

/** The codes of a table, by those of the input. */
export function tableOf({quant: text, table}: RuntimeCase): readonly number[] {
  const bytes = Buffer.from(table, 'base64');
  return [...(text.startsWith('int8') ? new Int8Array(bytes) : bytes)];
}

/** Each table beside the exact one. */
export function casesOf(cases: readonly RuntimeCase[]): readonly Compared[] {
  return cases.map((each) => {
    const scheme = quant.parse(each.quant, '--quant');
    const [selection] = select([each.activation], new Map());
    if (selection === undefined || scheme.type === undefined) throw new Error(each.quant);
    const own = quantised(selection, {...scheme, type: scheme.type});
    const theirs = tableOf(each);
    const differences = [...own.codes].flatMap((code, i) => {
      const [right, given] = [own.result[i] ?? NaN, theirs[i] ?? NaN];
      return right === given ? [] : [{code, theirs: given, ours: right}];
    });
    return {...each, table: own, output: scheme.output.scale, differences};
  });
}

const titles = {onnxruntime: 'ONNX Runtime', litert: 'LiteRT'} as const;

/** A row for each operator: how many of its tables differ, and at how many codes. */
export function differencesTable(cases: readonly RuntimeCase[]): string {
  const found = casesOf(cases);
  const groups = [...new Set(found.map(({runtime, operator}) => `${runtime} ${operator}`))];
  const rows = groups.map((group) => {
    const own = found.filter(({runtime, operator}) => `${runtime} ${operator}` === group);
    const [first] = own;
    const wrong = own.filter(({differences}) => differences.length > 0);
    const worst = wrong.map(({quant: text, differences}) => `${differences.length} with \`${text}\``).join(', ');
    return `| ${titles[first?.runtime ?? 'litert']} | ${first?.operator} | \`${first?.activation}\` | ${own.length - wrong.length} of ${own.length} | ${worst || '–'} |`;
  });
  return [
    '| runtime | operator | here | equal tables | other codes |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
