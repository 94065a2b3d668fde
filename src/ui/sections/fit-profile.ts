import { html, nothing, type TemplateResult } from 'lit';
import type { Profile, Statement } from '../../core/byte.js';
import type { SelfCheck } from '../../core/lesson.js';
import type { LessonState } from '../../core/lesson-state.js';
import type { Messages } from '../../i18n/messages.js';
import { elementId } from '../shared/element-id.js';
import { keyed } from 'lit/directives/keyed.js';
import { mark, type MarkKind } from '../quiz/feedback.js';
import { richText } from '../shared/rich-text.js';
import { liveText } from '../shared/live-text.js';

/** How well the career fits, by the learner's judgements. */
export interface Fit {
  readonly fitting: readonly Statement[];
  readonly notFitting: readonly Statement[];
  /** The number of statements not judged yet. */
  readonly open: number;
  /** Percent of the judged statements that fit, a whole number; 0 before the first. */
  readonly percent: number;
  /** `null` until every statement is judged. */
  readonly profile: Profile | null;
}

/** Counts `judgements`: agreeing fits a statement that speaks for the career, disagreeing one against it. */
export function fitOf(
  { statements, profiles }: SelfCheck,
  judgements: LessonState['selfCheck'],
): Fit {
  const judged = statements.filter(({ id }) => judgements[id] !== undefined);
  const fits = ({ id, speaks }: Statement): boolean =>
    judgements[id] === (speaks === 'for' ? 'agree' : 'disagree');
  const fitting = judged.filter(fits);
  const percent = judged.length > 0 ? Math.round((100 * fitting.length) / judged.length) : 0;
  const open = statements.length - judged.length;
  const reached = profiles.filter(({ from }) => from <= percent);
  return {
    fitting,
    notFitting: judged.filter((statement) => !fits(statement)),
    open,
    percent,
    profile: open > 0 ? null : (reached.sort((a, b) => b.from - a.from)[0] ?? null),
  };
}

const METER = elementId('self', 'meter');

/** How much of what was judged fits, and how that is counted; no verdict before all is judged. */
export function fitMeter(
  { fitting, notFitting, open, percent, profile }: Fit,
  words: Messages['selfCheck'],
): TemplateResult {
  const judged = fitting.length + notFitting.length;
  return html`<div class="fit">
    <h3 id=${METER}>${words.meter}</h3>
    ${
      open > 0
        ? nothing
        : html`<meter
              class="fit-meter"
              min="0"
              max="100"
              value=${percent}
              aria-labelledby=${METER}
              aria-valuetext=${words.meterValue(fitting.length, judged)}
            ></meter>
            <p class="fit-ends" aria-hidden="true">
              <span>${words.meterLow}</span><span>${words.meterHigh}</span>
            </p>`
    }
    <p class="fit-explained" role="status">
      ${liveText(judged === 0 ? words.meterEmpty : words.chosen(judged, judged + open))}
      ${profile ? liveText(words.ready(fitting.length, profile.title)) : nothing}
    </p>
  </div>`;
}

/** The profile that fits the judgements, with a reason for each. */
export function fitProfile(
  { fitting, notFitting, profile }: Fit,
  words: Messages['selfCheck'],
): TemplateResult | typeof nothing {
  if (!profile) return nothing;
  const said = (agreed: boolean, text: string): string =>
    agreed ? words.agreed(text) : words.disagreed(text);
  const fits = fitting.map(({ text, speaks, whenFits }) =>
    reason(said(speaks === 'for', text), whenFits),
  );
  const fitsNot = notFitting.map(({ text, speaks, whenNot }) =>
    reason(said(speaks === 'against', text), whenNot),
  );
  const profileKey = [fitting, notFitting].map((some) => some.map(({ id }) => id).join()).join('|');
  // Changing a choice makes another profile: see liveText().
  return html`${keyed(
    profileKey,
    html`<section class="fit-profile">
    <h3>${words.profile}</h3>
    <p class="fit-title">${profile.title}</p>
    ${richText(profile.text)} ${reasons('right', words.fits, fits)}
    ${reasons('partly', words.fitsNot, fitsNot)}
  </section>`,
  )}`;
}

function reasons(
  kind: MarkKind,
  title: string,
  items: readonly TemplateResult[],
): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<h4>${mark(kind, title)}</h4>
    <ul class="reasons">
      ${items}
    </ul>`;
}

function reason(text: string, why: string): TemplateResult {
  return html`<li class="reason-item">
    <p class="reason-head"><span class="reason-name">${text}</span></p>
    <p>${why}</p>
  </li>`;
}
