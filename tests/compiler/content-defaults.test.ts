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

  test('is a problem where only half of the support is there', async () => {
    expect(await problemsWith('{ text: Ask the school, ', '{ text: , ')).toEqual([
      'en.yaml:12:20: "text" is empty. Write text; put numbers and dates in quotation marks. [wrong-type]',
    ]);
  });
});

test('a regional variety of a translated language is fine', async () => {
  expect(await problemsWith('language: en', 'language: en-GB')).toEqual([]);
});

describe('a figure', () => {
  const missing = (place: string, figure: string): string =>
    `en.yaml:${place}: no claim in the fact register has the figure "${figure}". Add a fact with it, or take it out. [unregistered-figure]`;

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
