import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { actionsOf, type Action } from '../../scripts/lesson-driver.js';
import { FINISH, stepsOf, type Lesson } from '../../src/core/lesson.js';
import { KEYS, until, type EngineTab } from '../support/engines/engine.js';
import { enginesHere, NO_SECOND_ENGINE } from '../support/engines/engines.js';
import { EVERY_RULE } from '../support/lesson-page.js';
import { startTestLms, type TestLms } from '../support/test-lms.js';

const engines = enginesHere();
/** The engines that must be there, such as `firefox,webkit`. */
const required = (process.env['ENGINES'] ?? '').split(',').filter(Boolean);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('this machine has a second engine, and each one that ENGINES asks for', () => {
  expect(engines, NO_SECOND_ENGINE).not.toEqual([]);
  const names: readonly string[] = engines.map(({ name }) => name);
  expect(
    required.filter((name) => !names.includes(name)),
    NO_SECOND_ENGINE,
  ).toEqual([]);
});

describe.each(engines)('in $name ($program)', (engine) => {
  let tab: EngineTab;
  beforeAll(async () => {
    tab = await engine.start();
  });
  afterAll(() => tab.close());

  test('the whole lesson fits a phone, is done with the pointer, and is recorded as passed', async () => {
    const lms = await openLesson(tab, '352px');
    const lesson = await tab.read<Lesson>(`JSON.parse(document.getElementById('lesson').text)`);
    expect(await wide(tab)).toEqual([]);
    for (const action of actionsOf(lesson)) {
      await act(tab, action);
      if (action.kind !== 'open a step') continue;
      await until('a step opens and its title has the focus', () =>
        tab.read<boolean>(`document.activeElement.matches('[data-current] h2')`),
      );
      expect(await wide(tab)).toEqual([]);
    }
    const steps = stepsOf(lesson);
    expect(steps.at(-1)).toBe(FINISH);
    expect(await tab.read(`document.querySelector('[data-current]').id`)).toBe(FINISH);
    expect(await tab.read(`document.querySelectorAll('.outcome.is-good').length`)).toBe(1);
    await until('the LMS stores the result', () => stores(lms, '"lesson_status":"passed"'));
    expect(JSON.stringify(lms.commits.at(-1))).toContain('"raw":"100"');
  });

  test('the next visit goes on where the learner was', async () => {
    const lms = await openLesson(tab, '650px');
    await tab.click('#start');
    await tab.click('#step-next');
    const step = await tab.read<string>(`document.querySelector('[data-current]').id`);
    await until('the LMS stores the place', () => stores(lms, `"lesson_location":"${step}"`));
    lms.settings = { edition: 'scorm12', saved: lms.commits.at(-1) };
    await show(tab, lms, '650px');
    await until('the welcome offers to continue', () =>
      tab.read<boolean>(`document.getElementById('start').hash === '#${step}'`),
    );
    await tab.click('#start');
    await until('the step of the last visit is on show', () =>
      tab.read<boolean>(`document.querySelector('[data-current]').id === '${step}'`),
    );
  });

  test('Tab leads through the people in the order of the page, and Enter to the next step', async () => {
    await openLesson(tab, '352px');
    await openQuiz(tab);
    const cards = await tab.read<number>(`document.querySelectorAll('.persona').length`);
    const stops = await stopsTo(tab, `id.endsWith('_check')`);
    expect(stops.filter((stop) => stop === 'SUMMARY')).toHaveLength(cards);
    expect(stops.at(-1)).toBe('BUTTON');
    await stopsTo(tab, `id === 'step-next'`);
    const quiz = await tab.read<string>(QUIZ);
    await tab.press(KEYS.enter);
    await until('the next step opens and its title has the focus', () =>
      tab.read<boolean>(`document.activeElement.matches('[data-current]:not([id="${quiz}"]) h2')`),
    );
  });

  test('a card turns to its traits and back, and after checking all show them', async () => {
    await openLesson(tab, '352px');
    await openQuiz(tab);
    const traits = `document.querySelector('.traits').checkVisibility({ contentVisibilityAuto: true })`;
    expect(await tab.read(traits)).toBe(false);
    for (const turned of [true, false]) {
      await tab.click('.turn > summary');
      expect(await tab.read(traits)).toBe(turned);
      await until('the card has turned', () =>
        tab.read<boolean>(`document.getAnimations().length === 0`),
      );
    }
    expect(await tab.read(`document.querySelectorAll('.personas :checked').length`)).toBe(0);
    await tab.click('.personas input');
    await tab.click('.question-actions button');
    await until('the verdict has the focus', () =>
      tab.read<boolean>(`document.activeElement.matches('.verdict')`),
    );
    expect(await tab.read(`document.querySelectorAll('.turn:not([open])').length`)).toBe(0);
  });

  test('axe finds nothing on the quiz, whether open or checked, light or dark', async () => {
    await openLesson(tab, '352px');
    await openQuiz(tab);
    await tab.read(`void (() => { ${AXE} })()`);
    expect(await findings(tab)).toEqual([]);
    await tab.click('.personas input');
    await tab.click('.question-actions button');
    await tab.read(`document.getElementById('display-theme-dark').click()`);
    expect(await findings(tab)).toEqual([]);
  });
});

const QUIZ = `document.querySelector('byte-quiz').closest('.step').id`;

/** Opens the built package in an LMS page of its own, in a frame as wide as told. */
async function openLesson(tab: EngineTab, width: string): Promise<TestLms> {
  const zip = join(import.meta.dirname, '../../dist/it-project-manager-scorm12.zip');
  const api = join(import.meta.dirname, '../support/scorm-again-api.ts');
  const lms = await startTestLms(zip, api, { edition: 'scorm12', saved: null });
  onTestFinished(() => lms.close());
  await show(tab, lms, width);
  return lms;
}

/** Opens the quiz by the list of steps, and waits until its last question is on show. */
async function openQuiz(tab: EngineTab): Promise<void> {
  await tab.read(`document.querySelector('.plan a[href="#' + ${QUIZ} + '"]').click()`);
  const whole = `!document.querySelector('byte-lesson [hidden]')`;
  const last = `document.querySelector('.question-card:last-child button')?.checkVisibility()`;
  await until('the whole quiz is on show', () => tab.read<boolean>(`${whole} && ${last} === true`));
}

async function show(tab: EngineTab, { url }: TestLms, width: string): Promise<void> {
  await tab.open(`${url}?width=${width}&height=666px`);
  await until('the lesson starts', () =>
    tab.read<boolean>(`document.documentElement.dataset.started === 'true'`),
  );
}

function stores({ commits }: TestLms, words: string): Promise<boolean> {
  return Promise.resolve(JSON.stringify(commits.at(-1) ?? {}).includes(words));
}

async function act(tab: EngineTab, { selector, value }: Action): Promise<void> {
  if (value === undefined) return tab.click(selector);
  await tab.read(`void (() => {
    const list = document.querySelector(${JSON.stringify(selector)});
    list.value = ${JSON.stringify(value)};
    list.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
}

/** What is wider than its frame. */
function wide(tab: EngineTab): Promise<readonly string[]> {
  return tab.read(`[document.documentElement, ...document.querySelectorAll('[data-current] *')]
    .filter((element) => element.checkVisibility() && !element.closest('svg, .visually-hidden'))
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .map((element) => element.tagName + ' ' + element.className).slice(0, 3)`);
}

/** What Tab stops at on the way to the element that `wanted` is true of. */
async function stopsTo(tab: EngineTab, wanted: string): Promise<readonly string[]> {
  const stops: string[] = [];
  while (stops.length < 120) {
    await tab.press(KEYS.tab);
    stops.push(await tab.read<string>(`document.activeElement.tagName`));
    if (await tab.read<boolean>(`document.activeElement.${wanted}`)) return stops;
  }
  throw new Error(`Tab leads to no element that ${wanted}.`);
}

function findings(tab: EngineTab): Promise<readonly string[]> {
  return tab.read(`axe.run(document, { runOnly: ${JSON.stringify(EVERY_RULE)} }).then(
    ({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))),
  )`);
}
