import { describe, expect, test } from 'vitest';
import { lessonOf } from '../../src/core/lesson.js';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { readIcons } from '../../scripts/packaging/program.js';
import type { Source } from '../../src/compiler/read-content.js';
import { renderPage } from '../../src/compiler/render-page.js';
import { parsePage } from '../support/parsed-page.js';
import { problemsAfter, problemsWith, sampleSource } from '../support/sample-content.js';

const line = async (before: string, after: string): Promise<string> =>
  (await problemsWith(before, after)).join('\n');

/** The ids that stand more than once in the page of `source`. */
const icons = await readIcons();

async function idsGivenTwice({ byte, pictures }: Source): Promise<readonly string[]> {
  const lesson = lessonOf(byte, 'fingerprint');
  const program = { script: 'void 0', earlyScript: '', styles: 'a{}' };
  const { elements } = parsePage(await renderPage({ byte, lesson, pictures, icons, ...program }));
  const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
  if (!ids.includes('lesson')) throw new Error('The page has no data.');
  return ids.filter((id, index) => ids.indexOf(id) < index);
}

// Rendered outside the tests, where a slow machine may take its time.
const real = await loadSource('content/it-project-manager');
const twice = {
  real: real.ok ? await idsGivenTwice(real.value) : null,
  sample: await idsGivenTwice(await sampleSource()),
};

describe('the ids of the page', () => {
  test('are unique for the lesson about IT project managers', () => {
    expect(twice.real).toEqual([]);
  });

  test('are unique for a lesson of every kind of section', () => {
    expect(twice.sample).toEqual([]);
  });
});

describe('a name of the content', () => {
  const taken = (place: string, id: string): string =>
    `en.yaml:${place}: the page itself uses the name "${id}". Choose another one. [reserved-id]`;

  test.each([
    'welcome',
    'finish',
    'lesson',
    'steps',
    'start',
    'step-back',
    'step-next',
    'step-exit',
    'save-line',
    'print-lesson',
    'print-worksheet',
    'print-actions',
    'save-exit',
    'goodbye',
    'receipt-title',
    'receipt-print',
    'new-tab',
    'icon-next',
    'display-panel',
    'welcome-title',
    // Its heading would have the id of the receipt's.
    'receipt',
  ])('cannot be %s where it is a section', async (id) => {
    expect(await line('id: voices', `id: ${id}`)).toBe(taken('50:9', id));
  });

  test.each([
    ['a question', 'id: alone', '113:13', 'self'],
    ['an option', 'id: flying', '111:19', 'verdict'],
    ['an item to match', 'id: spade', '131:19', 'check'],
    ['an action', '{ id: plant,', '160:21', 'print'],
    ['a step of the scale', 'id: neutral', '173:15', 'comment'],
  ])('cannot be an id inside the part that shows it, such as of %s', async (_, before, at, id) => {
    const after = before.replace(/id: .*?(?=,|$)/, `id: ${id}`);
    expect(await line(before, after)).toBe(taken(at, id));
  });

  test('cannot be that of the heading of another section', async () => {
    expect(await line('id: titles', 'id: pay-title')).toBe(
      'en.yaml:146:9: the page needs the name "pay-title" for this, and for line 133 too. Choose another one here. [page-id-twice]',
    );
  });

  test('cannot be a portrait and a section', async () => {
    expect(await line('id: titles', 'id: ann')).toBe(
      'en.yaml:91:32: the page needs the name "ann" for this, and for line 146 too. Choose another one here. [page-id-twice]',
    );
  });

  test('cannot be one that every JavaScript object has', async () => {
    expect(await line('id: groundskeeper', 'id: constructor')).toBe(taken('152:19', 'constructor'));
  });

  test('can have 60 characters', async () => {
    expect(await line('id: titles', `id: a${'-b2'.repeat(19)}cc`)).toBe('');
  });
});

test('a drawing that uses an id of the page is a problem', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path id="pay" d="M0 0"/><path id="lesson" d="M0 0"/></svg>';
  expect(await problemsAfter({ 'media/plant.svg': svg })).toEqual([
    `media/plant.svg:1:1: the picture uses the id "pay", and so does the page itself. Start each id with the picture's name. [picture-id-twice]`,
    `media/plant.svg:1:1: the picture uses the id "lesson", and so does the page itself. Start each id with the picture's name. [picture-id-twice]`,
  ]);
});

test('the options of a question with several right answers are no people', async () => {
  const persona =
    'persona: { picture: { name: ann, alt: Ann }, traits: [{ id: a, text: a, fits: true, reason: b }] }';
  expect(await line('feedback: No. }', `feedback: No., ${persona} }`)).toBe(
    'en.yaml:111:71: there is no field "persona" here. Use one of: id, text, label, feedback. [unknown-field]',
  );
});
