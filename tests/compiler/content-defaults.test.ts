import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Byte } from '../../src/core/byte.js';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { problemsWith, SAMPLE, withSample } from '../support/sample-content.js';

const SETTINGS = /^settings:\n( {2}.*\n)+/m;

/** The sample lesson with its settings written anew. */
async function byteWith(written: string): Promise<Byte> {
  const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
  return withSample({ 'en.yaml': text.replace(SETTINGS, `${written}\n`) }, async (folder) => {
    const byte = await loadSource(folder);
    if (!byte.ok) throw new Error(JSON.stringify(byte.problems));
    return byte.value.byte;
  });
}

const STANDARD = {
  completion: 'both',
  passMark: 80,
  attempts: null,
  shuffle: true,
  feedback: 'each',
  statusWords: 'passed/incomplete',
  masteryScoreInManifest: false,
  lockSteps: false,
};

describe('a field with nothing behind its name', () => {
  test.each([
    ['the support', 'settings:\n  support:'],
    ['both parts of the support', 'settings:\n  support:\n    text:\n    href:'],
    ['two empty texts of the support', 'settings:\n  support: { text: "", href: " " }'],
    ['the settings', 'settings:'],
    ['each setting', 'settings:\n  passMark:\n  attempts:\n  shuffle:\n  statusWords:'],
  ])('counts as left out where it is %s', async (_, written) => {
    expect((await byteWith(written)).settings).toEqual(STANDARD);
  });

  test('counts as left out where it is the facts or the credits', async () => {
    const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
    await withSample({}, async (folder) => {
      const withoutPay = text.replace(/ {2}- kind: figures\n( {4}.*\n)+/, '');
      const start = withoutPay.indexOf('facts:');
      await writeFile(join(folder, 'en.yaml'), `${withoutPay.slice(0, start)}facts:\ncredits:\n`);
      const byte = await loadSource(folder);
      expect(byte.ok && [byte.value.byte.facts, byte.value.byte.credits]).toEqual([[], []]);
    });
  });

  test('is still named where there is no such field', async () => {
    expect(await problemsWith('  passMark: 75', '  pasMark:')).toEqual([
      'en.yaml:11:3: there is no field "pasMark" here. Use one of: completion, passMark, attempts, shuffle, feedback, statusWords, masteryScoreInManifest, lockSteps, support.',
    ]);
  });

  test('is a problem where only half of the support is there', async () => {
    expect(await problemsWith('{ text: Ask the school, ', '{ text: , ')).toEqual([
      'en.yaml:12:20: "text" is empty. Write text; put numbers and dates in quotes.',
    ]);
  });
});

describe('a mistake in YAML', () => {
  test('is told once where it is a tab', async () => {
    expect(await problemsWith('    id: help', '\tid: help')).toEqual([
      'en.yaml:29:1: the line is indented with a tab, which YAML forbids. Use blanks.',
    ]);
  });

  test('is told in plain words where a second lesson follows', async () => {
    expect(await problemsWith('facts:', '---\nfacts:')).toEqual([
      'en.yaml:176:1: a line "---" starts a second part here. A file holds one lesson; remove the line.',
    ]);
  });

  test('names the entry of a list that has nothing behind its hyphen', async () => {
    expect(await problemsWith('sections:\n', 'sections:\n  -\n')).toEqual([
      'en.yaml:14:4: entry 1 of "sections" is empty. Write it, or remove its hyphen.',
    ]);
  });

  test('names the empty entry of a list of words', async () => {
    expect(await problemsWith('[gardener, plants]', '\n  - gardener\n  -')).toEqual([
      'en.yaml:10:4: entry 2 of "keywords" is empty. Write it, or remove its hyphen.',
    ]);
  });
});

test('a lesson in a language without words for the page is a problem', async () => {
  expect(await problemsWith('language: en', 'language: fr')).toEqual([
    'en.yaml:5:11: the page has no words in the language "fr", only in: en. Use one of these, or first translate src/i18n/en.ts.',
  ]);
});

test('a variety of a language with words is none', async () => {
  expect(await problemsWith('language: en', 'language: en-GB')).toEqual([]);
});

describe('a figure', () => {
  const missing = (place: string, figure: string): string =>
    `en.yaml:${place}: the figure "${figure}" stands in no claim of the fact register. Add a fact with it, or take it out.`;

  test.each([
    [
      'a description',
      'description: A short',
      'description: US$50,000 and a short',
      '7:14',
      'US$50,000',
    ],
    ['an intro', 'intro: They help', 'intro: By *5*% or 7.5%, they help', '34:12', '7.5%'],
    ['a card', 'text: They grow food.', 'text: They earn €300.', '39:44', '€300'],
    ['the answer to a question', 'text: Flying', 'text: 50% flying', '111:33', '50%'],
  ])('in %s needs a fact', async (_, before, after, place, figure) => {
    expect((await problemsWith(before, after)).filter((one) => one.includes(figure))).toEqual([
      missing(place, figure),
    ]);
  });

  test('is none where it is a mere number', async () => {
    expect(await problemsWith('intro: They help', 'intro: All 7 of them help')).toEqual([]);
  });

  test('rests on a claim that has it whole', async () => {
    const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
    const claim = / {4}claim: (.*)$/m.exec(text)?.[1] ?? '';
    const problems = async (claimed: string): Promise<number> =>
      withSample(
        {
          'en.yaml': text
            .replace(claim, `${claimed} a year`)
            .replace('intro: They help', 'intro: For US$300 they help'),
        },
        async (folder) => {
          const byte = await loadSource(folder);
          return byte.ok ? 0 : byte.problems.length;
        },
      );
    expect([await problems('US$300'), await problems('US$300.50')]).toEqual([0, 1]);
  });
});

describe('a lesson without a quiz', () => {
  test('is not complete by a quiz, also where the settings say nothing about it', async () => {
    const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
    const quiz = text.slice(text.indexOf('  - kind: quiz'), text.indexOf('  - kind: figures'));
    expect(await problemsWith(quiz, '')).toEqual([
      'en.yaml:11:3: completion is "both" and so depends on a quiz, but no section is one. Add a quiz, or set completion to "sections".',
    ]);
  });
});
