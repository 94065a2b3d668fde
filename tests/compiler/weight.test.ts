import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  budgetFor,
  overBudget,
  shippedPage,
  weigh,
  type Weight,
} from '../../scripts/bench/weigh.js';
import { readTexts, wordsOf } from '../content/lesson-texts.js';

let page = '';
beforeAll(async () => {
  page = await shippedPage();
});

describe('the page of the shipped lesson', () => {
  test('weighs no more than its budget; "npm run weight" tells who grew', async () => {
    const path = new URL('./weight-budget.json', import.meta.url);
    const budget = JSON.parse(readFileSync(path, 'utf8')) as Weight;
    expect(overBudget(await weigh(page), budget)).toEqual([]);
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

describe('a budget', () => {
  const weight: Weight = {
    page: 50_000,
    parts: { styles: 1, script: 1, earlyScript: 1, data: 1, html: 1 },
    modules: { 'src/main.ts': 1000 },
  };

  test('leaves room for a changed word', () => {
    expect(overBudget(weight, budgetFor(weight))).toEqual([]);
  });

  test('names what grew, and what is new', () => {
    const grown = {
      ...weight,
      page: 51_000,
      modules: { 'src/main.ts': 1200, 'src/heavy.ts': 5 },
    };
    expect(overBudget(grown, budgetFor(weight))).toEqual([
      'the compressed page has 51000 bytes, and may have 50500',
      'src/main.ts has 1200 bytes, and may have 1100',
      'src/heavy.ts has 5 bytes, and may have 0',
    ]);
  });
});
