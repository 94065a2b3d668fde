import { describe, expect, test } from 'vitest';
import { STARTER } from '../../scripts/packaging/create-byte.js';
import { readByteFiles } from '../../scripts/packaging/read-byte.js';
import { describeNote, review, type Review } from '../../src/compiler/editorial.js';
import { encodeUtf8 } from '../../src/compiler/files.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { readContent } from '../../src/compiler/read-content.js';

const starter = await readByteFiles(STARTER);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';

// The starter shows one picture everywhere; here each section has its own.
const media = new Map<string, Uint8Array>();
const text = Buffer.from(starter.get('en.yaml') ?? [])
  .toString()
  .replace(/name: scene/g, () => {
    const name = `scene-${media.size}`;
    media.set(`media/${name}.svg`, encodeUtf8(SVG));
    return `name: ${name}`;
  });

function reviewOf(changed: string): Review {
  const files = new Map([...starter, ...media, ['en.yaml', encodeUtf8(changed)]]);
  const { source, problems, placeOf } = readContent(files, 'content/my-career');
  if (!source) throw new Error(problems.map(describeProblem).join('\n'));
  return review(source.byte, placeOf);
}

function notesAfter(...edits: readonly (readonly [before: string, after: string])[]): string {
  const changed = edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The starter has no ${JSON.stringify(from)}.`);
    return before.replace(from, () => to);
  }, text);
  return reviewOf(changed).notes.map(describeNote).join('\n');
}

/** A section of the starter, from its comment to the next. */
function part(start: string, end: string): string {
  return text.slice(text.indexOf(start), text.indexOf(end));
}

test('the starter, with a picture for each step, follows every rule', () => {
  expect(notesAfter()).toBe('');
});

test('a review has the words, the time and the reading grade of the lesson', () => {
  const { words, minutes, grade } = reviewOf(text);
  expect({ words, minutes }).toEqual({ words: 702, minutes: 10 });
  expect(grade).toBeGreaterThan(0);
  expect(grade).toBeLessThan(8);
});

describe('the editorial rules advise on', () => {
  const intro =
    'Say in one sentence what the job is. Say who needs it and why. Then say what makes it\n      *interesting*. Three to five sentences are enough.';
  const write = part('      - id: write\n', '      - id: talk\n        text: Talk to your');
  const talk = part('      - id: talk\n        text: Talk to your', '\n  # Feedback is one');

  test.each<[string, ...(readonly [string, string])[]]>([
    ['a lesson without an objective', [part('objective:', 'keywords:'), '']],
    ['two objectives', ['could suit you.', 'could suit you. You can do it.']],
    [
      'a lesson of many minutes',
      ['  # Cards are short', `    outro: ${'word '.repeat(6000)}\n\n  # Cards are short`],
    ],
    ['an intro of two sentences', [intro, 'This is the job. It is fine.']],
    [
      'an intro of six sentences',
      [intro, 'One is here. Two is here. Three is here. Four is here. Five is here. Six is here.'],
    ],
    [
      'words that are hard to read',
      [
        intro,
        'Interdisciplinary responsibilities necessitate organizational communication capabilities. Administrative considerations predominate intermittently. Institutional accountability characterizes implementation.',
      ],
    ],
    ['one picture for two steps', ['name: scene-1', 'name: scene-0']],
    [
      'an alternative text that is a title',
      ['alt: Ada has short gray hair and smiles.', 'alt: Ada'],
    ],
    [
      'an alternative text that says it is a picture',
      ['alt: Ada has short gray hair and smiles.', 'alt: Picture of Ada at her desk'],
    ],
    ['a question about the quiz', ['section: what-they-do', 'section: next-steps']],
    [
      'a reason that says only "right"',
      ['feedback: That is the first event of the day.', 'feedback: Right.'],
    ],
    [
      'a reason that begins with "wrong"',
      ['feedback: The day has only just begun.', 'feedback: Wrong, the day has only just begun.'],
    ],
    [
      'a large number without a source',
      ['text: They ask people what they need.', 'text: They help 12,000 people.'],
    ],
    ['a link text that says "here"', ['[O\\*NET OnLine](', '[here](']],
    ['a lesson without a written task', [write, '']],
    [
      'a lesson without a self-check',
      [part('  # A self-check is', '  # The quiz is'), ''],
      ['section: is-it-for-you', 'section: one-day'],
      ['section: is-it-for-you', 'section: one-day'],
    ],
    [
      'a lesson without facts',
      [part('  # Figures: each', '  # Terms are'), ''],
      [part('facts:', '# Whom you owe'), ''],
    ],
    ['a lesson without people', [part('  # Voices are', '  # A self-check'), '']],
    ['a lesson without somebody to talk to', [talk, ''], [part('  support:', 'sections:'), '\n']],
  ])('%s', (_, ...edits) => {
    expect(notesAfter(...edits)).toMatchSnapshot();
  });
});

test('the reading grade of other languages is not measured', () => {
  expect(reviewOf(text.replace('language: en', 'language: en-GB')).grade).not.toBeNull();
});
