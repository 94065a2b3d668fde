import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { shippedPackages } from '../../scripts/packaging/program.js';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { COMPONENTS, noticeText } from '../../src/compiler/notice.js';
import { sampleSource } from '../support/sample-content.js';

const read = (path: string): Promise<string> =>
  readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

const lesson = await loadSource('content/it-project-manager');
if (!lesson.ok) throw new Error('The lesson has problems.');
const notice = noticeText(lesson.value.byte);

describe('the notice', () => {
  test('is the same in the repository and in the packages', async () => {
    expect(await read('NOTICE')).toBe(notice);
  });

  test.each(['lit', 'lit-element', 'lit-html', '@lit/reactive-element'])(
    'holds the licence of %s word for word',
    async (name) => {
      const licence = await read(`node_modules/${name}/LICENSE`);
      const words = licence.slice(licence.indexOf('Copyright')).trim();
      expect(notice).toContain(words);
    },
  );

  test('holds both licences of the icons word for word', async () => {
    const licence = await read('node_modules/lucide-static/LICENSE');
    const parts = licence.split('Copyright').slice(1);
    expect(parts).toHaveLength(2);
    for (const part of parts) {
      const [words = ''] = `Copyright${part}`.split('---');
      expect(notice).toContain(words.trim());
    }
  });

  test('holds the licence of the program word for word', async () => {
    const licence = await read('LICENSE');
    const [mit = ''] = licence.slice(licence.indexOf('Copyright')).split('\n---');
    expect(notice).toContain(mit.trim());
  });

  test('credits whom the lesson credits, with all addresses', () => {
    expect(notice).toContain(`
Credits of the lesson
---------------------

This page includes information from the O*NET 26.1 Database
<https://www.onetcenter.org/database.html> by the U.S. Department of Labor, Employment and
Training Administration (USDOL/ETA). Used under the CC BY 4.0
<https://creativecommons.org/licenses/by/4.0/> license. O*NET® is a trademark of
USDOL/ETA.

We changed the wording: everything is retold in plain language.`);
  });

  test('of another lesson says nothing of this one', async () => {
    const { byte } = await sampleSource();
    const other = noticeText(byte);
    expect(other).not.toMatch(/O\*NET|project manager/);
    expect(other).toContain('\nThe lesson “The Gardener & Co”\n------------------------------\n');
    expect(other).toContain(
      '\n\nCredits of the lesson\n---------------------\n\nAll of this is made up.\n\n\n',
    );
  });

  test('has no part for credits where there are none', async () => {
    const { byte } = await sampleSource();
    expect(noticeText({ ...byte, credits: [] })).not.toContain('Credits');
  });

  test('names every package that has code in the script', async () => {
    const packages = await shippedPackages();
    expect(packages).toEqual(['@lit/reactive-element', 'lit-element', 'lit-html']);
    const lit = COMPONENTS.find(({ name }) => name.startsWith('Lit'));
    for (const name of packages) expect(lit?.name).toContain(name);
  });
});
