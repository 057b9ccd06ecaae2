/** The machine that reads a pickle: a stack, marks in it, and a memo. It calls nothing. */

import {shown} from '../../cells.ts';
import {isKind, type Pickled, type PickledName, type PickledTuple} from './pickled-values.ts';

/** What is taken for known. */
export interface PickleRules {
  /** Whether a pickle may name a class or function. */
  readonly mayName: (name: string) => boolean;
  /** Classes that are dicts when they are called with nothing. */
  readonly dicts: readonly string[];
  /** Makes an error of a problem. */
  readonly fail: (problem: string) => Error;
}

/** The state of the machine. */
export interface Machine {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly rules: PickleRules;
  readonly stack: Pickled[];
  /** How long the stack was at each mark that is open. */
  readonly marks: number[];
  readonly memo: Map<number, Pickled>;
  /** How many records have been made. */
  records: number;
  at: number;
}

/** The error of an operation that finds no values that it can work on. */
export function damaged({at, rules}: Machine): Error {
  return rules.fail(`its pickle is damaged before byte ${at}`);
}

/** Goes on by so many bytes; where they begin. */
export function take(machine: Machine, length: number): number {
  const from = machine.at;
  machine.at += length;
  if (machine.at > machine.bytes.length)
    throw machine.rules.fail(`its pickle is cut off at byte ${machine.bytes.length}`);
  return from;
}

/** Takes the value on top of the stack. */
export function pop(machine: Machine): Pickled {
  // What lies below a mark is taken together with it only.
  const value = machine.stack.length > (machine.marks.at(-1) ?? 0) ? machine.stack.pop() : undefined;
  if (value === undefined) throw damaged(machine);
  return value;
}

/** The values above the last mark, which ends with this. */
export function popMarked(machine: Machine): Pickled[] {
  const mark = machine.marks.pop();
  if (mark === undefined) throw damaged(machine);
  return machine.stack.splice(mark);
}

/** The value on top of the stack, which stays there. */
export function top(machine: Machine): Pickled {
  const value = pop(machine);
  machine.stack.push(value);
  return value;
}

/** An integer of so many bytes. */
export function unsigned(machine: Machine, size: 1 | 2 | 4 | 8): number {
  const at = take(machine, size);
  const {view} = machine;
  if (size === 8) return Number(view.getBigUint64(at, true));
  return size === 4 ? view.getUint32(at, true) : size === 2 ? view.getUint16(at, true) : view.getUint8(at);
}

/** A text of so many bytes. */
export function text(machine: Machine, length: number): string {
  const from = take(machine, length);
  return machine.bytes.toString('utf8', from, from + length);
}

/** More than a hundred thousand tensors need. */
const mostRecords = 1_000_000;

/** A record, which takes much more memory than the byte of the pickle that asks for it. */
export function made<T>(machine: Machine, record: T): T {
  machine.records += 1;
  if (machine.records > mostRecords) throw machine.rules.fail(`its pickle holds more than ${mostRecords} values`);
  return record;
}

/** An integer of any size, its lowest byte first. */
export function long(machine: Machine): number | bigint {
  const length = unsigned(machine, 1);
  const from = take(machine, length);
  let value = 0n;
  for (let i = length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(machine.bytes[from + i] ?? 0);
  const signed = BigInt.asIntN(length * 8, value);
  return BigInt(Number.MIN_SAFE_INTEGER) <= signed && signed <= BigInt(Number.MAX_SAFE_INTEGER)
    ? Number(signed)
    : signed;
}

/** A text up to the end of its line. */
export function line(machine: Machine): string {
  const end = machine.bytes.indexOf(0x0a, machine.at);
  const value = text(machine, (end < 0 ? machine.bytes.length : end) - machine.at);
  take(machine, 1);
  return value;
}

/** The name of a class or function, if the rules let a pickle name it. */
export function name(machine: Machine, owner: Pickled, own: Pickled): PickledName {
  if (typeof owner !== 'string' || typeof own !== 'string') throw damaged(machine);
  const full = `${owner} ${own}`;
  if (!machine.rules.mayName(full))
    throw machine.rules.fail(
      `its pickle names '${shown(`${owner}.${own}`)}' before byte ${machine.at}, which is no part of a plain tensor, and nothing of a pickle is executed`,
    );
  return made(machine, {kind: 'name', name: full});
}

/** What calling the name below a tuple would have made; the tuple and the name are taken. */
export function called(machine: Machine): Pickled {
  const items = pop(machine);
  const callee = pop(machine);
  if (!isKind(items, 'tuple') || !isKind(callee, 'name')) throw damaged(machine);
  if (machine.rules.dicts.includes(callee.name)) {
    if (items.items.length > 0) throw damaged(machine);
    return made(machine, {kind: 'dict', entries: []});
  }
  return made(machine, {kind: 'call', name: callee.name, items: items.items});
}

/** The value that the memo has under a key. */
export function recalled(machine: Machine, key: number): Pickled {
  const value = machine.memo.get(key);
  if (value === undefined) throw damaged(machine);
  return value;
}

/** Adds values to the list on top of the stack. */
export function append(machine: Machine, values: readonly Pickled[]): void {
  const list = top(machine);
  if (!isKind(list, 'list')) throw damaged(machine);
  for (const value of values) list.items.push(value);
}

/** Sets values of the dict on top of the stack: a key, its value, and so on. */
export function setItems(machine: Machine, values: readonly Pickled[]): void {
  const dict = top(machine);
  if (!isKind(dict, 'dict') || values.length % 2 !== 0) throw damaged(machine);
  for (let i = 0; i < values.length; i += 2)
    dict.entries.push(made(machine, [values[i] ?? null, values[i + 1] ?? null])); // two at a time
}

/** The state of an object; that of a dict is its notes, which are no part of the data. */
export function build(machine: Machine): void {
  pop(machine);
  if (!isKind(top(machine), 'dict')) throw damaged(machine);
}

/** A tuple of these values. */
export function tuple(machine: Machine, items: readonly Pickled[]): PickledTuple {
  return made(machine, {kind: 'tuple', items});
}
