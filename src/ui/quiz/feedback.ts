import { html, nothing, type TemplateResult } from 'lit';
import type { Question } from '../../core/question.js';
import type { RichText } from '../../core/rich-text.js';
import type { Messages } from '../../i18n/messages.js';
import { titleOf } from '../frame/step-links.js';
import type { LessonView } from '../lesson/lesson-element.js';
import { elementId } from '../shared/element-id.js';
import { icon, type IconName } from '../shared/icon.js';
import { richText } from '../shared/rich-text.js';
import { pointsText, type QuestionState } from './quiz-state.js';
import { liveText } from '../shared/live-text.js';

/** What a mark says; its color only repeats its icon and its words. */
export type MarkKind = 'right' | 'partly' | 'wrong' | 'missed';

const ICONS: Readonly<Record<MarkKind, IconName>> = {
  right: 'check',
  partly: 'target',
  wrong: 'cross',
  missed: 'flag',
};

/** A judgement as icon and words. */
export function mark(kind: MarkKind, words: string): TemplateResult {
  return html`<span class="mark is-${kind}"
    >${icon(ICONS[kind])}<span class="mark-words">${liveText(words)}</span></span
  >`;
}

/** How one choice turned out. */
export interface OptionOutcome {
  readonly chosen: boolean;
  readonly right: boolean;
}

/** The mark of a choice after checking; none where it is neither chosen nor right. */
export function optionMark(
  { chosen, right }: OptionOutcome,
  messages: Messages['quiz'],
  missedWords: string,
): TemplateResult | typeof nothing {
  if (chosen) {
    return right
      ? mark('right', messages.mark.chosenRight)
      : mark('wrong', messages.mark.chosenWrong);
  }
  return right ? mark('missed', missedWords) : nothing;
}

/** One entry of the list of reasons: the choice, how it turned out, and why. */
export function optionReason(
  name: string,
  markOf: TemplateResult | typeof nothing,
  feedback: RichText,
): TemplateResult {
  return html`<li class="reason-item">
    <p class="reason-head"><span class="reason-name">${name}</span> ${markOf}</p>
    ${richText(feedback)}
  </li>`;
}

/** What is shown once an answer is final: verdict, points, reasons, and where to read it again. */
export function questionFeedback<Asked extends Question>(
  view: LessonView,
  { question, messages, share }: QuestionState<Asked>,
  details: TemplateResult | typeof nothing,
): TemplateResult {
  const outcome = outcomeOf(share);
  const { language } = view.lesson;
  return html`<div class="question-feedback is-${outcome}">
    <p class="verdict" id=${elementId(question.id, 'verdict')} tabindex="-1">
      ${mark(outcome, messages.verdict[outcome])}
      <span class="points"
        >${messages.verdict.points(
          pointsText(share * question.weight, language),
          pointsText(question.weight, language),
          question.weight,
        )}</span
      >
    </p>
    ${details}
    <div class="explanation">${richText(question.explanation)}</div>
    <p class="question-source">
      <a href="#${question.section}">${messages.source(titleOf(view, question.section))}</a>
    </p>
  </div>`;
}

/** The verdict for a share of the points, 0–1. */
export function outcomeOf(share: number): 'right' | 'partly' | 'wrong' {
  if (share >= 1) return 'right';
  return share > 0 ? 'partly' : 'wrong';
}
