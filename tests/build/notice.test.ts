import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { bundle } from '../../scripts/build/bundle.js';
import { COMPONENTS, noticeText } from '../../scripts/build/notice.js';

const read = (path: string): Promise<string> =>
  readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the notice', () => {
  test('is the same in the repository and in the packages', async () => {
    expect(await read('NOTICE')).toBe(noticeText());
  });

  test.each(['lit', 'lit-html', 'lit-element', '@lit/reactive-element'])(
    'holds the licence of %s word for word',
    async (name) => {
      const licence = await read(`node_modules/${name}/LICENSE`);
      const words = licence.slice(licence.indexOf('Copyright')).trim();
      expect(noticeText()).toContain(words);
    },
  );

  test('holds the licence of the program word for word', async () => {
    const licence = await read('LICENSE');
    const [mit = ''] = licence.slice(licence.indexOf('Copyright')).split('\n---');
    expect(noticeText()).toContain(mit.trim());
  });

  test('names every package that has code in the script', async () => {
    const { packages } = await bundle();
    expect(packages).toEqual(['@lit/reactive-element', 'lit-element', 'lit-html']);
    const lit = COMPONENTS.find(({ name }) => name.startsWith('Lit'));
    for (const name of packages) expect(lit?.name).toContain(name);
  });
});
