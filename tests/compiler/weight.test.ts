import { beforeAll, describe, expect, test } from 'vitest';
import {
  budgetFor,
  overBudget,
  readBudget,
  weighLesson,
  type Weight,
} from '../../scripts/bench/weight.js';
import { PAGE_LIMIT } from '../../scripts/bench/promises.js';
import { readTexts, wordsOf } from '../content/lesson-texts.js';

let page = '';
let weight: Weight;
beforeAll(async () => {
  ({ page, weight } = await weighLesson());
});

describe('the page of the shipped lesson', () => {
  test('stays within its weight budget; "npm run weight" shows each room', async () => {
    expect(overBudget(weight, await readBudget())).toEqual([]);
  });

  test('asks for no other file', () => {
    const loading =
      /<(?:link|img|iframe|object|embed|video|audio|source)\b[^>]*>|<script src[^>]*>/g;
    expect(page.match(loading)).toBeNull();
    expect(page.match(/@import|@font-face|url\((?!#)[^)]*\)/g)).toBeNull();
  });

  test('has its first words before its small script, and both before all that is large', () => {
    const [early = -1, main = -1] = [...page.matchAll(/<script>"use strict"/g)].map(
      ({ index }) => index,
    );
    const first = page.indexOf('id="start"');
    const second = page.indexOf('class="step ', page.indexOf('class="step ') + 1);
    const order = [page.indexOf('<h1'), first, early, page.indexOf('<symbol'), second, main];
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(page.slice(0, second)).not.toContain('type="application/json"');
  });

  test('can be read without a script, to the last word', () => {
    const shown = wordsOf(
      page
        .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
        .replaceAll('&#39;', "'")
        .replace(/<[^>]+>|&#?\w+;/g, ' '),
    ).join(' ');
    const missing = textsToRead().filter((text) => !shown.includes(text));
    expect(missing).toEqual([]);
  });
});

/** Profiles depend on choices, and a group that is alone has no heading. */
const UNSEEN = /profiles|credits|groups\.[^.]+\.title$/;

/** What an author wrote to be read; not what answers, which a script shows after a choice. */
function textsToRead(): readonly string[] {
  const file = new URL('../../content/it-project-manager/en.yaml', import.meta.url);
  const fields = ['title', 'description', 'intro', 'outro', 'text', 'term', 'meaning', 'prompt'];
  return readTexts(file)
    .filter(({ field, place }) => fields.includes(field) && !UNSEEN.test(place))
    .map(({ plain }) => wordsOf(plain).join(' '));
}

describe('the weight budget', () => {
  const rooms = { 'src/core': 10_000, 'src/ui': 50_000 };
  const small: Weight = { page: PAGE_LIMIT, rooms };

  test('leaves each room a tenth to grow', () => {
    const grown = { 'src/core': 11_000, 'src/ui': 55_000 };
    expect(overBudget({ ...small, rooms: grown }, budgetFor(small))).toEqual([]);
  });

  test('names a room that grew by more, a room that is new, and a page that is too heavy', () => {
    const grown = { 'src/core': 11_001, 'src/heavy': 1 };
    expect(overBudget({ page: PAGE_LIMIT + 1, rooms: grown }, budgetFor(small))).toEqual([
      'The page has 90001 bytes, gzip. The limit is 90000. Make it lighter.',
      'src/core has 11001 bytes. Its budget is 11000. Make it lighter, or run "npm run weight -- --write" and say in the commit why it grew.',
      'src/heavy has 1 bytes. Its budget is 0. Make it lighter, or run "npm run weight -- --write" and say in the commit why it grew.',
    ]);
  });
});
