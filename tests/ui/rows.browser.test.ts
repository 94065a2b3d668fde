import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import '../../src/ui/styles/main.css';
import { ByteSelfCheck } from '../../src/ui/sections/byte-self-check.js';
import { mount, viewOf } from '../support/mount.js';
import { rightAnswers, sampleLesson } from '../support/sample-lesson.js';
import { ByteReceipt } from '../../src/ui/steps/byte-receipt.js';
import { elementFor, lesson } from '../support/question-elements.js';

/** The middle of a box from the top, for those that stand in one row. */
function middle(element: HTMLElement): number {
  const { top, height } = element.getBoundingClientRect();
  return Math.round(top + height / 2);
}

describe.each([
  ['a line to sort', () => elementFor('tools')],
  ['a statement', () => new ByteSelfCheck()],
])('%s with two choices', (_, make) => {
  test('has both side by side on a phone, below its words', async () => {
    await page.viewport(344, 700);
    const { find } = await mount(make(), viewOf(lesson));
    const [words, first, last] = [
      middle(find('.line-text')),
      middle(find('.pair-option')),
      middle(find('.pair-option:last-child')),
    ];
    expect(last).toBe(first);
    expect(words).toBeLessThan(first - 20);
  });

  test('has all in one row on a desk', async () => {
    await page.viewport(1000, 700);
    const { find } = await mount(make(), viewOf(lesson));
    expect(middle(find('.pair-option'))).toBe(middle(find('.line-text')));
    expect(middle(find('.pair-option:last-child'))).toBe(middle(find('.line-text')));
  });
});

test('a closed list shows below it what is chosen, where it may be cut off', async () => {
  await page.viewport(344, 700);
  const { find } = await mount(
    elementFor('seasons'),
    viewOf(lesson, [
      {
        type: 'answer-chosen',
        questionId: 'seasons',
        answer: { type: 'matching', targets: { rest: 'winter' } },
      },
    ]),
  );
  expect(find('.line-chosen').innerText).toBe('In winter');
});

test('a receipt fits a narrow screen with a name of 80 letters', async () => {
  const events = Object.entries(rightAnswers).flatMap(([questionId, answer]) => [
    { type: 'answer-chosen', questionId, answer } as const,
    { type: 'answer-checked', questionId } as const,
  ]);
  const view = viewOf(sampleLesson, events, { learnerName: 'W'.repeat(80) });
  const { element, find } = await mount(new ByteReceipt(), view);
  element.style.cssText = 'display: block; inline-size: 288px';
  const { scrollWidth, clientWidth } = find('.receipt');
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
});
