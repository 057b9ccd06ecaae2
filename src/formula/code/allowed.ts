/** Text that becomes code, where that is allowed. */

/** Whether the place where this runs has refused: it would again, and each refusal is reported to who runs it. */
let isForbidden = false;

/**
 * What `make` compiles; undefined under a content security policy without unsafe-eval, or in Node with
 * --disallow-code-generation-from-strings.
 */
export function codeOrNone<T>(make: () => T): T | undefined {
  if (isForbidden) return undefined;
  try {
    return make();
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
    isForbidden = true;
    return undefined;
  }
}
