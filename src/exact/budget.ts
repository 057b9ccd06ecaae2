/** How much work a search may do, counted and not timed: the same question has the same answer on every machine. */

/** The unit is one operation of a formula in intervals of doubles, about a third of a microsecond at most. */
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

/** For what asks about single points only. */
export const unlimited: Budget = {spend: () => undefined, isSpent: () => false};
