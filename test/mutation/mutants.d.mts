export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly reach: readonly [start: number, end: number, kind: 'expression' | 'statement'];
}

export function mutantsOf(source: string): readonly Mutant[];
export function mutated(source: string, mutant: Mutant): string;
export function watched(source: string, mutants: readonly Mutant[], first: number): string;
export function described(
  source: string,
  mutant: Mutant,
): {readonly line: number; readonly column: number; readonly from: string; readonly to: string};
