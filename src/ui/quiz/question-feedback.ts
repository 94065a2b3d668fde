import { html, type nothing, type TemplateResult } from 'lit/html.js';
import type { Question } from '../../core/question.js';
import { elementId } from '../shared/element-id.js';
import type { LessonView } from '../lesson/lesson-view.js';
import { richText } from '../shared/rich-text.js';
import { titleOf } from '../frame/step-titles.js';
import { mark } from './mark.js';
import type { QuestionScene } from './question-scene.js';
import { pointsText } from './quiz-status.js';

/** What is said once an answer is final: verdict, points, reasons, and where to read it again. */
export function questionFeedback<Asked extends Question>(
  view: LessonView,
  scene: QuestionScene<Asked>,
  details: TemplateResult | typeof nothing,
): TemplateResult {
  const { question, messages, share } = scene;
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

/** In which of three words an answer's share is told. */
export function outcomeOf(share: number): 'right' | 'partly' | 'wrong' {
  if (share >= 1) return 'right';
  return share > 0 ? 'partly' : 'wrong';
}
