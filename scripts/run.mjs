// Runs one of the scripts beside it: `node scripts/run.mjs build it-project-manager`.
//
// The script and our own modules are bundled into one file first. Loading some
// eighty files of TypeScript one by one takes longer than the whole build does.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [name, ...others] = process.argv.slice(2);
const cache = fileURLToPath(new URL('../.cache/scripts/', import.meta.url));
// Two builds may run at the same time.
const outfile = `${cache}${name}-${process.pid}.mjs`;

/** Each module goes on to know its own place, although all end up in one file. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:scripts|manifest|src)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const place = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' };
    });
  },
};

await mkdir(cache, { recursive: true });
await build({
  entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  logLevel: 'error',
  plugins: [ownPlaces],
});
process.argv = [process.argv[0], outfile, ...others];
try {
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(outfile, { force: true });
}
