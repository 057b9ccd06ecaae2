/** Files that are written whole or not at all. */

import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import {basename, dirname, join} from 'node:path';

/** A file that is there when it is kept, whole; until then what was there before stays. */
export interface NewFile {
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  readonly keep: () => void;
  readonly drop: () => void;
}

/**
 * Written beside its place under another name, and then renamed. A signal that ends the process while it is written
 * removes it first; before, nothing is there to be removed.
 */
export function createFile(path: string, owner: Pick<NodeJS.Process, 'pid' | 'once' | 'off' | 'kill'>): NewFile {
  const target = targetOf(path);
  const draft = join(dirname(target), `.${basename(target).slice(0, 100)}.${owner.pid}.tmp`);
  let fd: number | undefined;
  const close = (): void => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
    for (const signal of signals) owner.off(signal, onSignal);
  };
  const drop = (): void => {
    if (fd !== undefined) rmSync(draft, {force: true});
    close();
  };
  function onSignal(signal: NodeJS.Signals): void {
    drop();
    owner.kill(owner.pid, signal); // nobody listens any more: it ends the process
  }
  const begin = (): number => {
    const opened = openSync(draft, 'wx');
    for (const signal of signals) owner.once(signal, onSignal);
    return opened;
  };
  return {
    async write(chunk) {
      fd ??= begin();
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(fd, bytes, sent);
      // A signal is heard only where something is waited for.
      await new Promise(setImmediate);
    },
    keep() {
      fd ??= begin();
      const previous = statSync(target, {throwIfNoEntry: false});
      if (previous !== undefined) fchmodSync(fd, previous.mode & 0o777);
      renameSync(draft, target);
      close();
    },
    drop,
  };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The file that a path names, behind links; an error for what may not be replaced. */
function targetOf(path: string): string {
  if (lstatSync(path, {throwIfNoEntry: false}) === undefined) {
    // A name that ends in a separator is that of a folder, which is not there.
    if (/[/\\]$/.test(path)) throw Object.assign(new Error(path), {code: 'EISDIR'});
    accessSync(dirname(path), constants.W_OK);
    return path;
  }
  // A link is there, but what it names may not be.
  if (statSync(path, {throwIfNoEntry: false}) === undefined) throw Object.assign(new Error(path), {code: 'ENOTARGET'});
  const target = realpathSync(path);
  const status = statSync(target);
  if (status.isDirectory()) throw Object.assign(new Error(path), {code: 'EISDIR'});
  if (!status.isFile()) throw Object.assign(new Error(path), {code: 'ENOTREG'});
  accessSync(target, constants.W_OK);
  return target;
}
