/** What the frameworks themselves answered of several numbers (observe_gated.py wrote it down), against the records. */

import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {packings} from '../../src/activations/packings.ts';
import {createEvaluate, exactDoubles} from '../../src/evaluation/evaluate.ts';
import {selected} from '../exact/several.ts';

interface Row {
  readonly framework: string;
  /** What the row is compared with. */
  readonly activation: string;
  /** Where the halves lay: a line of the record, or the name of a node case of ONNX. */
  readonly packing: string;
  readonly dtype?: string;
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly value: readonly (number | string)[];
  readonly gradients: Readonly<Record<string, readonly (number | string)[]>> | null;
}

interface Observed {
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rows: readonly Row[];
}

const {versions, rows} = JSON.parse(readFileSync(new URL('observed-gated.json', import.meta.url), 'utf8')) as Observed; // as observe_gated.py writes

/** How far an answer may be off, relative and absolute: by the digits of its own format. */
const tolerances: Readonly<Record<string, readonly [number, number]>> = {
  float16: [2e-3, 1e-5],
  float32: [2e-6, 2e-6],
  float64: [1e-6, 2e-7],
};

/** What the row has and the record has not. */
function differences(row: Row, text = row.activation): readonly string[] {
  const selection = selected(text);
  const columns = selection.inputs.map((name) => Float64Array.from(row.inputs[name] ?? [], Number));
  const [value, ...slopes] = createEvaluate(selection, selection.inputs, exactDoubles)(columns, row.value.length);
  const [relative, absolute] = tolerances[row.dtype ?? 'float64'] ?? [0, 0];
  const quantities = [
    ['f', value, row.value] as const,
    ...selection.inputs.map((name, i) => [`df/d${name}`, slopes[i], row.gradients?.[name]] as const),
  ];
  return quantities.flatMap(([name, wanted, got]) =>
    (got ?? []).flatMap((each, i) => {
      const [given, sought] = [Number(each), wanted?.[i] ?? Number.NaN];
      const isNear = given === sought || Math.abs(given - sought) <= relative * Math.abs(sought) + absolute;
      const place = columns.map((column) => column[i]).join();
      return isNear ? [] : [`${name}(${place}) is ${given}, ${text} says ${sought}`];
    }),
  );
}

test('seven frameworks have been observed, each with some rows', () => {
  expect(Object.keys(versions).sort()).toEqual(['hf', 'jax', 'keras', 'mlx', 'onnx', 'timm', 'torch']);
  for (const name of Object.keys(versions)) expect(rows.some(({framework}) => framework === name)).toBe(true);
});

describe.each(Object.keys(versions))('%s', (framework) => {
  const own = rows.filter((row) => row.framework === framework);
  test.each(own.map((row) => [row.packing, row.activation, row] as const))(
    '%s answers as %s, in value and in both gradients, at the kinks too',
    (_, __, row) => {
      expect(differences(row)).toEqual([]);
    },
  );
});

test('the halves of these lie as the records say; of the others only the source that is named says so', () => {
  const observed = new Set(rows.map(({packing}) => packing));
  const stated = Object.values(packings()).flatMap((each) => each.map(({where}) => where));
  const unseen = [...new Set(stated)].filter((where) => !observed.has(where));
  expect(stated.length - unseen.length).toBeGreaterThanOrEqual(10);
  expect(unseen.sort()).toEqual([
    'CANN: aclnnClippedSwiglu',
    'DeepSeek-V4',
    'ONNX Runtime: com.microsoft.MoE',
    'T5 1.1, Flan-T5, mT5 in transformers (gated-gelu)',
    'TransformerEngine: ClampedSwiGLU',
    'TransformerEngine: SwiGLU',
    'gpt-oss',
    'llama.cpp: ggml_reglu, ggml_geglu, ggml_swiglu',
    'llama.cpp: ggml_swiglu_oai',
    'mindspore.ops.glu',
    'mindspore.ops.swiglu',
    'onnx: SwiGLU (opset 28)',
    'vLLM: SiluAndMul',
    'vLLM: SwigluStepAndMul',
  ]);
});

describe('a planted error is reported:', () => {
  const clamped = rows.find(({activation}) => activation === 'swiglu_clamped@hf') as Row;

  test.each([
    ['an offset that is lost', 'swiglu_clamped:offset=0'],
    ['a clamp of the gate behind the activation', 'swiglu_clamped:limit=6.9'],
    ['another alpha', 'swiglu_clamped:alpha=1.7'],
  ])('%s', (_, text) => {
    expect(differences(clamped, text)).not.toEqual([]);
  });

  test('the halves exchanged', () => {
    const {x = [], u = []} = clamped.inputs;
    expect(differences({...clamped, inputs: {x: u, u: x}})).not.toEqual([]);
  });
});
