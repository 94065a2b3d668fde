import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { jsonSchema } from '../src/compiler/content-model.js';

/** `npm run schema`: writes the JSON Schema of the content model, which lets editors help authors. */
const path = fileURLToPath(new URL('../content/byte.schema.json', import.meta.url));
await writeFile(path, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
console.log('content/byte.schema.json is written.');
