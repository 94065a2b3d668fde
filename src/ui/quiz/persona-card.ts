import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Option, Persona, SingleChoiceQuestion, Trait } from '../../core/question.js';
import { icon } from '../shared/icon.js';
import { mark } from './mark.js';
import type { QuestionScene } from './question-scene.js';

/** What a card shows. */
export interface PersonaCard {
  readonly scene: QuestionScene<SingleChoiceQuestion>;
  readonly option: Option;
  readonly persona: Persona;
  readonly input: TemplateResult;
  readonly marked: TemplateResult | typeof nothing;
}

/**
 * A person to choose: portrait and name, and on the other side the traits; after
 * checking that side is up and also says what each trait is worth. The sides are
 * a native disclosure, so that they turn without a script and with any key.
 */
export function personaCard(card: PersonaCard): TemplateResult {
  const { scene, option, persona, input, marked } = card;
  return html`<div class="persona">
    <svg class="portrait" role="img" aria-label=${persona.picture.alt}>
      <use href="#${persona.picture.name}"></use>
    </svg>
    <label class="persona-name">${input} <span class="option-text">${option.text}</span></label>
    ${marked}
    <details class="turn" ?open=${scene.checked}>
      <summary>${icon('flip')}${scene.messages.about(option.text)}</summary>
      <ul class="traits">
        ${persona.traits.map((trait) => traitItem(scene, trait))}
      </ul>
    </details>
  </div>`;
}

function traitItem(
  { checked, messages }: QuestionScene<SingleChoiceQuestion>,
  { text, fits, reason }: Trait,
): TemplateResult {
  return html`<li class="trait">
    <span class="trait-text">${text}</span>
    ${
      checked
        ? html`${fits ? mark('right', messages.mark.fits) : mark('wrong', messages.mark.against)}
          <span class="reason">${reason}</span>`
        : nothing
    }
  </li>`;
}
