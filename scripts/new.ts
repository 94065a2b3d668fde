import { fileURLToPath } from 'node:url';
import { createByte } from './packaging/create-byte.js';

/** `npm run new -- my-career`: a complete lesson to start from. */
process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { ok, message } = await createByte('content', process.argv.slice(2));
console.log(message);
if (!ok) process.exitCode = 1;
