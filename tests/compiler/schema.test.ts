import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchema } from '../../src/compiler/content-model.js';

test('the committed JSON Schema is made from the content model of today; "npm run schema" writes it', () => {
  const path = new URL('../../content/byte.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
});
