import { describe, expect, test } from 'vitest';
import { STARTER } from '../../scripts/packaging/create-byte.js';
import { readByteFiles } from '../../scripts/packaging/read-byte.js';
import { encodeUtf8, type Files } from '../../src/compiler/files.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { readContent } from '../../src/compiler/read-content.js';

// Every mistake is made in the lesson that `npm run new` creates, which has every
// kind of section and question. The snapshot holds the whole message with its place.

const starter = await readByteFiles(STARTER);
const text = Buffer.from(starter.get('en.yaml') ?? []).toString();

type Changes = Readonly<Record<string, string | Uint8Array | null>>;

/** What an author reads after changing files of the starter. */
function problemsAfter(changes: Changes): string {
  const files = new Map(starter);
  for (const [name, data] of Object.entries(changes)) {
    if (data === null) files.delete(name);
    else files.set(name, typeof data === 'string' ? encodeUtf8(data) : data);
  }
  return messagesFor(files);
}

function messagesFor(files: Files): string {
  const { problems } = readContent(files, 'content/my-career');
  return problems.map(describeProblem).join('\n');
}

function edited(before: string, after: string): string {
  if (!text.includes(before)) throw new Error(`The starter has no ${JSON.stringify(before)}.`);
  return text.replace(before, () => after);
}

test('the starter has no problem', () => {
  expect(messagesFor(starter)).toBe('');
});

type Edit = readonly [mistake: string, before: string, after: string];

function describeEdits(name: string, edits: readonly Edit[]): void {
  describe(name, () => {
    test.each(edits)('%s', (_, before, after) => {
      expect(problemsAfter({ 'en.yaml': edited(before, after) })).toMatchSnapshot();
    });
  });
}

const TITLE = 'title: My career';

describe('the file', () => {
  test.each<[string, Changes]>([
    ['is missing', { 'en.yaml': null }],
    ['is called en.yml', { 'en.yaml': null, 'en.yml': text }],
    ['is called EN.yaml', { 'en.yaml': null, 'EN.yaml': text }],
    ['is empty', { 'en.yaml': '' }],
    ['has only spaces', { 'en.yaml': '  \n \n' }],
    ['has only comments', { 'en.yaml': '# later\n' }],
    ['is a list', { 'en.yaml': '- a\n- b\n' }],
    ['is one sentence', { 'en.yaml': 'This is my lesson.\n' }],
    ['is UTF-16, little end first', { 'en.yaml': Buffer.from(`\ufeff${text}`, 'utf16le') }],
    ['is UTF-16, big end first', { 'en.yaml': Buffer.from(`\ufeff${text}`, 'utf16le').swap16() }],
    ['is UTF-16 without a mark', { 'en.yaml': Buffer.from(text, 'utf16le') }],
    ['is Latin-1', { 'en.yaml': Buffer.from(edited('My career', 'Café'), 'latin1') }],
    ['starts with a byte order mark and is fine', { 'en.yaml': `\ufeff${text}` }],
    ['has Windows line ends and is fine', { 'en.yaml': text.replaceAll('\n', '\r\n') }],
    ['has old Mac line ends and is fine', { 'en.yaml': text.replaceAll('\n', '\r') }],
    ['holds two documents', { 'en.yaml': edited('sections:', '---\nsections:') }],
    ['lies beside a file that nothing uses', { 'notes.docx': 'x' }],
    ['lies beside a picture that nothing shows', { 'media/old.svg': '<svg/>' }],
    ['lies beside a photo', { 'media/photo.jpg': 'x' }],
    ['lies beside files of the computer and is fine', { '.DS_Store': 'x', 'media/Thumbs.db': 'x' }],
    ['lies beside notes and is fine', { 'README.md': 'x' }],
  ])('%s', (_, changes) => {
    expect(problemsAfter(changes)).toMatchSnapshot();
  });
});

describeEdits('a slip in YAML', [
  ['no colon after a field', TITLE, 'title My career'],
  ['an equals sign in place of the colon', TITLE, 'title = My career'],
  ['a semicolon in place of the colon', TITLE, 'title; My career'],
  ['a full-width colon', TITLE, 'title： My career'],
  ['no colon after a field that holds others', 'settings:\n', 'settings\n'],
  ['no colon after a list', 'keywords:\n', 'keywords\n'],
  ['no space after the colon', TITLE, 'title:My career'],
  ['no space after the colon of a number', 'passMark: 80', 'passMark:80'],
  ['no space after the colon in a list entry', '- id: what-it-is', '- id:what-it-is'],
  ['a colon inside a text', TITLE, 'title: Nursing: a career'],
  ['a colon inside a nested text', 'title: Plan\n', 'title: Plan: first things first\n'],
  ['a colon at the end of a text', TITLE, 'title: My career:'],
  ['a colon inside a text with quotation marks', TITLE, 'title: The "best": a career'],
  [
    'a colon inside a link text',
    'text: Use your own words, and',
    'text: Note: use your words, and',
  ],
  ['one space too many', '  passMark: 80', '   passMark: 80'],
  ['one space too few', '  shuffle: true', ' shuffle: true'],
  ['a field too far to the left', '    title: What is the job?', '  title: What is the job?'],
  ['a field too far to the right', '    title: What is the job?', '      title: What is the job?'],
  ['an indented first field', 'version: 1.0.0', '  version: 1.0.0'],
  ['a list entry too far to the left', '          - talk\n', '        - talk\n'],
  ['a list entry too far to the right', '          - talk\n', '           - talk\n'],
  ['no space after a hyphen', '  - careers\n', '  -careers\n'],
  ['no space after the second hyphen', '          - talk\n', '          -talk\n'],
  ['a list on the line of its field', 'keywords:\n  - careers', 'keywords: - careers'],
  ['a text and a list in one field', 'keywords:\n  - careers', 'keywords: careers\n  - jobs'],
  ['a text and fields in one field', 'settings:\n', 'settings: mine\n'],
  ['a tab as indentation', '  passMark: 80', '\tpassMark: 80'],
  ['tabs in two lines', '  passMark: 80\n  shuffle', '\tpassMark: 80\n\tshuffle'],
  ['a non-breaking space as indentation', '  passMark: 80', '\u00a0\u00a0passMark: 80'],
  ['one non-breaking space in the indentation', '  passMark: 80', ' \u00a0passMark: 80'],
  ['a non-breaking space after the colon', TITLE, 'title:\u00a0My career'],
  ['a zero-width space before a field', TITLE, '\u200btitle: My career'],
  ['a zero-width space inside a field', TITLE, 'ti\u200btle: My career'],
  ['a zero-width space inside a text', TITLE, 'title: My\u200b career'],
  ['an ideographic space as indentation', '  passMark: 80', '\u3000passMark: 80'],
  ['curly quotation marks around a title', TITLE, 'title: “My career”'],
  ['curly quotation marks around a text with a colon', TITLE, 'title: “Nursing: a career”'],
  ['curly quotation marks around an id', 'id: my-career', 'id: “my-career”'],
  ['curly quotation marks around a number', "shown: '1'", 'shown: ‘1’'],
  ['curly quotation marks around a link', 'href: mailto:', 'href: “mailto:'],
  ['a # that cuts a text', TITLE, 'title: My career is # 1'],
  ['a # that cuts a prompt', 'prompt: What happens when?', 'prompt: Who is the #1 here?'],
  [
    'a # inside a folded text is fine',
    'needs it and why. Then say what',
    'needs it. #1 Then say what',
  ],
  ['a # at the start of a text', TITLE, 'title: #1 career'],
  ['a note after a number is fine', 'passMark: 80', 'passMark: 80 # as always'],
  ['two values of one field', TITLE, 'title: My career\ntitle: Another'],
  ['two values of a field in a list', 'title: Plan\n', 'title: Plan\n            title: Talk\n'],
  ['a quotation mark that is not closed', TITLE, 'title: "My career'],
  ['an apostrophe that opens a text', TITLE, "title: 'Tis my career"],
  ['an apostrophe inside single quotation marks', TITLE, "title: 'It's my career'"],
  ['text after a quotation mark', TITLE, 'title: "My" career'],
  ['text after a bracket', TITLE, 'title: [My] career'],
  ['text after a star', TITLE, 'title: *My* career'],
  ['a bracket that is not closed', 'keywords:\n  - careers', 'keywords: [careers, jobs'],
  ['a brace that is not closed', TITLE, 'title: {My career'],
  ['a text that starts with @', TITLE, 'title: @work'],
  ['a text that starts with %', TITLE, 'title: %100 career'],
  ['a text that starts with a backtick', TITLE, 'title: `My` career'],
  ['a text that starts with an exclamation mark', TITLE, 'title: !My career'],
  ['a text that starts with an ampersand', TITLE, 'title: &My career'],
  ['a text that starts with a star', TITLE, 'title: *My career'],
  ['a text beside >-', TITLE, 'title: >- My career'],
  ['a text beside |', TITLE, 'title: | My career'],
  ['a folded text that is not indented', TITLE, 'title: >-\nMy career'],
  ['a backslash in double quotation marks', TITLE, 'title: "My \\career"'],
  ['a comma at the start', TITLE, 'title: , My career'],
  ['a merge mark from a shared file', TITLE, '<<<<<<< mine\ntitle: My career'],
]);

test('aliases that multiply are refused', () => {
  const lists = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 10; level += 1) {
    const ten = Array<string>(10).fill(`*a${level - 1}`);
    lists.push(`a${level}: &a${level} [${ten.join(', ')}]`);
  }
  expect(problemsAfter({ 'en.yaml': `${lists.join('\n')}\n` })).toMatchSnapshot();
});

describeEdits('a field', [
  ['misspelled', TITLE, 'titel: My career'],
  ['misspelled in a list', '            title: Plan\n', '            tilte: Plan\n'],
  ['in capitals', TITLE, 'Title: My career'],
  ['that exists elsewhere', 'objective: After', 'prompt: After'],
  ['missing', 'author: Your school\n', ''],
  ['missing in a section', '    label: What is the job\n', ''],
  ['missing in a question', '        correct: reads-news\n', ''],
  ['missing in an option', '            label: goes home\n', ''],
  ['a number in place of text', 'year: not stated', 'year: 2020'],
  ['a date in place of text', 'version: 1.0.0', 'version: 1.0'],
  ['true in place of text', TITLE, 'title: true'],
  ['empty', TITLE, 'title:'],
  ['blank', TITLE, 'title: "  "'],
  ['a list in place of text', TITLE, 'title: [a, b]'],
  ['text in place of a list', 'keywords:\n  - careers', 'keywords: careers'],
  ['text in place of true or false', 'shuffle: true', 'shuffle: maybe'],
  ['yes in place of true', 'shuffle: true', 'shuffle: yes'],
  ['text in place of a number', 'passMark: 80', 'passMark: eighty'],
  ['a percent sign', 'passMark: 80', 'passMark: 80%'],
  ['one word out of a choice', 'completion: both', 'completion: all'],
  ['a misspelled word of a choice', 'feedback: each', 'feedback: eech'],
  ['an unknown kind', 'kind: story', 'kind: storey'],
  ['an unknown type', 'type: matching', 'type: macthing'],
  ['no kind at all', '    kind: story\n', ''],
  ['no sections', text.slice(text.indexOf('sections:'), text.indexOf('# Every figure')), ''],
  ['an empty entry', '  - careers', '  -'],
  ['an empty section', '  # Cards are short', '  -\n\n  # Cards are short'],
  ['a line break in a title', TITLE, 'title: "My\\ncareer"'],
  ['half a character', TITLE, 'title: "My \\ud83d"'],
  ['another format', 'format: 1', 'format: 2'],
]);

describeEdits('a value', [
  ['a title of 201 characters', TITLE, `title: ${'x'.repeat(201)}`],
  ['a description of 1,001 characters', 'description: A', `description: ${'x'.repeat(1001)} A`],
  ['a section title of 101 characters', 'title: What is the job?', `title: ${'x'.repeat(101)}`],
  ['a label of 41 characters', 'label: What is the job', `label: ${'x'.repeat(41)}`],
  ['a prompt of 251 characters', 'prompt: What happens when?', `prompt: ${'x'.repeat(251)}`],
  ['an id of 61 characters', 'id: what-it-is', `id: ${'x'.repeat(61)}`],
  ['a pass mark above 100', 'passMark: 80', 'passMark: 101'],
  ['a pass mark with a fraction', 'passMark: 80', 'passMark: 80.5'],
  ['a pass mark as a share', 'passMark: 80', 'passMark: 0.8'],
  ['no attempts', 'passMark: 80', 'attempts: 0'],
  ['a weight of nothing', 'weight: 2', 'weight: 0'],
  ['a weight that no LMS takes', 'weight: 2', 'weight: 101'],
  ['minutes of zero', 'kind: story', 'kind: story\n    minutes: 0'],
  ['minutes that the words do not need', 'kind: story', 'kind: story\n    minutes: 9'],
  [
    'a long card that would take a minute',
    'kind: cards',
    'kind: cards\n    minutes: 1\n    outro: ' + 'word '.repeat(10_000),
  ],
  ['a version in words', 'version: 1.0.0', 'version: newest'],
  ['a version with a letter', 'version: 1.0.0', 'version: v1.0.0'],
  ['a language in words', 'language: en', 'language: English'],
  ['a language in capitals', 'language: en', 'language: EN'],
  ['a language without messages', 'language: en', 'language: tlh'],
  ['a link without https', '](https://www.onetonline.org/)', '](http://www.onetonline.org/)'],
  ['a link without a protocol', '](https://www.onetonline.org/)', '](www.onetonline.org)'],
  [
    'a link that runs a script',
    'href: mailto:counselor@example.org',
    'href: "javascript:alert(1)"',
  ],
  ['a bare mail address', 'href: mailto:counselor@example.org', 'href: counselor@example.org'],
  ['a scale of four steps', '      - id: neither\n        text: Not sure\n', ''],
  ['a quiz without questions', 'passMark: 80', 'passMark: 80\n  questions: []'],
  [
    'one option alone',
    text.slice(
      text.indexOf('          - id: goes-home'),
      text.indexOf('        explanation: The day starts'),
    ),
    '',
  ],
]);

const MARKDOWN = 'text: They decide what has to happen first.';

describeEdits('Markdown', [
  ['a heading', MARKDOWN, 'text: "# Big"'],
  ['HTML', MARKDOWN, 'text: A <b>bold</b> word'],
  ['a script', MARKDOWN, 'text: <script>alert(1)</script>'],
  ['an image', MARKDOWN, 'text: "![alt](https://example.org/x.png)"'],
  ['code', MARKDOWN, 'text: Some `code` here'],
  ['a code block', MARKDOWN, 'text: "```\\ncode\\n```"'],
  ['a quotation', MARKDOWN, 'text: "> words"'],
  ['a numbered list', MARKDOWN, 'text: "1. one\\n2. two"'],
  ['a list inside a list', MARKDOWN, 'text: "- one\\n  - two"'],
  ['a list entry with two paragraphs', MARKDOWN, 'text: "- one\\n\\n  two"'],
  ['a rule', MARKDOWN, 'text: "one\\n\\n---\\n\\ntwo"'],
  ['a table', MARKDOWN, 'text: "| a | b |"'],
  ['crossed-out text', MARKDOWN, 'text: This is ~~old~~ new'],
  ['a lonely star', MARKDOWN, 'text: Use O*NET'],
  ['a lonely underscore', MARKDOWN, 'text: Use _this'],
  ['a link without an address', MARKDOWN, 'text: "[x](page.html)"'],
  ['a link with data', MARKDOWN, 'text: "[x](data:text/html,hi)"'],
  ['a link that is not closed', MARKDOWN, 'text: "[x] (https://example.org)"'],
]);

describeEdits('an id', [
  ['with capitals', 'id: what-it-is', 'id: What-It-Is'],
  ['with spaces', 'id: what-it-is', 'id: what it is'],
  ['with an accent', 'id: what-it-is', 'id: métier'],
  ['with an underscore', 'id: what-it-is', 'id: what_it_is'],
  ['with two hyphens', 'id: what-it-is', 'id: what--it-is'],
  ['that starts with a digit', 'id: what-it-is', 'id: 1st-section'],
  ['in another script', 'id: what-it-is', 'id: 行動'],
  ['that differs from the folder', 'id: my-career', 'id: my-carreer'],
  ['that every JavaScript object has', 'id: trainee', 'id: constructor'],
  ['of two sections', 'id: words', 'id: numbers'],
  ['of a question and a section', 'id: q4-alone', 'id: one-day'],
  ['of the row of the comment', 'id: q4-alone', 'id: your-opinion-comment'],
  ['of two options', 'id: goes-home', 'id: reads-news'],
  ['of two cards', '- id: another-thing', '- id: one-thing'],
  [
    'of two facts',
    'facts:\n',
    'facts:\n  - id: example\n    claim: x\n    source: x\n    place: x\n    year: x\n    licence: x\n',
  ],
]);

describeEdits('a reference', [
  ['to a section that is not there', 'section: what-they-do', 'section: nowhere'],
  ['to a misspelled section', 'section: what-they-do', 'section: what-they-doo'],
  ['to an option that is not there', 'correct: reads-news', 'correct: sleeps'],
  ['to a misspelled option', 'correct: reads-news', 'correct: read-news'],
  [
    'to one option of many that is not there',
    '          - plan\n          - talk\n',
    '          - plan\n          - tell\n',
  ],
  [
    'to an option twice',
    '          - plan\n          - talk\n',
    '          - plan\n          - plan\n',
  ],
  ['to a target that is not there', 'target: late', 'target: later'],
  ['to a fact that is not there', 'fact: example', 'fact: exampel'],
  ['to a picture that is not there', 'name: portrait-bo', 'name: portrait-boo'],
  ['to a picture with its ending', 'name: portrait-bo', 'name: portrait-bo.svg'],
]);

describeEdits('a rule of lessons', [
  [
    'a quiz that completion needs',
    text.slice(text.indexOf('  # The quiz is graded'), text.indexOf('  # Figures: each')),
    '',
  ],
  [
    'a second checklist',
    '  # Feedback is one',
    text
      .slice(text.indexOf('  - id: next-steps'), text.indexOf('  # Feedback is one'))
      .replace('next-steps', 'more-steps')
      .replaceAll('Your next steps', 'More steps') + '  # Feedback is one',
  ],
  ['no profile for the lowest result', 'from: 0', 'from: 10'],
  ['two profiles for one result', 'from: 60', 'from: 0'],
  ['a bar without an amount', '            amount: 2\n', ''],
  [
    'a persona for one option only',
    text.slice(
      text.indexOf(
        '            persona:\n              picture:\n                name: portrait-bo',
      ),
      text.indexOf('        explanation: Talking to people fills most of the day.'),
    ),
    '',
  ],
  [
    'pay that has no source',
    'text: They ask people what they need.',
    'text: They earn $50,000 a year.',
  ],
  [
    'a percentage that has no source',
    'text: They ask people what they need.',
    'text: 12% of them do.',
  ],
  [
    'a persona where several answers are right',
    'feedback: The lesson names no such task.',
    'feedback: None.\n            persona:\n              traits: []',
  ],
  ['true without quotation marks is fine', "'true': The", 'true: The'],
  ['no alternative text', 'alt: Bo has dark curls and wears glasses.', 'alt:'],
  [
    'no note below a chart',
    '        note: Counted in the picture above. Say here what your figures leave out.\n',
    '',
  ],
]);

describeEdits('a label', [
  ['without letters', 'label: Your next steps', 'label: 行動'],
  ['of two questions', 'label: Main tasks', 'label: in the, morning'],
  ['of a section and a question', 'label: Main tasks', 'label: one day at work'],
  ['of two options', 'label: goes home', 'label: Reads the news'],
]);

test('labels that do not fit into one answer of SCORM 1.2 are refused', () => {
  const items = Array.from(
    { length: 12 },
    (_, n) =>
      `          - id: item-${n}\n            text: x\n            label: a label of many words number ${n}\n            target: late\n            feedback: x\n`,
  );
  const changed = edited('          - id: note\n', `${items.join('')}          - id: note\n`);
  expect(problemsAfter({ 'en.yaml': changed })).toMatchSnapshot();
});

test('a saved record that could outgrow an LMS is refused', () => {
  const actions = Array.from(
    { length: 900 },
    (_, n) => `      - id: a${n}\n        text: Do it.\n`,
  );
  const changed = edited('      - id: look-it-up\n', `${actions.join('')}      - id: look-it-up\n`);
  expect(problemsAfter({ 'en.yaml': changed })).toMatchSnapshot();
});

describe('a picture', () => {
  const svg = (inner: string, attributes = 'viewBox="0 0 10 10"'): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>\n${inner}\n</svg>`;

  test.each<[string, string | Uint8Array]>([
    ['with a script', svg('<script>alert(1)</script>')],
    ['with a handler', svg('<path d="M0 0" onclick="alert(1)"/>')],
    ['with a link', svg('<a href="https://example.org"><path d="M0 0"/></a>')],
    ['with a style', svg('<style>path{fill:red}</style>')],
    ['with a style attribute', svg('<path style="fill:red"/>')],
    ['with a photo inside', svg('<image href="https://example.org/x.png"/>')],
    ['with a paint from elsewhere', svg('<path fill="url(https://example.org/x)"/>')],
    [
      'with foreign content',
      svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
    ],
    ['with an animation', svg('<animate attributeName="x"/>')],
    [
      'with an older link',
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" xmlns:xlink="http://www.w3.org/1999/xlink">\n<use xlink:href="#a"/></svg>`,
    ],
    ['with entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&a;')}`],
    ['with a processing instruction', `<?xml-stylesheet href="x.css"?>${svg('')}`],
    ['without a viewBox', svg('', 'width="10"')],
    ['with an open tag', svg('<path>')],
    ['that is an HTML page', '<html/>'],
    ['that is empty', ''],
    ['of too many bytes', svg(`<path d="${'M0 0'.repeat(6000)}"/>`)],
    ['that is not text', Buffer.from([0x3c, 0xff])],
    ['that is a renamed PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['that is a renamed photo', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['that is a renamed PDF', Buffer.from('%PDF-1.7')],
    ['with an id of the page', svg('<path id="words" d="M0 0"/>')],
  ])('%s', (_, picture) => {
    expect(problemsAfter({ 'media/portrait-bo.svg': picture })).toMatchSnapshot();
  });

  test('that is not there is named where it is used', () => {
    expect(problemsAfter({ 'media/portrait-bo.svg': null })).toMatchSnapshot();
  });

  test('that is there as a photo', () => {
    const changes = { 'media/portrait-bo.svg': null, 'media/portrait-bo.jpg': 'x' };
    expect(problemsAfter(changes)).toMatchSnapshot();
  });

  test('that shares an id with another one', () => {
    const picture = svg('<path id="leaf" d="M0 0"/>');
    const changes = { 'media/portrait-bo.svg': picture, 'media/portrait-ada.svg': picture };
    expect(problemsAfter(changes)).toMatchSnapshot();
  });
});

test('every problem of a lesson is listed at once, in the order of the file', () => {
  const changed = [
    TITLE,
    'passMark: 80',
    'kind: timeline',
    'correct: ada',
    'year: not stated',
  ].reduce(
    (before, mistake) => before.replace(mistake, `${mistake}x`.replace('title:', 'titel:')),
    text,
  );
  expect(problemsAfter({ 'en.yaml': changed })).toMatchSnapshot();
});
