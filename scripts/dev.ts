import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { byteFolders } from './packaging/build-all.js';
import { startPreview } from './preview/preview.js';

/** `npm run dev -- my-career`: the lesson in a browser, rebuilt with every saved change. */
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '4100' } },
  allowPositionals: true,
});
const names = await byteFolders('content');
const name = positionals[0] ?? (names.length === 1 ? names[0] : undefined);
if (name === undefined || !names.includes(name)) {
  const there = names.length > 0 ? ` There are: ${names.join(', ')}.` : '';
  console.error(
    name === undefined
      ? `Say which lesson, such as: npm run dev -- ${names[0] ?? 'my-career'}.${there}`
      : `There is no lesson "${name}".${there} To start it: npm run new -- ${name}`,
  );
  process.exitCode = 1;
} else {
  await startPreview({
    content: 'content',
    name,
    port: Number(values.port),
    print: (line) => console.log(line),
  });
}
