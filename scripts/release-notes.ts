import { readFile } from 'node:fs/promises';
import { notesFor } from './release/notes.js';

/**
 * `npm run release-notes -- v1.2.3`: prints the section of CHANGELOG.md for a
 * tag, and fails unless tag, package.json and changelog agree.
 */
const [tag = ''] = process.argv.slice(2);
// npm wrote the file.
const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
const notes = notesFor(tag, version, await readFile('CHANGELOG.md', 'utf8'));
if (notes.ok) console.log(notes.value);
else {
  for (const problem of notes.problems) console.error(problem);
  process.exitCode = 1;
}
