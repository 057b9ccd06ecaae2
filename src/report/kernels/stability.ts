/**
 * What a formula loses step by step, for people: a verdict, the operations that cost most, and notes.
 */

import type {NumberFormat} from '../../exact/number-format.ts';
import type {Fault} from '../../stability/loss.ts';
import type {LossSpan, OperationCost, StabilityFindings} from '../../stability/stability.ts';
import type {DocumentPart, Output} from '../output.ts';
import {operationText} from './operation-text.ts';
import {stabilityTable} from './stability-rows.ts';

/** What was studied. */
export interface StudiedWith {
  readonly label: string;
  readonly against: string | undefined;
  readonly format: NumberFormat;
  /** The loss in ulps above which spans are named, and whether the user set it. */
  readonly limit: number;
  readonly isLimited: boolean;
  /** The words for the points. */
  readonly points: string;
}

/** People see so many operations, those that cost most, so many spans, and overflows. */
const [mostOperations, mostSpans, mostOverflows] = [8, 4, 4];

/** The table of a study, and the document for people. */
export function stabilityOutput(findings: readonly StabilityFindings[], request: StudiedWith): Output {
  const notes = notesOf(findings, request);
  return {
    table: stabilityTable(findings, request.format, notes),
    view: {
      kind: 'document',
      title: `${request.label} in ${request.format.name}`,
      parts: () => [
        {kind: 'sentences', sentences: findings.flatMap((each) => sentencesOf(each, request))},
        ...findings.flatMap((each) => operationsOf(each, findings.length > 1)),
        {kind: 'notes', notes},
      ],
    },
  };
}

const faultWords: Readonly<Record<Fault, string>> = {
  nan: 'NaN where there is a number',
  overflow: 'an infinity where there is a number',
  missing: 'a number where there is none',
  sign: 'the wrong sign',
  flush: '0 where there is a number',
};

function sentencesOf(findings: StabilityFindings, request: StudiedWith): readonly string[] {
  const {quantity, worst, cause, faults, spans, exceeding, count} = findings;
  const {against, limit, isLimited} = request;
  const reference = against ?? 'the exact result';
  const broken = faults.filter(({fault}) => breaks(fault));
  const others = faults.filter(({fault}) => !breaks(fault));
  const loss =
    worst === undefined
      ? []
      : worst.ulps === 0
        ? [`${broken.length === 0 ? '' : 'elsewhere '}0 ulp from ${reference}: every result is the exact one`]
        : [
            `${broken.length === 0 ? '' : 'elsewhere '}up to ${ulpsText(worst.ulps)} from ${reference}, at x = ${figure(worst.x)} (exact ${figure(worst.exact)}, computed ${figure(worst.computed)})`,
            ...causeSentence(cause),
          ];
  return [
    ...broken.flatMap((each) => [faultText(each), ...causeSentence(each.cause)]),
    ...loss,
    ...others.map((each) => faultText(each)),
    ...(spans.length === 0
      ? [`nowhere ${broken.length === 0 ? '' : 'else '}more than ${ulpsText(limit)}`]
      : [
          `more than ${ulpsText(limit)} at ${exceeding.toLocaleString('en')} of ${counted(count)}: ${spansText(spans)}`,
        ]),
    ...formulaSentences(findings, request),
    ...(isLimited ? [`--max-ulp ${limit}: ${spans.length > 0 || broken.length > 0 ? 'exceeded' : 'kept'}`] : []),
  ].map((sentence) => `${quantity}: ${sentence}`);
}

/** Whether a fault is a NaN or an infinity, which no number of ulps tells. */
function breaks(fault: Fault): boolean {
  return fault !== 'sign' && fault !== 'flush';
}

function faultText({fault, count, first, last}: StabilityFindings['faults'][number]): string {
  return `${faultWords[fault]} at ${counted(count)}, ${placeOf(first.x, last.x)}`;
}

/** The operation that costs most at a point. */
function causeSentence(cause: OperationCost | undefined): readonly string[] {
  if (cause === undefined || !(cause.ulps > 1)) return [];
  const {operation, ulps, amplifier, x} = cause;
  const rounding = `rounding ${operationText(operation)} costs ${Number.isFinite(ulps) ? ulpsText(ulps) : 'the result'} at x = ${figure(x)}`; // biome-ignore format: one line
  if (amplifier === undefined || !Number.isFinite(ulps)) return [rounding];
  return [`${rounding}, for ${operationText(amplifier.operation)} makes a relative error ${figure(amplifier.times)} times as large`]; // biome-ignore format: one line
}

function formulaSentences({formula, rounding}: StabilityFindings, request: StudiedWith): readonly string[] {
  const {against} = request;
  if (against === undefined) return [];
  if (formula === undefined) return [`the formula is ${against} at all of these points, apart from rounding`];
  const alone = formula.alone === undefined ? [] : [`only one of the two has a value at x = ${figure(formula.alone)}`]; // biome-ignore format: one line
  const lost = rounding === undefined ? [] : [`rounding alone costs up to ${ulpsText(rounding.ulps)}, at x = ${figure(rounding.x)}`]; // biome-ignore format: one line
  return [
    `the formula itself differs from ${against} by up to ${figure(formula.size)}, at x = ${figure(formula.x)}, and by up to ${ulpsText(formula.ulps)}, at x = ${figure(formula.ulpsAt)}`,
    ...alone,
    ...lost,
  ];
}

function spansText(spans: readonly LossSpan[]): string {
  const sorted = [...spans].sort((a, b) => b.worst.ulps - a.worst.ulps || 0);
  const named = sorted.slice(0, mostSpans).map(({from, to, worst}) => `${placeOf(from, to)} (up to ${ulpsText(worst.ulps)})`); // biome-ignore format: one line
  return `${named.join('; ')}${spans.length > mostSpans ? `; and ${spans.length - mostSpans} more` : ''}`;
}

function placeOf(from: number, to: number): string {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return low === high ? `x = ${figure(low)}` : `x = ${figure(low)} to ${figure(high)}`;
}

function operationsOf(findings: StabilityFindings, isOneOfSeveral: boolean): readonly DocumentPart[] {
  const {operations, quantity} = findings;
  if (operations.length === 0) return [];
  const shown = operations.slice(0, mostOperations);
  const more = operations.length - shown.length;
  return [
    {
      kind: 'rows',
      ...(isOneOfSeveral && {title: quantity}),
      columns: [
        {name: 'cost_ulp', kind: 'cells'},
        {name: 'at_x', kind: 'number'},
        {name: 'amplified_times', kind: 'cells'},
      ],
      rows: shown.map(({operation, ulps, x, amplifier}) => ({
        name: operationText(operation),
        cells: [
          Number.isFinite(ulps) ? Number(figure(ulps)) : 'all',
          x,
          amplifier === undefined ? null : Number(figure(amplifier.times)),
        ],
      })),
      namesArePhrases: true,
      ...(more > 0 && {note: `${more} more ${more === 1 ? 'operation costs' : 'operations cost'} less`}),
    },
  ];
}

function notesOf(findings: readonly StabilityFindings[], {label, format, points}: StudiedWith): readonly string[] {
  const overflows = findings.flatMap((each) =>
    each.overflows.map(({operation, first, last}) => `${operationText(operation)} overflows, ${placeOf(first, last)}`),
  );
  return [
    `${label} in ${format.name}, every operation exact and rounded once, at ${points}`,
    `ulp: unit in the last place of the exact result; 0.5 is the most that a correctly rounded result loses`,
    `cost: what the result loses if this operation alone is rounded; amplified times: how much larger a later operation makes its relative error`,
    ...[...new Set(overflows)].slice(0, mostOverflows),
    ...findings.flatMap(({atInfinity, quantity}) =>
      atInfinity.map(({x, exact, computed}) => `${quantity} at x = ${numberText(x)}: computed ${numberText(computed)}, the limit is ${figure(exact)}`)), // biome-ignore format: one line
  ];
}

const counted = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'point' : 'points'}`;

function ulpsText(ulps: number): string {
  return `${figure(ulps)} ulp`;
}

/** A number in a sentence, in as many digits as tables usually have. */
function figure(value: number): string {
  const rounded = Number(value.toPrecision(6));
  if (!Number.isFinite(rounded) && Number.isFinite(value)) return numberText(value);
  return Math.abs(rounded) >= 1e6 && Number.isFinite(rounded) ? rounded.toExponential() : numberText(rounded);
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('Infinity', 'inf');
}
