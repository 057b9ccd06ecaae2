/** What a pickle of Python can hold, as plain records. */

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

/** Whether a value is a record of this kind. */
export function isKind<K extends PickledRecord['kind']>(
  value: Pickled | undefined,
  kind: K,
): value is Extract<PickledRecord, {readonly kind: K}> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}
