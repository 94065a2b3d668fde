import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { COMMENT_LIMIT, type LessonEvent } from '../../src/core/reduce.js';
import { en } from '../../src/i18n/en.js';
import { ByteFeedback } from '../../src/ui/sections/byte-feedback.js';
import { axeFindings } from '../support/axe.js';
import { beforeTheScript, buttonIn, mount, mountLive, viewOf, wordsOf } from '../support/mount.js';
import { sampleLesson } from '../support/sample-lesson.js';

const given = (rating: string, comment = ''): LessonEvent => ({
  type: 'feedback-given',
  feedback: { rating, comment },
});
const commentIn = (root: Element): HTMLTextAreaElement => {
  const field = root.querySelector('textarea');
  if (!field) throw new Error('There is no field for a comment.');
  return field;
};

describe('feedback that was not given yet', () => {
  test('says where it goes and that it is not graded', async () => {
    const { element, find } = await mount(new ByteFeedback(), viewOf());
    expect(wordsOf(find('.feedback-why'))).toBe(en.feedback.why);
    expect(wordsOf(find('legend'))).toBe('This Byte helped me understand the topic.');
    expect(element.querySelectorAll('input[type=radio]')).toHaveLength(5);
    expect(element.querySelector('.thanks')).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });

  test('asks for nothing until it is sent', async () => {
    const { element, find, sent } = await mount(new ByteFeedback(), viewOf());
    find('#x_feedback_fully').click();
    await userEvent.type(commentIn(element), 'Good');
    expect(sent).toEqual([]);
    buttonIn(element, en.feedback.send)?.click();
    expect(sent).toEqual([given('fully', 'Good')]);
  });

  test('says what is missing when it is sent without a rating', async () => {
    const { element, find, sent } = await mount(new ByteFeedback(), viewOf());
    buttonIn(element, en.feedback.send)?.click();
    await element.updateComplete;
    expect(wordsOf(find('.question-missing'))).toBe(en.feedback.missing);
    expect(document.activeElement?.id).toBe('x_feedback_not-at-all');
    expect(sent).toEqual([]);
    expect(await axeFindings()).toEqual([]);
  });

  test('says it again each time it is sent without a rating', async () => {
    const { element, find } = await mount(new ByteFeedback(), viewOf());
    const said = async (): Promise<Node | undefined> => {
      buttonIn(element, en.feedback.send)?.click();
      await element.updateComplete;
      return [...find('.question-missing').childNodes].find(
        (node) => node instanceof Text && node.data.trim() !== '',
      );
    };
    const first = await said();
    const second = await said();
    expect(second?.textContent).toBe(first?.textContent);
    expect(second).not.toBe(first);
  });

  test('keeps what is chosen and written while other things change', async () => {
    const { element, input, show } = await mount(new ByteFeedback(), viewOf());
    input('#x_feedback_mostly').click();
    await userEvent.type(commentIn(element), 'Not done');
    await show(viewOf(sampleLesson, [{ type: 'step-opened', step: 'feedback' }]));
    await show(viewOf(sampleLesson, [{ type: 'action-ticked', actionId: 'visit', ticked: true }]));
    expect(input('#x_feedback_mostly').checked).toBe(true);
    expect(commentIn(element).value).toBe('Not done');
  });

  test('keeps what is chosen and written when an earlier record turns up', async () => {
    const { element, input, show } = await mount(new ByteFeedback(), viewOf());
    input('#x_feedback_mostly').click();
    await userEvent.type(commentIn(element), 'New');
    await show(viewOf(sampleLesson, [given('hardly', 'Old')]));
    expect(input('#x_feedback_mostly').checked).toBe(true);
    expect(commentIn(element).value).toBe('New');
  });

  test('shows an earlier record where nothing was chosen and written yet', async () => {
    const { element, input, show } = await mount(new ByteFeedback(), viewOf());
    await show(viewOf(sampleLesson, [given('hardly', 'Old')]));
    expect(input('#x_feedback_hardly').checked).toBe(true);
    expect(commentIn(element).value).toBe('Old');
  });

  test('keeps what was chosen and written before the script ran', async () => {
    const { element } = await mount(new ByteFeedback(), viewOf());
    const early = beforeTheScript(element);
    early.querySelector<HTMLElement>('#x_feedback_hardly')?.click();
    commentIn(early).value = 'Too early';
    early.view = viewOf();
    await early.updateComplete;
    expect(early.querySelector('input:checked')?.id).toBe('x_feedback_hardly');
    expect(commentIn(early).value).toBe('Too early');
    expect(early.querySelectorAll('textarea')).toHaveLength(1);
  });

  test('says how much may still be written, aloud only when it is little', async () => {
    const { element, find } = await mount(new ByteFeedback(), viewOf());
    const field = commentIn(element);
    const write = async (length: number): Promise<readonly string[]> => {
      await userEvent.fill(field, 'x'.repeat(length));
      await element.updateComplete;
      return [wordsOf(find('.comment-left')), wordsOf(find('[role=status]'))];
    };
    expect(field.maxLength).toBe(COMMENT_LIMIT);
    expect(await write(100)).toEqual(['150 characters left.', '']);
    expect(await write(210)).toEqual(['40 characters left.', '50 characters left.']);
    expect(await write(249)).toEqual(['1 character left.', '10 characters left.']);
    expect(await write(250)).toEqual(['0 characters left.', '0 characters left.']);
  });
});

describe('feedback that was given', () => {
  test('is thanked for, where the reading goes on', async () => {
    const { element, find, store } = await mountLive(new ByteFeedback(), viewOf());
    find('#x_feedback_fully').click();
    buttonIn(element, en.feedback.send)?.click();
    await element.updateComplete;
    expect(store.state.record.feedback).toEqual({ rating: 'fully', comment: '' });
    expect(document.activeElement).toBe(find('.thanks-words'));
    expect(wordsOf(find('.thanks'))).toBe(
      'Thank you! You answered “Fully”. You can change your answer and send it again.',
    );
    expect(await axeFindings()).toEqual([]);
  });

  test('can be changed and sent again', async () => {
    const { element, find, store } = await mountLive(
      new ByteFeedback(),
      viewOf(sampleLesson, [given('fully', 'Nice')]),
    );
    expect(commentIn(element).value).toBe('Nice');
    find('#x_feedback_partly').click();
    buttonIn(element, en.feedback.sendAgain)?.click();
    await element.updateComplete;
    expect(store.state.record.feedback).toEqual({ rating: 'partly', comment: 'Nice' });
    expect(document.activeElement).toBe(find('.thanks-words'));
  });

  test('is thanked for again when it is sent unchanged', async () => {
    const { element, find } = await mountLive(
      new ByteFeedback(),
      viewOf(sampleLesson, [given('fully')]),
    );
    buttonIn(element, en.feedback.sendAgain)?.click();
    await element.updateComplete;
    expect(document.activeElement).toBe(find('.thanks-words'));
  });

  test('stays as it is while looking back', async () => {
    const { element, find } = await mount(
      new ByteFeedback(),
      viewOf(sampleLesson, [given('fully', 'Nice')], { access: 'review' }),
    );
    expect(wordsOf(find('.feedback-why'))).toBe(en.feedback.review);
    expect(element.querySelectorAll(':is(input, textarea):not(:disabled)')).toHaveLength(0);
    expect(element.querySelector('button')).toBeNull();
    expect(await axeFindings()).toEqual([]);
  });

  test('can be given with the keyboard alone', async () => {
    const { input, store } = await mountLive(new ByteFeedback(), viewOf());
    input('#x_feedback_not-at-all').focus();
    await userEvent.keyboard(' {ArrowDown}{Tab}Hello{Tab}{Enter}');
    expect(store.state.record.feedback).toEqual({ rating: 'hardly', comment: 'Hello' });
  });
});
