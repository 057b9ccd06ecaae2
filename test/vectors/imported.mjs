// Modules of src and test, which are TypeScript, for a script that Node runs as it is.
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

/** What a module of this text exports; its paths begin at the top of the repository. */
export async function imported(contents) {
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: fileURLToPath(new URL('../..', import.meta.url))},
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
