import { render } from 'lit/html.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Lesson } from '../../src/core/lesson.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { axeFindings } from '../support/axe.js';
import { buttonIn, mount, viewOf, wordsOf } from '../support/mount.js';
import { answer, open, seeAll } from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  sampleQuestions,
  wrongAnswers,
} from '../support/sample-lesson.js';
import { ByteFinish } from '../../src/ui/steps/byte-finish.js';
import { BytePrint } from '../../src/ui/steps/byte-print.js';
import { ByteReceipt } from '../../src/ui/steps/byte-receipt.js';
import { ByteWelcome } from '../../src/ui/steps/byte-welcome.js';
import { worksheet } from '../../src/ui/steps/worksheet.js';

const passed: readonly LessonEvent[] = [...seeAll, ...answer(rightAnswers)];
const saved = { saving: { kind: 'saved', at: Date.UTC(2026, 0, 2, 12) } } as const;

const linesOf = (element: Element): readonly string[] => {
  // What is away has its room on the page, but nobody sees or hears it.
  const shown = element.cloneNode(true) as Element;
  for (const away of shown.querySelectorAll('.is-away')) away.remove();
  const lines = shown.querySelectorAll('h2, .outcome p, .outcome a, .outcome > li > span, p > a');
  return [...lines].map(wordsOf);
};

afterEach(() => vi.restoreAllMocks());

describe('the finish', () => {
  test('says what is still open, and leads there', async () => {
    const events = seeAll.filter((event) => event.type === 'step-opened' && event.step !== 'day');
    const { element, find } = await mount(new ByteFinish(), viewOf(sampleLesson, events, saved));
    expect(linesOf(element)).toEqual([
      'Not finished yet',
      'Still to do:',
      'A day in the life',
      'Go to the quiz: Pick the future beekeeper',
      'You can choose “Save and exit” now and continue another time.',
      'Take action',
    ]);
    expect(find('.outcome a').getAttribute('href')).toBe('#day');
  });

  test.each([
    ['sections', 'What a beekeeper is', 9],
    ['quiz', 'Go to the quiz: Pick the future beekeeper', 1],
  ] as const)('asks for what the rule “%s” asks for, no more', async (completion, first, count) => {
    const lesson = sampleLessonWith({ completion });
    const { element } = await mount(new ByteFinish(), viewOf(lesson, [open('quiz')]));
    const links = [...element.querySelectorAll('.outcome a')].map(wordsOf);
    expect([links[0], links.length]).toEqual([first, count]);
  });

  test('says what was reached, and that the course has it', async () => {
    const { element } = await mount(new ByteFinish(), viewOf(sampleLesson, passed, saved));
    expect(linesOf(element)).toEqual([
      'You made it',
      'You have finished this lesson.',
      'Quiz: 100 out of 100, passed.',
      'Your result was sent to your course. There’s nothing left to do. To leave, choose “Save and exit”.',
      'Take action',
    ]);
  });

  test('says how much is missing to who has not passed', async () => {
    const view = viewOf(sampleLesson, [...seeAll, ...answer(wrongAnswers)], saved);
    const { element } = await mount(new ByteFinish(), view);
    expect(linesOf(element)).toContain('Best quiz score: 0 out of 100. You need 80 to pass.');
  });

  test('claims of no result that it was sent while the course has not confirmed it', async () => {
    const retrying = { saving: { kind: 'retrying', reason: 'failing' } } as const;
    const { element } = await mount(new ByteFinish(), viewOf(sampleLesson, passed, retrying));
    expect(linesOf(element)[3]).toBe('Not saved yet. Trying again. Please keep this page open.');
  });

  test.each([
    ['open', seeAll],
    ['done', passed],
  ])('has nothing that axe finds, %s', async (_, events) => {
    await mount(new ByteFinish(), viewOf(sampleLesson, events));
    expect(await axeFindings()).toEqual([]);
  });
});

describe('the receipt', () => {
  test('is not there before there is a result', async () => {
    const { element } = await mount(new ByteReceipt(), viewOf());
    expect(wordsOf(element)).toBe('');
  });

  test('names learner, lesson, date, score, status, tries, version and code', async () => {
    const resultAt = new Date(2026, 0, 2, 9, 5).getTime();
    const view = viewOf(sampleLesson, passed, { learnerName: 'Okafor, <b>Amara</b>', resultAt });
    const { element } = await mount(new ByteReceipt(), view);
    const rows = [...element.querySelectorAll('dl > div')].map(wordsOf);
    const when = (row: string): boolean => row.startsWith('Date');
    expect(rows.find(when)).toMatch(/^Date and time January 2, 2026 at 9:05\sAM$/);
    expect(rows.filter((row) => !when(row))).toEqual([
      'Name Okafor, <b>Amara</b>',
      `Lesson ${sampleLesson.title}`,
      'Best quiz score 100 out of 100',
      'Status passed, lesson finished',
      'Quiz tries finished 1',
      `Version ${sampleLesson.version} (${sampleLesson.fingerprint})`,
      expect.stringMatching(/^Receipt code [2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/),
    ]);
  });

  test('gives no date for a result of an earlier visit, because none is recorded', async () => {
    const { element } = await mount(new ByteReceipt(), viewOf(sampleLesson, passed));
    expect(wordsOf(element)).not.toContain('Date');
  });

  test('leaves the name out where the LMS gives none', async () => {
    const { element } = await mount(new ByteReceipt(), viewOf(sampleLesson, passed));
    expect(element.querySelector('dt')?.textContent).toBe('Lesson');
  });

  test('is printed alone', async () => {
    const printed: (string | undefined)[] = [];
    vi.spyOn(window, 'print').mockImplementation(() => {
      printed.push(document.documentElement.dataset['print']);
    });
    const { find } = await mount(new ByteReceipt(), viewOf(sampleLesson, passed));
    find('#receipt-print').click();
    window.dispatchEvent(new Event('afterprint'));
    expect(printed).toEqual(['receipt']);
    expect(document.documentElement.dataset['print']).toBeUndefined();
  });

  test('has nothing that axe finds', async () => {
    await mount(new ByteReceipt(), viewOf(sampleLesson, passed));
    expect(await axeFindings()).toEqual([]);
  });
});

describe('what can be taken along', () => {
  async function printSheet(words: string): Promise<Element> {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const view = viewOf(sampleLesson, [
      ...passed,
      { type: 'action-ticked', actionId: 'read', ticked: true },
    ]);
    const { element, find } = await mount(new BytePrint(), view);
    buttonIn(element, words)?.click();
    await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());
    return find('.sheet');
  }

  test('a worksheet has every question and no answer', async () => {
    const sheet = await printSheet('Print a worksheet');
    const words = wordsOf(sheet);
    for (const question of sampleLesson.quiz?.questions ?? []) {
      expect(words).toContain(question.prompt);
    }
    expect(sheet.querySelectorAll('.is-ticked, :checked, .mark')).toHaveLength(0);
    expect(words).not.toContain('Neighbours and customers come by.');
  });

  test('a worksheet says at each question what to do, and what it is worth', async () => {
    const sheet = await printSheet('Print a worksheet');
    expect([...sheet.querySelectorAll('.hint')].map(wordsOf)).toEqual([
      'Check one box. Worth 2 points.',
      'Check all that apply. Worth 1 point.',
      'Check one box. Worth 1 point.',
      'Check one box on each line. Worth 2 points.',
    ]);
  });

  test('a worksheet has two choices as boxes on each line, and more of them as letters', () => {
    const lines = (lesson: Lesson): readonly string[] => {
      const element = document.createElement('div');
      render(worksheet(lesson, viewOf(lesson).messages), element);
      const last = element.querySelector('.paper-questions > :last-child') ?? element;
      return [...last.querySelectorAll(':scope > :not(.hint)')].map((line) => {
        const boxes = [...line.querySelectorAll('.boxes > li')].map(wordsOf).join(', ');
        line.querySelector('.boxes')?.remove();
        return boxes === '' ? wordsOf(line) : `${wordsOf(line)}: ${boxes}`;
      });
    };
    const question = sampleQuestions.find(({ type }) => type === 'matching');
    if (question?.type !== 'matching') throw new Error('The sample has no matching question.');
    const asked = (targets: typeof question.targets): Lesson => ({
      ...sampleLesson,
      quiz: { id: 'quiz', questions: [{ ...question, targets }] },
    });
    expect(lines(asked(question.targets))).toEqual([
      question.prompt,
      'Honey: A tool, A product',
      'Smoker: A tool, A product',
      'Wax: A tool, A product',
    ]);
    const third = { id: 'waste', text: 'Waste', label: 'Waste' };
    expect(lines(asked([...question.targets, third]))).toEqual([
      question.prompt,
      'A: A tool',
      'B: A product',
      'C: Waste',
      'Honey',
      'Smoker',
      'Wax',
    ]);
  });

  test('the list of next moves shows what is ticked', async () => {
    const sheet = await printSheet('Print my next moves');
    expect([...sheet.querySelectorAll('.is-ticked')].map(wordsOf)).toEqual(['Read about bees']);
  });
});

describe('the welcome', () => {
  const leadOf = (element: Element): readonly string[] =>
    [...element.querySelectorAll('.notice p, #start')].map(wordsOf);

  test('tells who comes back what was reached, and leads on where they were', async () => {
    const view = viewOf(sampleLesson, [...answer(wrongAnswers), open('work')], saved);
    const { element, find } = await mount(new ByteWelcome(), view);
    expect(leadOf(element)).toEqual([
      'Welcome back. Your earlier work is still here. Quiz: 0 out of 100, not passed yet.',
      'Continue with “What the work is made of”',
    ]);
    expect(find('#start').getAttribute('href')).toBe('#work');
    expect(await axeFindings()).toEqual([]);
  });

  test('leads who has completed the lesson to the result, and asks for nothing more', async () => {
    const view = viewOf(sampleLesson, [...passed, open('work')], saved);
    const { element, find } = await mount(new ByteWelcome(), view);
    expect(leadOf(element)).toEqual([
      'You have finished this lesson. Quiz: 100 out of 100, passed.',
      'See your result',
    ]);
    expect(find('#start').getAttribute('href')).toBe('#quiz');
    expect([...element.querySelectorAll('li')].map(wordsOf)).toEqual([
      'Your teacher can see which steps you opened, your quiz answers and score, how much time you spent, and the feedback you send.',
      'The self-check is private. It never leaves this page.',
    ]);
  });

  test.each(['review', 'browse', 'no-credit'] as const)(
    'asks for nothing that would not count: %s',
    async (reason) => {
      const view = viewOf(sampleLesson, [], { saving: { kind: 'unrecorded', reason } });
      const { element } = await mount(new ByteWelcome(), view);
      expect([...element.querySelectorAll('li')].map(wordsOf)).toEqual([
        'Your teacher can’t see anything you do here.',
        'The self-check is private. It never leaves this page.',
      ]);
    },
  );

  test('says what it takes, and starts at the first section', async () => {
    const { element, find } = await mount(new ByteWelcome(), viewOf(sampleLesson, [], saved));
    expect([...element.querySelectorAll('li')].map(wordsOf)).toEqual([
      'Open every step and pass the quiz to finish this lesson.',
      'You need at least 80 out of 100 points to pass the quiz.',
      'You can keep trying until you pass. Your best score counts.',
      'The whole lesson takes about 15 minutes.',
      'Your teacher can see which steps you opened, your quiz answers and score, how much time you spent, and the feedback you send.',
      'The self-check is private. It never leaves this page.',
    ]);
    expect(find('#start').getAttribute('href')).toBe('#what');
  });

  test('promises no teacher where nothing is recorded', async () => {
    const { element } = await mount(new ByteWelcome(), viewOf());
    expect(wordsOf(element)).toContain('Your teacher can’t see anything you do here.');
  });
});
