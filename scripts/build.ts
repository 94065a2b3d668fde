import { fileURLToPath } from 'node:url';
import { buildAll } from './packaging/build-all.js';

// Paths as people type them, from the folder of the project whatever the current one is.
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const good = await buildAll({
  content: 'content',
  output: 'dist',
  only: process.argv.slice(2),
  print: (line) => console.log(line),
});
if (!good) process.exitCode = 1;
