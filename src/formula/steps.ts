/** The functions whose values are whole numbers: between their jumps they are constant. */

/** Where a step function jumps: at every whole number plus `offset`. */
export const jumpOffsets = {floor: 0, round: 0.5};

export type StepName = keyof typeof jumpOffsets;

export function isStep(name: string): name is StepName {
  return Object.hasOwn(jumpOffsets, name);
}

/** A step function at a double; -0 where the result is 0 and x is negative, as IEEE 754 has it. */
export function stepAt(name: StepName, x: number): number {
  return name === 'floor' ? Math.floor(x) : roundHalfToEven(x);
}

/** The nearest whole number, of two the even one. Math.round takes the larger one. */
export function roundHalfToEven(x: number): number {
  return Math.abs(x - Math.trunc(x)) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
}

/** The jumps between which a step function has a value. */
export function jumpsBeside(name: StepName, value: number): readonly number[] {
  const first = value - jumpOffsets[name];
  return [first, first + 1];
}
