import { describe, expect, test, vi } from 'vitest';
import { readClassList } from '../../src/lms/imports/class-list.js';
import { compareList, type SeenLearner } from '../../src/lms/statistics/class-list.js';
import type { ListedLearner } from '../../src/lms/store/attempt-record.js';
import { fileOf, runningLms } from './support/running-lms.js';

// Files, processes and servers are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

const listed = (name: string, id = '', email = ''): ListedLearner => ({ name, id, email });
const seen = (name: string, code = name, more: Partial<SeenLearner> = {}): SeenLearner => ({
  code,
  name,
  state: 'passed',
  doneAt: 1_000,
  ...more,
});

async function listIn(data: string): Promise<readonly ListedLearner[] | string> {
  const read = await readClassList(await fileOf('list.csv', data));
  return read.ok ? read.value : read.problems.join(' ');
}

describe('a class list', () => {
  test.each([
    ['Name,Email\nAna Ruiz,ana@x.org\n', [listed('Ana Ruiz', '', 'ana@x.org')]],
    ['E-mail;Nachname;Vorname\nj@x.org;Müller;Jörg\n', [listed('Jörg Müller', '', 'j@x.org')]],
    ['Class 9b\n\nStudent ID,Name\n7,Ana\n', [listed('Ana', '7')]],
    ['Ana Ruiz\nBo Li\n', [listed('Ana Ruiz'), listed('Bo Li')]],
    ['ana@x.org\nbo@x.org\n', [listed('', '', 'ana@x.org'), listed('', '', 'bo@x.org')]],
  ])('is read from %j', async (data, learners) => {
    expect(await listIn(data)).toEqual(learners);
  });

  test.each([
    [
      '{"a": 1}',
      'A class list is a table (CSV, TXT, XLSX or ODS) with names, IDs or email addresses.',
    ],
    [
      'a,b,c,d\n1,2,3,4\n',
      'No column of this list is known as a name, an ID or an email address. Give its columns these headings.',
    ],
    ['Name,Email\n,\n', 'This list names nobody.'],
  ])('is refused in a sentence: %j', async (data, sentence) => {
    expect(await listIn(data)).toBe(sentence);
  });
});

describe('a learner of the list', () => {
  const report = [
    seen('Ana Ruiz', 'ana@x.org'),
    seen('Jörg Müller', 'u7'),
    seen('Anna Schmidt', 's1'),
    seen('Anna Schmidt', 's2'),
    seen('Katherine Jones', 'k1'),
    seen('María del Carmen López', 'm1'),
  ];
  const matchOf = (learner: ListedLearner): string => {
    const [state] = compareList([learner], report, null, 0);
    const match = state?.match;
    if (!match) return '';
    return match.by === 'nothing'
      ? `maybe ${match.maybe.map(({ code }) => code).join()}`
      : `${match.by} ${match.seen.code}`;
  };

  test.each([
    [listed('Somebody Else', 'U7'), 'id u7'],
    [listed('Somebody Else', '', 'ANA@x.org'), 'email ana@x.org'],
    [listed('Ana Ruiz'), 'name ana@x.org'],
    [listed('Ruiz, Ana'), 'name ana@x.org'],
    [listed('JORG MULLER'), 'name u7'],
    [listed('Dr. Jörg  Müller'), 'name u7'],
    [listed('Anna Schmidt'), 'maybe s1,s2'],
    [listed('Katharine Jones'), 'maybe k1'],
    [listed('María López'), 'maybe m1'],
    [listed('Ana'), 'maybe '],
    [listed('Zoe Unknown'), 'maybe '],
    [listed('', '99'), 'maybe '],
  ])('%j is found as %s', (learner, match) => {
    expect(matchOf(learner)).toBe(match);
  });

  test('of a name that the list has twice is a doubt', () => {
    const states = compareList([listed('Ana Ruiz'), listed('Ana Ruiz')], report, null, 0);
    expect(states.map(({ match }) => match.by)).toEqual(['nothing', 'nothing']);
  });

  test('in doubt counts as not begun', () => {
    expect(compareList([listed('Katharine Jones')], report, null, 0)[0]?.state).toBe('not begun');
  });

  test.each<[Partial<SeenLearner>, number, boolean]>([
    [{ state: 'passed', doneAt: 5 }, 100, false],
    [{ state: 'passed', doneAt: 50 }, 100, true],
    [{ state: 'begun', doneAt: null }, 9, false],
    [{ state: 'begun', doneAt: null }, 11, true],
    [{ state: 'not known', doneAt: null }, 11, false],
    [{ state: 'finished', doneAt: null }, 11, false],
  ])('with %j at %i is late: %s', (more, now, late) => {
    expect(compareList([listed('A B')], [seen('A B', 'a', more)], 10, now)[0]?.late).toBe(late);
  });

  test('who is not in the report is late once the due date is over', () => {
    expect(compareList([listed('A B')], [], 10, 11)[0]).toMatchObject({
      state: 'not begun',
      late: true,
    });
  });
});

test('a class of 30 with odd spellings is matched, or its doubts are shown', () => {
  const names = Array.from(
    { length: 30 },
    (_, n) => `Pupil${String.fromCharCode(65 + (n % 26))} Family${n}`,
  );
  const report = names.map((name, n) => seen(name, `c${n}@x.org`));
  const list = names.map((name, n) => {
    const [first = '', last = ''] = name.split(' ');
    const ways = [
      listed(name),
      listed(`${last}, ${first}`),
      listed(name.toUpperCase()),
      listed('Nickname', '', `C${n}@x.org`),
      listed(`${first} ${last}x`),
    ];
    return ways[n % ways.length] ?? listed(name);
  });
  const states = compareList(list, report, null, 0);
  const found = states.filter(({ match }) => match.by !== 'nothing').length;
  const doubts = states.filter(
    ({ match }) => match.by === 'nothing' && match.maybe.length > 0,
  ).length;
  expect([found, doubts]).toEqual([24, 6]);
});

test('a list is compared with two reports, with counts, a text to mail and a file', async () => {
  const lms = await runningLms();
  const report = (name: string, status: string): string =>
    `username,title,location,block_key,state\n${name},L,x,y,"{""lesson_status"": ""${status}""}"\n`;
  for (const [name, status] of [
    ['ana', 'passed'],
    ['bo', 'incomplete'],
  ] as const) {
    expect((await lms.upload('/imports', `${name}.csv`, report(name, status))).status).toBe(303);
  }
  const answer = await lms.upload(
    '/class-list',
    'class.csv',
    'ID,Name,Email\nana,Ana,ana@x.org\nbo,Bo,bo@x.org\nce,=Ce,ce@x.org\n',
  );
  const address = `${answer.headers.get('location')}`;
  const query = '?course=3&course=4&due=2026-01-01';
  const page = await (await lms.get(`${address}${query}`)).text();
  const words = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(words).toContain(
    'Not begun 2 Begun 0 Not passed 0 Has an attempt, state not known 0 Finished 0 Passed 1 Late 2',
  );
  expect(words).toContain('Ana ana@x.org Passed Not begun, late');
  expect(words).toContain('Bcc: ana@x.org, bo@x.org, ce@x.org Please finish');
  const file = await (await lms.get(`${address}/list.csv${query}`)).text();
  expect(file).toContain("'=Ce,ce,ce@x.org,not begun,late,");
  expect((await lms.get('/class-list/none')).status).toBe(404);
  await lms.close();
});
