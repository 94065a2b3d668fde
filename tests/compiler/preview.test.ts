import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../scripts/preview/preview.js';
import type { PreviewState } from '../../scripts/preview/state.js';
import { SAMPLE } from '../support/sample-content.js';

let root = '';
let preview: Preview;
const lines: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'career-byte-preview-'));
  await cp(SAMPLE, join(root, 'sample'), { recursive: true });
  const print = (line: string): void => void lines.push(line);
  preview = await startPreview({ content: root, name: 'sample', port: 0, print });
}, 60_000);

afterAll(async () => {
  await preview.stop();
  await rm(root, { recursive: true });
});

/** Makes a change, and waits for the state that the preview sends after it. */
async function stateAfter(change: () => Promise<void>): Promise<PreviewState> {
  const response = await fetch(new URL('changes', preview.url));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error('The preview sends nothing.');
  const next = async (): Promise<PreviewState> => {
    const { value = '' } = await reader.read();
    return JSON.parse(value.replace('data: ', '')) as PreviewState;
  };
  await next();
  await change();
  const state = await next();
  await reader.cancel();
  return state;
}

async function edit(before: string, after: string): Promise<void> {
  const path = join(root, 'sample/en.yaml');
  await writeFile(path, (await readFile(path, 'utf8')).replace(before, after));
}

async function page(path: string): Promise<string> {
  return (await fetch(new URL(path, preview.url))).text();
}

describe('the preview of a lesson', { timeout: 60_000 }, () => {
  test('shows the lesson inside a page of its own', async () => {
    expect(await page('')).toContain('<iframe id="lesson"');
    expect(await page('lesson/')).toContain('The Gardener &amp; Co');
  });

  test('follows a change, keeps the last good version while there is a problem, and says where it is', async () => {
    const changed = await stateAfter(() => edit('title: Voices', 'title: Their voices'));
    expect(changed).toEqual({ name: 'sample', version: 2, isCurrent: true, problems: [] });
    expect(await page('lesson/')).toContain('Their voices');

    const broken = await stateAfter(() => edit('label: Voices', 'lable: Voices'));
    const text = `${root}/sample/en.yaml:52:5: there is no field "lable" here. Did you mean "label"? Use one of: kind, id, title, label, minutes, picture, intro, outro, voices. [unknown-field]`;
    expect(broken).toEqual({
      name: 'sample',
      version: 2,
      isCurrent: false,
      problems: [{ text, isError: true, section: 'voices' }],
    });
    expect(lines).toContain(text);
    expect(await page('lesson/')).toContain('Their voices');

    const repaired = await stateAfter(() => edit('lable: Voices', 'label: Voices'));
    expect(repaired).toMatchObject({ version: 3, isCurrent: true, problems: [] });
  });

  test('answers only to this computer’s own name', async () => {
    const status = await new Promise((done, fail) => {
      const { port } = new URL(preview.url);
      const headers = { host: 'evil.example' };
      request({ port, host: '127.0.0.1', headers }, (response) => {
        response.resume();
        done(response.statusCode);
      })
        .on('error', fail)
        .end();
    });
    expect(status).toBe(403);
  });
});
