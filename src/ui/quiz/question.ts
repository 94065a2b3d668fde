import { html, type TemplateResult } from 'lit/html.js';
import type { Question } from '../../core/question.js';
import { assertNever } from '../../core/result.js';
import type { LessonView } from '../lesson/lesson-view.js';
import './byte-matching.js';
import './byte-multiple-choice.js';
import './byte-single-choice.js';
import './byte-true-false.js';

/** The element that asks `question`. */
export function questionOf(question: Question, view: LessonView): TemplateResult {
  switch (question.type) {
    case 'single-choice':
      return html`<byte-single-choice .view=${view} .question=${question}></byte-single-choice>`;
    case 'multiple-choice':
      return html`<byte-multiple-choice .view=${view} .question=${question}></byte-multiple-choice>`;
    case 'true-false':
      return html`<byte-true-false .view=${view} .question=${question}></byte-true-false>`;
    case 'matching':
      return html`<byte-matching .view=${view} .question=${question}></byte-matching>`;
    default:
      return assertNever(question);
  }
}
