import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { problemsAfter, problemsWith, SAMPLE } from '../support/sample-content.js';

const line = async (before: string, after: string): Promise<string> =>
  (await problemsWith(before, after)).join('\n');

describe('ids', () => {
  test.each([
    ['that differ from the folder', 'id: sample', 'id: simple'],
    ['that belong to a step', 'id: voices', 'id: welcome'],
    ['of two sections that are the same', 'id: titles', 'id: pay'],
    ['of a question and a section that are the same', 'id: who', 'id: day'],
    ['that are the same as the row of the comment', 'id: alone', 'id: feedback-comment'],
    ['of two options that are the same', '{ id: flying,', '{ id: weeding,'],
    [
      'of two cards that are the same',
      'id: food,',
      'id: food, title: x, text: x }\n          - { id: food,',
    ],
    ['of two facts that are the same', 'credits:', factTwice()],
  ])('%s are a problem', async (_, before, after) => {
    expect(await line(before, after)).toMatchSnapshot();
  });
});

function factTwice(): string {
  const fields = ['id: money-here', 'claim: x', 'source: x', 'place: x', 'year: x', 'licence: x'];
  return `  - { ${fields.join(', ')} }\ncredits:`;
}

describe('references', () => {
  test.each([
    ['a section that is not there', 'section: help', 'section: nowhere'],
    ['an option that is not there', 'correct: ann', 'correct: carl'],
    ['an option of many that is not there', '[watering, weeding]', '[watering, digging]'],
    ['an option twice', '[watering, weeding]', '[watering, watering]'],
    ['a target that is not there', 'target: dry', 'target: dusty'],
    ['a fact that is not there', 'fact: money-here', 'fact: money-there'],
  ])('to %s are a problem', async (_, before, after) => {
    expect(await line(before, after)).toMatchSnapshot();
  });

  test('to a section with problems of its own are none', async () => {
    expect(
      await problemsWith('      - { id: morning, title: Morning, text: Watering. }', ''),
    ).toEqual([
      'en.yaml:47:12: "events" is empty. Write a list, each entry on its own line after a hyphen.',
    ]);
  });
});

describe('sections', () => {
  test('of an interactive kind are there once', async () => {
    const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
    const start = text.indexOf('  - kind: checklist');
    const section = text.slice(start, text.indexOf('  - kind: feedback'));
    const second = section.replace('id: act', 'id: more').replace('label: Take', 'label: Again');
    const changed = text.slice(0, start) + second + text.slice(start);
    expect((await problemsAfter({ 'en.yaml': changed })).join('\n')).toMatchSnapshot();
  });

  test.each([
    ['a quiz that completion needs', 'passMark: 75', 'completion: quiz'],
    ['a profile for everybody', 'from: 0', 'from: 10'],
    ['one profile for a share', 'from: 60', 'from: 0'],
    ['amounts where bars are drawn', ' amount: 100,', ''],
    ['personas for all options or none', /* of Bob */ personaOfBob(), ''],
  ])('have %s', async (name, before, after) => {
    if (name.startsWith('a quiz')) {
      const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
      const quiz = text.slice(text.indexOf('  - kind: quiz'), text.indexOf('  - kind: figures'));
      const changed = text.replace(quiz, '').replace(before, after);
      expect((await problemsAfter({ 'en.yaml': changed })).join('\n')).toMatchSnapshot();
    } else {
      expect(await line(before, after)).toMatchSnapshot();
    }
  });
});

function personaOfBob(): string {
  return `            persona:
              picture: { name: ann, alt: Bob with a hat }
              traits: [{ id: hasty, text: hasty, fits: false, reason: Plants are slow. }]
`;
}

describe('labels', () => {
  test.each([
    ['leave words for a report', 'label: Take action', 'label: "行動"'],
    ['tell questions apart', 'label: Sort the tools', 'label: who fits, best'],
    ['tell answers apart', 'label: Flying', 'label: weeding'],
    ['fit into one answer', 'label: Flying', `label: ${'very '.repeat(60)}long`],
  ])('%s', async (_, before, after) => {
    expect(await line(before, after)).toMatchSnapshot();
  });
});

test('a record that could outgrow an LMS is a problem', async () => {
  const text = await readFile(join(SAMPLE, 'en.yaml'), 'utf8');
  const actions = Array.from({ length: 900 }, (_, number) => `{ id: a${number}, text: Do it. }`);
  const changed = text.replace('[{ id: plant, text: Plant a seed. }]', `[${actions.join(', ')}]`);
  expect(await problemsAfter({ 'en.yaml': changed })).toEqual([
    expect.stringMatching(
      /^en\.yaml:14:3: a learner's record may grow to \d+ characters, and SCORM 1\.2 is sure to keep 3500\. Use fewer questions or actions\.$/,
    ),
  ]);
});

describe('pictures', () => {
  const svg = (inner: string, attributes = 'viewBox="0 0 10 10"'): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${inner}\n</svg>`;

  test.each([
    ['a script', svg('<script>alert(1)</script>')],
    ['a handler', svg('<path d="M0 0" onclick="alert(1)"/>')],
    ['a link', svg('<a href="https://example.org"><path d="M0 0"/></a>')],
    ['a style', svg('<style>path{fill:red}</style>')],
    ['a style attribute', svg('<path style="fill:red"/>')],
    ['a picture from elsewhere', svg('<image href="https://example.org/x.png"/>')],
    ['a paint from elsewhere', svg('<path fill="url(https://example.org/x)"/>')],
    [
      'foreign content',
      svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
    ],
    ['an animation', svg('<animate attributeName="x"/>')],
    [
      'an older link',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" xmlns:xlink="http://www.w3.org/1999/xlink">\n<use xlink:href="#a"/></svg>`,
    ],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`],
    ['a processing instruction', `<?xml-stylesheet href="x.css"?>${svg('')}`],
    ['no viewBox', svg('', 'width="10"')],
    ['an open tag', svg('<path>')],
    ['another root', '<html/>'],
    ['nothing', ''],
    ['too many bytes', svg(`<path d="${'M0 0'.repeat(6000)}"/>`)],
    ['bytes that are no text', Buffer.from([0x3c, 0xff])],
  ])('with %s are refused', async (_, picture) => {
    expect((await problemsAfter({ 'media/plant.svg': picture })).join('\n')).toMatchSnapshot();
  });

  test('that are not there are named where they are asked for', async () => {
    expect((await problemsAfter({ 'media/ann.svg': null })).join('\n')).toMatchSnapshot();
  });

  test('that share an id are a problem, because one page holds both', async () => {
    const picture = svg('<path id="leaf" d="M0 0"/>');
    const changes = { 'media/plant.svg': picture, 'media/ann.svg': picture };
    expect((await problemsAfter(changes)).join('\n')).toMatchSnapshot();
  });

  test('need an alternative text', async () => {
    expect(await line('alt: Ann with a hat', 'alt: ""')).toMatchSnapshot();
  });
});
