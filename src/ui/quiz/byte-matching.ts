import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../core/lesson-state.js';
import type { MatchingItem, MatchingQuestion, Target } from '../../core/question.js';
import { elementId, lastSlugOf } from '../shared/element-id.js';
import { richText } from '../shared/rich-text.js';
import { mark } from './feedback.js';
import { QuestionElement } from './question-element.js';
import type { QuestionState } from './quiz-state.js';
import { liveText } from '../shared/live-text.js';

type State = QuestionState<MatchingQuestion>;

/** Lines that each belong to one target; without dragging, so that every hand can do it. */
export class ByteMatching extends QuestionElement<MatchingQuestion> {
  protected override controls(state: State): TemplateResult {
    const { question } = state;
    const paired = question.targets.length === 2;
    const choice = paired ? pair : list;
    return html`${paired ? nothing : targetList(state)}
      <ul class="lines">
      ${state.arrange(question.items).map(
        (item) =>
          html`<li class="line">
            ${choice(state, item)} ${state.checked ? lineFeedback(state, item) : nothing}
          </li>`,
      )}
    </ul>`;
  }

  protected override missing({ question, answer, arrange, messages }: State): string {
    const open = arrange(question.items).filter(({ id }) => answer?.targets[id] === undefined);
    return messages.missing.lines(open.map(({ text }) => text));
  }

  protected override details({ messages }: State): TemplateResult {
    return html`<p class="see-above">${messages.verdict.seeLines}</p>`;
  }

  protected override shownAnswer(): Answer | null {
    const controls = this.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'input:checked, select',
    );
    const pairs = [...controls].flatMap(({ id, name, value }) =>
      value !== '' ? [[lastSlugOf(name || id), value] as const] : [],
    );
    return pairs.length > 0 ? { type: 'matching', targets: Object.fromEntries(pairs) } : null;
  }
}

/** A line that was forgotten says so itself, because its question may be long. */
function lineText(
  { answer, checkedTooEarly, messages }: State,
  { id, text }: MatchingItem,
): unknown {
  return checkedTooEarly && answer?.targets[id] === undefined
    ? html`${text} <span class="line-open">– ${messages.missing.line}</span>`
    : text;
}

/** Two targets stand side by side, so that sorting takes one tap a line. */
function pair(state: State, item: MatchingItem): TemplateResult {
  return html`<fieldset class="pair">
    <legend class="line-text">${lineText(state, item)}</legend>
    ${state.question.targets.map((target) => pairOption(state, item, target))}
  </fieldset>`;
}

function pairOption(
  { question, answer, locked }: State,
  item: MatchingItem,
  target: Target,
): TemplateResult {
  const chosen = answer?.targets[item.id] === target.id;
  return html`<label class="pair-option"
    ><input
      type="radio"
      id=${elementId(question.id, item.id, target.id)}
      name=${elementId(question.id, item.id)}
      value=${target.id}
      autocomplete="off"
      ?disabled=${locked}
      ?checked=${chosen}
    />
    <span class="option-text">${target.text}</span></label
  >`;
}

/** A closed list cuts long words off, so they stand here in full, as the chosen ones do below it. */
function targetList({ question, messages }: State): TemplateResult {
  return html`<div class="targets">
    <p>${messages.targets}</p>
    <ul>
      ${question.targets.map(({ text }) => html`<li>${text}</li>`)}
    </ul>
  </div>`;
}

function list(state: State, item: MatchingItem): TemplateResult {
  const { question, answer, locked, messages } = state;
  const id = elementId(question.id, item.id);
  const chosen = answer?.targets[item.id];
  const text = question.targets.find((target) => target.id === chosen)?.text ?? '';
  if (state.checked) {
    return html`<p class="line-text">${item.text}</p>
      <p class="line-choice">${messages.yourAnswer(text)}</p>`;
  }
  return html`<label class="line-text" for=${id}>${lineText(state, item)}</label>
    <select id=${id} autocomplete="off" ?disabled=${locked}>
      <option value="" ?disabled=${chosen !== undefined} ?selected=${chosen === undefined}>
        ${messages.choose}
      </option>
      ${question.targets.map(
        (target) =>
          html`<option value=${target.id} ?selected=${chosen === target.id}>
            ${target.text}
          </option>`,
      )}
    </select>
    ${text ? html`<p class="line-chosen" aria-hidden="true">${liveText(text)}</p>` : nothing}`;
}

function lineFeedback({ question, answer, messages }: State, item: MatchingItem): TemplateResult {
  const target = question.targets.find(({ id }) => id === item.target)?.text ?? item.target;
  return html`<div class="line-feedback">
    ${
      answer?.targets[item.id] === item.target
        ? mark('right', messages.mark.lineRight)
        : mark('wrong', messages.mark.lineWrong(target))
    }
    ${richText(item.feedback)}
  </div>`;
}

customElements.define('byte-matching', ByteMatching);
