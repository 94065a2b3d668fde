import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RichText } from '../../core/rich-text.js';
import type { Messages } from '../../i18n/messages.js';
import { richText } from '../shared/rich-text.js';
import { mark } from './mark.js';

/** How one choice turned out. */
export interface OptionOutcome {
  readonly chosen: boolean;
  readonly right: boolean;
}

/** The mark of a choice after checking; a choice that is neither chosen nor right needs none. */
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

/** One entry of the feedback list: the choice, how it turned out, and why. */
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
