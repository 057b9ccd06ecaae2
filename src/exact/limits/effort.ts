/** What finding a limit may cost, counted and not timed; where it is spent, or a method ends, the limit is not known. */

/** Thrown inside the calculus of germs only, and caught by every operation on them. */
export class NotKnown extends Error {}

/** @throws NotKnown */
export function notKnown(): never {
  throw new NotKnown();
}

/** Work that is left, in products of two terms; one of them takes some microseconds. */
export interface Effort {
  /** @throws NotKnown where too little is left */
  readonly spend: (work: number) => void;
  readonly spent: () => number;
}

export function createEffort(most: number): Effort {
  let spent = 0;
  return {
    spend: (work) => {
      spent += work;
      if (spent > most) notKnown();
    },
    spent: () => spent,
  };
}
