import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes of objects on the heap that something keeps alive, typed arrays not counted; and the thing itself. */
export async function heldBy<T>(make: () => T): Promise<{readonly bytes: number; readonly made: Awaited<T>}> {
  collect();
  const before = process.memoryUsage().heapUsed;
  const made = await make();
  collect();
  return {bytes: process.memoryUsage().heapUsed - before, made};
}
