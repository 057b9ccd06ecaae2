/** Which columns of a file hold the results of an activation, and which are not looked at. */

import {type Judged, judgedOf} from '../check/findings.ts';
import {commandLineError} from '../errors/errors.ts';
import {nearest} from '../formula/spelling.ts';
import {shown} from './cells.ts';
import type {Heading} from './columns.ts';
import {areNames} from './header.ts';

/** The name of an input, or what a result is of. */
export type Role = string;

/** Which results are expected. */
export interface ResultsSought {
  /** The input as messages name it. */
  readonly name: string;
  /** The activation's label, by which columns may be called, also with `_grad` or `_second`: `table` calls them so. */
  readonly label: string;
  /** The inputs of the activation, by which columns are called. */
  readonly inputs: readonly string[];
  /** Its parameters: `table` writes derivatives by these too. */
  readonly parameters?: readonly string[] | undefined;
  /** What the file holds; if undefined, its columns tell. */
  readonly show: readonly Judged[] | undefined;
  /** The label of the activation that a text names: a column may hold its results. */
  readonly labelOf: (text: string) => string | undefined;
}

/** A column that is read. */
export interface ResultColumn {
  readonly role: Role;
  /** Its name, or its number. */
  readonly key: string;
  /** Whether it holds the bit patterns of its numbers. */
  readonly isBits: boolean;
}

export interface ResultColumns {
  readonly read: readonly ResultColumn[];
  /** The names of the others. */
  readonly unread: readonly string[];
}

/**
 * The columns of the results, by their names or, without a header, in the order x, value, gradient; of several inputs: all
 * of them, value, the gradient by each.
 * @throws ActError if one is missing or there are several for one, and for one that may be a misspelt result
 */
export function resultColumns(heading: Heading, sought: ResultsSought): ResultColumns {
  const {header, width} = heading;
  const {name, label, inputs, show, labelOf} = sought;
  requireSize(header ?? [], sought);
  const read = header === undefined ? byPlace(width, sought) : byName(header, sought);
  const has = (role: Role) => read.some((column) => column.role === role);
  const [, ...derivatives] = judgedOf(inputs);
  const needed: readonly Role[] = [...inputs, ...(show ?? (derivatives.some(has) ? [] : ['value']))];
  const missing = needed.find((role) => !has(role));
  if (missing !== undefined) {
    const other = header?.map(activationOf).find((column) => {
      const names: readonly string[] = namesOf(column, inputs).get(missing) ?? [];
      return column !== label && labelOf(column) !== undefined && header.some((each) => names.includes(plain(each)));
    });
    throw commandLineError('checkColumn', name, missing, namesToGive(sought), header?.map(shown) ?? width, other);
  }
  if (header === undefined) return {read, unread: []};
  const lower = header.map((column) => column.toLowerCase());
  const twice = header.find((column, i) => column !== '' && lower.indexOf(column.toLowerCase()) !== i);
  if (twice !== undefined) throw commandLineError('checkDouble', name, shown(twice));
  refuseMisspelt({...heading, header}, sought);
  const own: readonly string[] = [...namesOf(label, inputs).values()].flat();
  const isRead = (column: string) => read.some(({key}) => key === column);
  return {
    read,
    unread: header
      .filter((column) => !isRead(column) && !own.includes(plain(column)) && column.toLowerCase() !== 'activation')
      .map(shown),
  };
}

/** @throws ActError for columns of a vector of another size, as of a softmax of more numbers */
function requireSize(header: readonly string[], {name, label, inputs}: ResultsSought): void {
  const isCoordinate = (column: string): boolean => /^x[1-9]\d*$/i.test(column);
  const size = header.filter(isCoordinate).length;
  if (inputs.every(isCoordinate) && size > 1 && size !== inputs.length)
    throw commandLineError('checkSize', name, label, inputs.length, size);
}

function byPlace(width: number, {inputs, show}: ResultsSought): readonly ResultColumn[] {
  const results = show ?? judgedOf(inputs).filter((judged) => judged !== 'second');
  // The gradients by several inputs are there together or not at all.
  const isSome = inputs.length === 1 || width === inputs.length + 1;
  const roles: readonly Role[] = [...inputs, ...(isSome ? results.slice(0, width - inputs.length) : results)];
  return width === roles.length ? roles.map((role, i) => ({role, key: String(i + 1), isBits: false})) : [];
}

/** A column's name in lower case, without `_bits`. */
function plain(column: string): string {
  return column.toLowerCase().replace(/_bits$/, '');
}

/** The name that a column has in a table: `relu`, `relu_grad`, `swiglu_grad_u`. */
function nameInTable(label: string, judged: Judged): string {
  return judged === 'value' ? label : `${label}_${shortened(judged)}`;
}

function shortened(judged: Judged): string {
  return judged.replace('gradient', 'grad');
}

/** The names that a column may have, in lower case, also with `_bits`. */
function namesOf(label: string, inputs: readonly string[]): ReadonlyMap<Role, readonly string[]> {
  const results = judgedOf(inputs).map((judged): readonly [Role, readonly string[]] => {
    const names = [nameInTable(label.toLowerCase(), judged), judged, shortened(judged)];
    return [judged, judged === 'value' ? [...names, 'y'] : names];
  });
  return new Map([...inputs.map((input) => [input, [input]] as const), ...results]);
}

/** How columns may be called, in messages: `x`, `value (or relu)`, ... */
function namesToGive({label, inputs}: ResultsSought): readonly string[] {
  const [value = '', ...derivatives] = judgedOf(inputs).map((judged) => `${judged} (or ${nameInTable(label, judged)})`);
  const few = (names: readonly string[]) => (names.length > 3 ? [`${names[0]} to ${names.at(-1)}`] : names);
  return [...few(inputs), value, ...few(derivatives)];
}

/** The columns of rows with a header; case is ignored. Only those that are to be shown. */
function byName(header: readonly string[], {name, label, inputs, show}: ResultsSought): readonly ResultColumn[] {
  const wanted: readonly Role[] = [...inputs, ...(show ?? judgedOf(inputs))];
  return [...namesOf(label, inputs)]
    .filter(([role]) => wanted.includes(role))
    .flatMap(([role, names]) =>
      [false, true].flatMap((isBits) => {
        const found = header.filter((column) => names.includes(plain(column)) && /_bits$/i.test(column) === isBits);
        if (found.length > 1) throw commandLineError('checkTwice', name, role, found.map(shown));
        return found.map((key) => ({role, key, isBits}));
      }),
    );
}

/**
 * Refuses a column that is neither looked at nor known to hold something else: it may be a misspelt result. Known are
 * columns that `table` writes, those of other activations too, indexes, and texts with a name unlike any result's.
 */
function refuseMisspelt({header, row}: Heading & {readonly header: readonly string[]}, sought: ResultsSought): void {
  const {name, label, inputs, labelOf, parameters = []} = sought;
  const own = [...namesOf(label, inputs).values()].flat();
  const known: ReadonlySet<string> = new Set([...own, '', 'activation', 'region', 'index', 'id']);
  const columns = new Set(header);
  const isKnown = (column: string, i: number): boolean => {
    const base = column.replace(/_bits$/i, '');
    const other = activationOf(base);
    if (known.has(base.toLowerCase()) || base.startsWith(`${label}_grad_`)) return true;
    if (parameters.some((parameter) => base === `gradient_${parameter}`)) return true;
    // Long tables hold several activations, and the derivatives by parameters of all of them.
    if (columns.has('activation') && base.startsWith('gradient_')) return true;
    // `value_grad` is none of another activation's.
    const isOthers = !own.includes(other.toLowerCase()) || base.endsWith('_region');
    if (isOthers && base !== other && columns.has(other)) return true;
    if (isOthers && (columns.has(`${other}_grad`) || columns.has(`${other}_second`) || labelOf(other) !== undefined))
      return true;
    // Behind another name there may be a text.
    const cell = row?.[i];
    return nearest(column, own).length === 0 && cell !== undefined && areNames([cell]);
  };
  const unknown = header.find((column, i) => !isKnown(column, i));
  if (unknown === undefined) return;
  const names = judgedOf(inputs).flatMap((judged) => [judged, shortened(judged), nameInTable(label, judged)]);
  const near = nearest(unknown.replace(/_bits$/i, ''), [...inputs, ...names]);
  throw commandLineError('checkUnknown', name, shown(unknown), namesToGive(sought), near);
}

/** The activation whose results a column of a table holds: `gelu` for `gelu_grad`, `elu` for `elu_grad_alpha`. */
function activationOf(column: string): string {
  return column.replace(/_bits$/i, '').replace(/_(?:grad(?:_[^\W_]\w*)?|second|region)$/, '');
}
