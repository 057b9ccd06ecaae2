/** How much work a search may do, counted and not timed: the same question has the same answer on every machine. */

/** The unit is one operation of a formula in intervals of doubles, about a third of a microsecond. */
export interface Budget {
  readonly spend: (work: number) => void;
  readonly isSpent: () => boolean;
}

export function createBudget(work: number): Budget {
  let left = work;
  return {
    spend: (amount) => {
      left -= amount;
    },
    isSpent: () => left <= 0,
  };
}
