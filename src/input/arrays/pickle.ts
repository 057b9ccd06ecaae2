/**
 * What Python's pickle holds, as plain records: lists, tuples, dicts, texts, numbers, and the names of what was to be
 * called with them. Nothing is called. Opcodes and names that data of tensors does not need are refused.
 */

import {shown} from '../cells.ts';

/** A value of Python. */
export type Pickled = null | boolean | number | bigint | string | PickledRecord;

type PickledRecord = PickledList | PickledTuple | PickledDict | PickledName | PickledCall | PickledOutside;

/** A list. */
export interface PickledList {
  readonly kind: 'list';
  readonly items: Pickled[];
}

/** A tuple. */
export interface PickledTuple {
  readonly kind: 'tuple';
  readonly items: readonly Pickled[];
}

/** A dict, with its keys in the order in which they were set; of two equal ones the last counts. */
export interface PickledDict {
  readonly kind: 'dict';
  readonly entries: [key: Pickled, value: Pickled][];
}

/** The name of a class or function: `torch._utils _rebuild_tensor_v2`. */
export interface PickledName {
  readonly kind: 'name';
  readonly name: string;
}

/** What calling a name with these values would have made. */
export interface PickledCall {
  readonly kind: 'call';
  readonly name: string;
  readonly items: readonly Pickled[];
}

/** What the file keeps outside of the pickle. */
export interface PickledOutside {
  readonly kind: 'outside';
  readonly id: Pickled;
}

/** What is taken for known. */
export interface PickleRules {
  /** Whether a pickle may name a class or function. */
  readonly mayName: (name: string) => boolean;
  /** Classes that are dicts when they are called with nothing. */
  readonly dicts: readonly string[];
  /** Makes an error of a problem. */
  readonly fail: (problem: string) => Error;
}

/**
 * The value of a pickle of protocol 2 to 5.
 * @throws ActError for an opcode or a name that is not known, with the byte at which it stands, or if it is cut off
 */
export function unpickled(bytes: Uint8Array, rules: PickleRules): Pickled {
  const machine: Machine = {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
    rules,
    stack: [],
    marks: [],
    memo: new Map(),
    records: 0,
    at: 0,
  };
  while (true) {
    const place = machine.at;
    const opcode = machine.bytes[take(machine, 1)] ?? 0; // within the bytes
    if (opcode === stop) break;
    const operation = operations.get(opcode);
    if (operation === undefined) {
      const written = opcode > 32 && opcode < 127 ? `'${String.fromCharCode(opcode)}'` : `0x${opcode.toString(16)}`;
      throw rules.fail(`its pickle has the opcode ${written} at byte ${place}, which tensors do not need`);
    }
    operation(machine);
  }
  const [value] = machine.stack;
  if (value === undefined || machine.stack.length !== 1 || machine.marks.length > 0) throw damaged(machine);
  return value;
}

interface Machine {
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

const stop = 0x2e; // '.'

function damaged({at, rules}: Machine): Error {
  return rules.fail(`its pickle is damaged before byte ${at}`);
}

/** Goes on by so many bytes; where they begin. */
function take(machine: Machine, length: number): number {
  const from = machine.at;
  machine.at += length;
  if (machine.at > machine.bytes.length)
    throw machine.rules.fail(`its pickle is cut off at byte ${machine.bytes.length}`);
  return from;
}

function pop(machine: Machine): Pickled {
  // What lies below a mark is taken together with it only.
  const value = machine.stack.length > (machine.marks.at(-1) ?? 0) ? machine.stack.pop() : undefined;
  if (value === undefined) throw damaged(machine);
  return value;
}

/** The values above the last mark, which ends with this. */
function popMarked(machine: Machine): Pickled[] {
  const mark = machine.marks.pop();
  if (mark === undefined) throw damaged(machine);
  return machine.stack.splice(mark);
}

function top(machine: Machine): Pickled {
  const value = pop(machine);
  machine.stack.push(value);
  return value;
}

/** Whether a value is a record of this kind. */
export function isKind<K extends PickledRecord['kind']>(
  value: Pickled | undefined,
  kind: K,
): value is Extract<PickledRecord, {readonly kind: K}> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

function unsigned(machine: Machine, size: 1 | 2 | 4 | 8): number {
  const at = take(machine, size);
  const {view} = machine;
  if (size === 8) return Number(view.getBigUint64(at, true));
  return size === 4 ? view.getUint32(at, true) : size === 2 ? view.getUint16(at, true) : view.getUint8(at);
}

function text(machine: Machine, length: number): string {
  const from = take(machine, length);
  return machine.bytes.toString('utf8', from, from + length);
}

/** More than a hundred thousand tensors need. */
const mostRecords = 1_000_000;

/** A record, which takes much more memory than the byte of the pickle that asks for it. */
function made<T>(machine: Machine, record: T): T {
  machine.records += 1;
  if (machine.records > mostRecords) throw machine.rules.fail(`its pickle holds more than ${mostRecords} values`);
  return record;
}

/** An integer of any size, its lowest byte first. */
function long(machine: Machine): number | bigint {
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
function line(machine: Machine): string {
  const end = machine.bytes.indexOf(0x0a, machine.at);
  const value = text(machine, (end < 0 ? machine.bytes.length : end) - machine.at);
  take(machine, 1);
  return value;
}

function name(machine: Machine, owner: Pickled, own: Pickled): PickledName {
  if (typeof owner !== 'string' || typeof own !== 'string') throw damaged(machine);
  const full = `${owner} ${own}`;
  if (!machine.rules.mayName(full))
    throw machine.rules.fail(
      `its pickle names '${shown(`${owner}.${own}`)}' before byte ${machine.at}, which is no part of a plain tensor, and nothing of a pickle is executed`,
    );
  return made(machine, {kind: 'name', name: full});
}

function called(machine: Machine): Pickled {
  const items = pop(machine);
  const callee = pop(machine);
  if (!isKind(items, 'tuple') || !isKind(callee, 'name')) throw damaged(machine);
  if (machine.rules.dicts.includes(callee.name)) {
    if (items.items.length > 0) throw damaged(machine);
    return made(machine, {kind: 'dict', entries: []});
  }
  return made(machine, {kind: 'call', name: callee.name, items: items.items});
}

function recalled(machine: Machine, key: number): Pickled {
  const value = machine.memo.get(key);
  if (value === undefined) throw damaged(machine);
  return value;
}

function append(machine: Machine, values: readonly Pickled[]): void {
  const list = top(machine);
  if (!isKind(list, 'list')) throw damaged(machine);
  for (const value of values) list.items.push(value);
}

function setItems(machine: Machine, values: readonly Pickled[]): void {
  const dict = top(machine);
  if (!isKind(dict, 'dict') || values.length % 2 !== 0) throw damaged(machine);
  for (let i = 0; i < values.length; i += 2)
    dict.entries.push(made(machine, [values[i] ?? null, values[i + 1] ?? null])); // two at a time
}

/** The state of an object; that of a dict is its notes, which are no part of the data. */
function build(machine: Machine): void {
  pop(machine);
  if (!isKind(top(machine), 'dict')) throw damaged(machine);
}

function tuple(machine: Machine, items: readonly Pickled[]): PickledTuple {
  return made(machine, {kind: 'tuple', items});
}

function push(make: (machine: Machine) => Pickled): Operation {
  return (machine) => {
    machine.stack.push(make(machine));
  };
}

type Operation = (machine: Machine) => void;

/** Python's names of the opcodes stand beside them. */
const operations: ReadonlyMap<number, Operation> = new Map([
  [0x80, (machine) => void take(machine, 1)], // PROTO
  [0x95, (machine) => void take(machine, 8)], // FRAME
  [code('('), (machine) => void machine.marks.push(machine.stack.length)], // MARK
  [code('N'), push(() => null)], // NONE
  [0x88, push(() => true)], // NEWTRUE
  [0x89, push(() => false)], // NEWFALSE
  [code('K'), push((machine) => unsigned(machine, 1))], // BININT1
  [code('M'), push((machine) => unsigned(machine, 2))], // BININT2
  [code('J'), push((machine) => unsigned(machine, 4) | 0)], // BININT
  [0x8a, push(long)], // LONG1
  [code('G'), push((machine) => machine.view.getFloat64(take(machine, 8)))], // BINFLOAT
  [code('X'), push((machine) => text(machine, unsigned(machine, 4)))], // BINUNICODE
  [0x8c, push((machine) => text(machine, unsigned(machine, 1)))], // SHORT_BINUNICODE
  [code(']'), push((machine) => made(machine, {kind: 'list', items: []}))], // EMPTY_LIST
  [code('}'), push((machine) => made(machine, {kind: 'dict', entries: []}))], // EMPTY_DICT
  [code(')'), push((machine) => tuple(machine, []))], // EMPTY_TUPLE
  [0x85, push((machine) => tuple(machine, [pop(machine)]))], // TUPLE1
  [0x86, push((machine) => tuple(machine, [pop(machine), pop(machine)].reverse()))], // TUPLE2
  [0x87, push((machine) => tuple(machine, [pop(machine), pop(machine), pop(machine)].reverse()))], // TUPLE3
  [code('t'), push((machine) => tuple(machine, popMarked(machine)))], // TUPLE
  [code('a'), (machine) => append(machine, [pop(machine)])], // APPEND
  [code('e'), (machine) => append(machine, popMarked(machine))], // APPENDS
  [code('s'), (machine) => setItems(machine, [pop(machine), pop(machine)].reverse())], // SETITEM
  [code('u'), (machine) => setItems(machine, popMarked(machine))], // SETITEMS
  [code('q'), (machine) => void machine.memo.set(unsigned(machine, 1), top(machine))], // BINPUT
  [code('r'), (machine) => void machine.memo.set(unsigned(machine, 4), top(machine))], // LONG_BINPUT
  [0x94, (machine) => void machine.memo.set(machine.memo.size, top(machine))], // MEMOIZE
  [code('h'), push((machine) => recalled(machine, unsigned(machine, 1)))], // BINGET
  [code('j'), push((machine) => recalled(machine, unsigned(machine, 4)))], // LONG_BINGET
  [code('c'), push((machine) => name(machine, line(machine), line(machine)))], // GLOBAL
  [0x93, push((machine) => name(machine, ...twoOf(machine)))], // STACK_GLOBAL
  [code('Q'), push((machine) => made(machine, {kind: 'outside', id: pop(machine)}))], // BINPERSID
  [code('R'), push(called)], // REDUCE
  [code('b'), build], // BUILD
]);

function twoOf(machine: Machine): [Pickled, Pickled] {
  const second = pop(machine);
  return [pop(machine), second];
}

function code(character: string): number {
  return character.charCodeAt(0);
}
