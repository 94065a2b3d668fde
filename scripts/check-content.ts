import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeNote, review } from '../src/compiler/editorial.js';
import { describeProblem, isError } from '../src/compiler/problems.js';
import { readContent } from '../src/compiler/read-content.js';
import { byteFolders } from './packaging/build-all.js';
import { displayPath, readByteFiles } from './packaging/read-byte.js';

/**
 * `npm run check:content -- my-career`: the editorial rules, for the named
 * lessons or all. Notes are advice; with `--strict` each is a failure.
 */
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { values, positionals } = parseArgs({
  options: { strict: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : await byteFolders('content');
let failed = names.length === 0;
if (failed) console.log('There is no lesson yet. Start one with: npm run new -- my-career');
for (const name of names) {
  const folder = displayPath(join('content', name));
  const { source, problems, placeOf } = readContent(await readByteFiles(folder), folder);
  for (const problem of problems) console.log(describeProblem(problem));
  if (!source) {
    failed = true;
    console.log(`${name}: repair ${problems.filter(isError).length} problems first.`);
    continue;
  }
  const { notes, words, minutes, grade } = review(source.byte, placeOf);
  for (const note of notes) console.log(describeNote(note));
  const level = grade === null ? 'not measured in this language' : grade.toFixed(1);
  console.log(
    `${name}: ${words.toLocaleString('en-US')} words, about ${minutes} minutes, reading grade ${level}, ` +
      `${notes.length} ${notes.length === 1 ? 'note' : 'notes'}.`,
  );
  if (values.strict && notes.length > 0) failed = true;
}
if (failed) process.exitCode = 1;
