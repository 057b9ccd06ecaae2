/**
 * What Python's pickle holds, as plain records: lists, tuples, dicts, texts, numbers, and the names of what was to be
 * called with them. Nothing is called. Opcodes and names that data of tensors does not need are refused.
 */

import {
  append,
  build,
  called,
  damaged,
  line,
  long,
  type Machine,
  made,
  name,
  type PickleRules,
  pop,
  popMarked,
  recalled,
  setItems,
  take,
  text,
  top,
  tuple,
  unsigned,
} from './pickle-machine.ts';
import type {Pickled} from './pickled-values.ts';

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

const stop = 0x2e; // '.'

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
