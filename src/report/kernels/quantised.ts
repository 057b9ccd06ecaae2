/** The table of quantised activations, and what is to be said of it. */

import type {Quantised} from '../../quantisation/quantise.ts';
import type {Rule, Scale, Scheme} from '../../quantisation/scheme.ts';
import type {Summary} from '../../quantisation/summary.ts';
import type {Column, Table} from '../table.ts';

/** The codes of the input and what they stand for, then for each activation its value and the code of that. */
export function quantisedTable(tables: readonly Quantised[], notes: readonly string[]): Table {
  const [first] = tables;
  const number = (name: string): Column => ({name, kind: 'number'});
  const columns = [
    number('code'),
    number('x'),
    ...tables.flatMap(({label}) => [number(label), number(`${label}_code`)]),
  ];
  const length = first?.codes.length ?? 0;
  const cells = [
    ...(first ? [first.codes, first.x] : []),
    // Where there is no value there is no code either: a cell that is empty, not a number.
    ...tables.flatMap(({value, result}) => [value, Array.from(result, (code) => (Number.isNaN(code) ? null : code))]),
  ];
  return {columns, length, notes, chunks: () => [{length, columns: cells}]};
}

const ruleTexts: Readonly<Record<Rule, string>> = {
  onnx: 'y / scale is rounded, ties to even, as by QuantizeLinear of ONNX',
  tflite: 'y times the float32 of 1 / scale is rounded, ties away from 0, as by LiteRT',
};

/** How the codes are to be read. */
export function schemeText({type, input, output, rule}: Scheme): string {
  const side = ({scale, zero}: Scale) =>
    `${shortScale(scale)} ${zero === 0 ? 'code' : `(code ${zero < 0 ? '+' : '-'} ${Math.abs(zero)})`}`;
  return `${type.name}: x = ${side(input)}, y = ${side(output)}, scales in float32; ${ruleTexts[rule]}, then saturated`;
}

/** The shortest decimal of a float32. */
function shortScale(scale: number): string {
  const digits = [1, 2, 3, 4, 5, 6, 7, 8].find((count) => Math.fround(Number(scale.toPrecision(count))) === scale);
  return String(Number(scale.toPrecision(digits ?? 9)));
}

/** `gelu: largest error 0.498 lsb at code 131 (x = 0.15); 98 codes saturate, ...`. */
export function summaryText(label: string, summary: Summary, {type}: Scheme): string {
  const {largest, saturated, unused, rises, falls, reversals, undefinedAt} = summary;
  const rounded = (error: number) => String(Number(error.toPrecision(4)));
  const all = type.most - type.least + 1;
  const lost = saturated.low + saturated.high;
  const sides = [
    ...(saturated.low > 0 ? [`${saturated.low} at ${type.least}`] : []),
    ...(saturated.high > 0 ? [`${saturated.high} at ${type.most}`] : []),
  ].join(', ');
  const parts = [
    ...(largest ? [`largest error ${rounded(largest.steps)} lsb at code ${largest.code}`] : []),
    lost === 0
      ? 'no code saturates'
      : `${lost} of ${all} codes saturate (${sides}; off by up to ${rounded(saturated.largest?.steps ?? 0).replace('Infinity', 'infinitely many')} lsb)`,
    `${unused} of ${all} output codes are unused`,
    falls === 0 ? 'never falls' : rises === 0 ? 'never rises' : `rises at ${rises} codes and falls at ${falls}`,
    ...(reversals > 0 ? [`goes against f at ${reversals} codes`] : []),
    ...(undefinedAt > 0 ? [`no value at ${undefinedAt} codes`] : []),
  ];
  return `${label}: ${parts.join('; ')}`;
}
