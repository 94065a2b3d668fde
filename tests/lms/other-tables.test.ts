import { describe, expect, test, vi } from 'vitest';
import { problemsOf, type ColumnChoice, type Role } from '../../src/lms/imports/columns.js';
import { headingsKey } from '../../src/lms/imports/open-report.js';
import { writeXlsxStream } from 'hucre/xlsx';
import { readFileOf, unknownTable } from './support/read-rows.js';

// Files and processes are slow where many programs share a processor.
vi.setConfig({ testTimeout: 60_000 });

describe('a table of a maker that is known by its headings', () => {
  test('Canvas: the final score in percent, each assignment, and no line of possible points', async () => {
    const { format, attempts, unknownColumns } = await readFileOf(
      'Student,ID,SIS User ID,SIS Login ID,Section,Unit 1 Quiz (101),Current Score,Final Score\n' +
        '    Points Possible,,,,,10,(read only),(read only)\n' +
        '"Rivera, Ana",11,S1,ana1,Block 3,9,90,87.5\n"Chen, Bo",12,S2,bo2,Block 3,,,\n',
    );
    expect(format).toBe('Canvas gradebook');
    expect(attempts).toMatchObject([
      {
        learner: 'Rivera, Ana',
        code: '11',
        record: {
          score: { percent: 87.5 },
          objectives: [{ code: 'Unit 1 Quiz (101)', score: '9' }],
        },
      },
      { learner: 'Chen, Bo', record: { score: { percent: null, raw: null }, objectives: [] } },
    ]);
    expect(unknownColumns).toEqual(['SIS User ID', 'SIS Login ID', 'Section', 'Current Score']);
  });

  test('Blackboard: each item out of its points', async () => {
    const { format, attempts } = await readFileOf(
      '"Last Name","First Name","Username","Student ID","Last Access","Availability","Quiz 1 [Total Pts: 20 Score] |534283"\n' +
        '"Liddell","Alice","alice101","S001","2026-01-01","Yes","15.00"\n',
    );
    expect(format).toBe('Blackboard grade center');
    expect(attempts).toMatchObject([
      {
        learner: 'Alice Liddell',
        code: 'alice101',
        record: { objectives: [{ code: 'Quiz 1', score: '15.00/20' }] },
      },
    ]);
  });

  test('Brightspace: ids without their sign, the final grade out of its denominator', async () => {
    const { format, attempts } = await readFileOf(
      'OrgDefinedId,Username,Last Name,First Name,Email,Lab 1 Points Grade <Numeric MaxPoints:10 Weight:5>,Calculated Final Grade Numerator,Calculated Final Grade Denominator,End-of-Line Indicator\n' +
        '#400123456,#doej,Doe,John,doej@x.org,7,42,50,#\n',
    );
    expect(format).toBe('Brightspace grades export');
    expect(attempts).toMatchObject([
      {
        learner: 'John Doe',
        code: '400123456',
        record: {
          score: { percent: 84, raw: 42, max: 50 },
          objectives: [{ code: 'Lab 1', score: '7/10' }],
        },
      },
    ]);
  });

  test('Cornerstone: status, minutes and dates, with raw scores as points', async () => {
    const { format, attempts } = await readFileOf(
      'User - User ID,User - User Full Name,Training - Training Title,Transcript - Transcript Status,Transcript - Transcript Score,Transcript - Transcript Time in training (min),Transcript - Transcript Completed Date\n' +
        'u1,Ana Ruiz,Safety,Completed,85,12,2026-11-22\nu2,Bo Li,Safety,In Progress,,3,\nu3,Cy Oz,Safety,Registered,,,\n',
    );
    expect(format).toBe('Cornerstone transcript report');
    expect(
      attempts.map(({ record, seconds }) => [record.status, record.score, seconds]),
    ).toMatchObject([
      ['completed', { percent: null, raw: 85 }, 720],
      ['incomplete', { raw: null }, 180],
      ['not attempted', { raw: null }, null],
    ]);
  });
});

const TABLE =
  'Course report,,,,,,,\n' +
  'Full name,E-mail,Course,Completion status,Score,Time,Completed,Passed\n' +
  'Ana Ruiz,ana@x.org,Safety,Completed,85%,1h 5m,13/11/2026,Yes\n' +
  'Bo Li,bo@x.org,Safety,In progress,-,5m,-,No\n' +
  'Cem Ak,cem@x.org,Safety,Not started,-,-,-,-\n';

describe('a table that is not known', () => {
  test('is shown with its first rows and a guess, also below a title', async () => {
    const { headings, sample, guess } = await unknownTable(TABLE);
    expect(headings[0]).toBe('Full name');
    expect(sample[0]).toContain('Ana Ruiz');
    expect(guess).toEqual({
      roles: ['name', 'email', 'none', 'status', 'percent', 'time', 'last', 'success'],
      dates: 'day first',
    });
    expect(problemsOf(guess)).toEqual([]);
  });

  test('is read as a person said, and read so again', async () => {
    const { headings, guess } = await unknownTable(TABLE);
    const { attempts, format, unknownColumns } = await readFileOf(
      TABLE,
      new Map([[headingsKey(headings), guess]]),
    );
    expect([format, unknownColumns]).toEqual(['table with chosen columns', ['Course']]);
    expect(attempts).toMatchObject([
      {
        learner: 'Ana Ruiz',
        code: 'ana@x.org',
        seconds: 3_900,
        last: { at: new Date(2026, 10, 13).getTime() },
        record: { status: 'completed', success: 'passed', score: { percent: 85 } },
      },
      {
        record: { status: 'incomplete', success: 'failed', score: { percent: null } },
        seconds: 300,
      },
      { record: { status: 'not attempted', success: 'unknown' }, seconds: null },
    ]);
  });

  test.each<[readonly Role[], string]>([
    [['none', 'percent'], "Say which column has the learner's name, ID or email address."],
    [['name', 'none'], 'Say which column has a status, a score, an answer or a date.'],
    [['name', 'name', 'percent'], 'Only one column can be "Learner\'s name".'],
    [
      ['name', 'percent', 'points'],
      'Only one column can be the score. Choose "Score of one activity" for the others.',
    ],
    [['name', 'points', 'time', 'hours'], 'Only one column can be the time spent.'],
  ])('with %j says what is missing', (roles, problem) => {
    expect(problemsOf({ roles, dates: null })).toEqual([problem]);
  });

  test.each<[Role, string, unknown]>([
    ['percent', '85', { record: { score: { percent: 85 } } }],
    ['percent', '85,5 %', { record: { score: { percent: 85.5 } } }],
    ['fraction', '0.85', { record: { score: { percent: 85 } } }],
    ['points', '8', { record: { score: { percent: null, raw: 8 } } }],
    ['points', '8/10', { record: { score: { percent: 80, raw: 8 } } }],
    ['points', '-', { record: { score: { percent: null, raw: null } } }],
    ['progress', '40%', { record: { progress: 0.4 } }],
    ['time', '1:02:03', { seconds: 3_723 }],
    ['minutes', '1.5', { seconds: 90 }],
    ['hours', '2', { seconds: 7_200 }],
    ['last', '05/06/2026', { last: { at: null, text: '05/06/2026' } }],
    ['last', '2026/06/05 13:45', { last: { at: new Date(2026, 5, 5, 13, 45).getTime() } }],
    ['last', '5.6.2026 13:45', { last: { at: new Date(2026, 5, 5, 13, 45).getTime() } }],
    ['status', 'Yet to start', { record: { status: 'not attempted' } }],
    ['status', 'Bestanden', { record: { status: 'passed', success: 'passed' } }],
    ['status', 'Waived', { record: { status: 'Waived', success: 'unknown' } }],
    ['answer', 'b', { record: { interactions: [{ code: 'X', response: 'b', share: null }] } }],
  ])('reads a column "%s" with %j', async (role, text, expected) => {
    const choice: ColumnChoice = { roles: ['name', role], dates: null };
    const { attempts } = await readFileOf(
      `Who;X\nAna;"${text}"\n`,
      new Map([[headingsKey(['Who', 'X']), choice]]),
    );
    expect(attempts).toMatchObject([expected]);
  });

  test.each<[Role, string, string]>([
    ['percent', '850', 'the score "850" is no number, or not on its scale.'],
    ['fraction', '85', 'the score "85" is no number, or not on its scale.'],
    ['points', '1,234', 'the score "1,234" is no number, or not on its scale.'],
    ['progress', 'half', 'the progress "half" is no percentage.'],
    ['time', 'long', '"long" is no time.'],
    ['attempt', 'first', '"first" is no attempt number.'],
  ])('names a row whose column "%s" has %j', async (role, text, problem) => {
    const choice: ColumnChoice = { roles: ['name', role, 'status'], dates: null };
    const { problems } = await readFileOf(
      `Who;X;S\nAna;"${text}";x\n`,
      new Map([[headingsKey(['Who', 'X', 'S']), choice]]),
    );
    expect(problems).toEqual([`Row 2: ${problem}`]);
  });
});

describe('a date cell of a workbook', () => {
  const zone = process.env['TZ'];
  test.each([
    ['UTC', 12],
    ['America/Los_Angeles', 13],
    ['Asia/Kolkata', 14],
    ['Pacific/Auckland', 15],
  ])('is the same wall time in %s', async (name, day) => {
    process.env['TZ'] = name;
    try {
      const rows = [
        ['Name', 'Email address', 'Attempt', 'Started on', 'Last accessed on', 'Score', 'L'],
        [
          'A',
          'a@x',
          1,
          new Date(`2026-11-${day}T03:54:00Z`),
          new Date(`2026-11-${day}T23:10:00Z`),
          5,
          '5/10',
        ],
      ];
      const data = Buffer.from(
        await new Response(writeXlsxStream(rows, { name: 'S' })).arrayBuffer(),
      );
      const { attempts } = await readFileOf(data);
      expect(attempts).toMatchObject([
        {
          first: { at: new Date(2026, 10, day, 3, 54).getTime() },
          last: { at: new Date(2026, 10, day, 23, 10).getTime() },
        },
      ]);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('Moodle in other languages', () => {
  const row = (first: string, last: string): string =>
    `"A","a@x.org","1","${first}","${last}","85","85/100"`;
  test.each([
    [
      'Spanish',
      'Nombre,Dirección de correo,Intento,Comenzado en,Último acceso en,Puntuación,L',
      'domingo, 22 de noviembre de 2026, 03:54',
    ],
    [
      'Italian',
      'Nome,Indirizzo email,Tentativo,Iniziato il,Accesso più recente il,Punteggio,L',
      'domenica, 22 novembre 2026, 03:54',
    ],
    [
      'Portuguese',
      'Nome,Endereço de email,Tentativa,Iniciado em,Último acesso em,Nota,L',
      'domingo, 22 de novembro de 2026 às 03:54',
    ],
    [
      'Dutch',
      'Naam,E-mailadres,Poging,Gestart op,Laatst bekeken op,Score,L',
      'zondag, 22 november 2026, 03:54',
    ],
    [
      'Polish',
      'Nazwa,Adres e-mail,Próba,Rozpoczęte o,Ostatni dostęp o,Wynik,L',
      'niedziela, 22 listopada 2026, 03:54',
    ],
    [
      'Czech',
      'Název,E-mailová adresa,Pokus,Započetí,Poslední přístup,Skóre,L',
      'neděle, 22. listopadu 2026, 03.54',
    ],
    [
      'Russian',
      'Название,Адрес электронной почты,Попытка,Начало,Последний раз работал,Баллы,L',
      'воскресенье, 22 ноября 2026, 03:54',
    ],
    [
      'Japanese',
      '名称,メールアドレス,受験,開始日時,最終アクセス日時,評点,L',
      '2026年 11月 22日(日曜日) 03:54',
    ],
    [
      'Chinese',
      '名称,电子邮件地址,尝试,开始时间,最后访问时间,分数,L',
      '2026年11月22日 星期日 03:54',
    ],
    [
      'a language that is not known',
      'Nimi,Sähköposti,Yrityskerta,Aloitettu,Viimeksi,Pisteet,L',
      'Sunday, 22 November 2026, 3:54 AM',
    ],
  ])('is read in %s', async (_, headings, date) => {
    const { attempts, notices } = await readFileOf(`${headings}\n${row(date, date)}\n`);
    expect(attempts).toMatchObject([
      {
        learner: 'A',
        code: 'a@x.org',
        number: 1,
        record: { score: { percent: 85 } },
        first: { at: new Date(2026, 10, 22, 3, 54).getTime() },
      },
    ]);
    expect(notices.some((text) => text.includes('a language that is not known'))).toBe(
      _.startsWith('a language'),
    );
  });

  test('with German words for status and questions is read like the English one', async () => {
    const { attempts } = await readFileOf(
      'Name;E-Mail-Adresse;Versuch;Begonnen am;Letzter Versuch am;Ergebnis;Lektion;Frage 0;Antwort 0;Richtige Antwort 0;Ergebnis 0\n' +
        'A;a@x;1;-;-;0;Unvollständig;q1;x;y;wrong\n',
    );
    expect(attempts[0]?.record).toMatchObject({
      status: 'incomplete',
      score: { raw: null },
      interactions: [{ code: 'q1', response: 'x', rightAnswer: 'y', share: 0 }],
    });
  });

  test('in windows-1250 is read by its headings', async () => {
    const text =
      'Název;E-mailová adresa;Pokus;Započetí;Poslední přístup;Skóre;L\nŽofie Šťastná;z@x;1;-;-;5;5/10\n';
    const bytes = Buffer.from(
      Array.from(
        text,
        (character) =>
          ({ č: 0xe8, ě: 0xec, š: 0x9a, ř: 0xf8, ž: 0x9e, Ž: 0x8e, Š: 0x8a, ť: 0x9d })[character] ??
          character.charCodeAt(0),
      ),
    );
    const { attempts } = await readFileOf(bytes);
    expect(attempts[0]?.learner).toBe('Žofie Šťastná');
  });

  test('re-saved by Excel has a separator line, semicolons and empty cells at the end', async () => {
    const { attempts, problems } = await readFileOf(
      'sep=;\r\nName;Email address;Attempt;Started on;Last accessed on;Score;L;;\r\nA;a@x;1;22.11.2026 03:54;22.11.2026 04:10;85,5;85,5/100;;\r\n',
    );
    expect(problems).toEqual([]);
    expect(attempts).toMatchObject([
      {
        record: { score: { percent: 85.5 } },
        first: { at: new Date(2026, 10, 22, 3, 54).getTime() },
      },
    ]);
  });
});

describe('xAPI statements', () => {
  const actor = { name: 'Ana', mbox: 'mailto:ana@x.org' };
  const verb = (word: string) => ({ id: `http://adlnet.gov/expapi/verbs/${word}` });
  const context = { registration: 'r1' };
  const lesson = { id: 'http://x.org/lesson' };

  test('of one registration are one attempt with its answers', async () => {
    const { format, attempts } = await readFileOf(
      JSON.stringify({
        statements: [
          {
            actor,
            context,
            verb: verb('passed'),
            object: lesson,
            result: {
              score: { scaled: 0.8, raw: 8, min: 0, max: 10 },
              success: true,
              completion: true,
              duration: 'PT5M',
            },
            timestamp: '2026-11-22T04:10:00Z',
          },
          {
            actor,
            context,
            verb: verb('answered'),
            object: {
              id: 'http://x.org/q1',
              definition: {
                interactionType: 'choice',
                description: { 'en-US': 'Who?' },
                correctResponsesPattern: ['a'],
              },
            },
            result: { response: 'b', success: false },
            timestamp: '2026-11-22T04:00:00Z',
          },
          {
            actor,
            context,
            verb: verb('initialized'),
            object: lesson,
            timestamp: '2026-11-22T03:54:00Z',
          },
        ],
        more: '/xapi/statements?more=2',
      }),
    );
    expect(format).toBe('xAPI statements');
    expect(attempts).toMatchObject([
      {
        learner: 'Ana',
        code: 'ana@x.org',
        number: 1,
        seconds: 300,
        first: { at: Date.parse('2026-11-22T03:54:00Z') },
        last: { at: Date.parse('2026-11-22T04:10:00Z') },
        record: {
          status: 'completed',
          success: 'passed',
          score: { percent: 80, raw: 8 },
          interactions: [
            {
              code: 'http://x.org/q1',
              description: 'Who?',
              response: 'b',
              rightAnswer: 'a',
              share: 0,
            },
          ],
        },
      },
    ]);
  });

  test('that only say that a lesson began do not say that it is unfinished', async () => {
    const { attempts } = await readFileOf(
      JSON.stringify([{ actor, verb: verb('initialized'), object: lesson }]),
    );
    expect(attempts[0]?.record).toMatchObject({ status: 'unknown', success: 'unknown' });
  });
});
