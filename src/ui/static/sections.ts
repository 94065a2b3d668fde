import { html, nothing, type TemplateResult } from 'lit';
import type {
  Card,
  CardGroup,
  CardsSection,
  Section,
  StorySection,
  TermsSection,
  TimelineSection,
  VoicesSection,
} from '../../core/byte.js';
import { assertNever } from '../../core/result.js';
import type { PageMessages } from '../../i18n/page-messages.js';
import { icon } from '../shared/icon.js';
import type { LessonView } from '../lesson/lesson-element.js';
import { richText } from '../shared/rich-text.js';
import { figures } from './figures.js';
import { picture, type Pictures } from './drawings.js';

interface SectionAssets {
  readonly words: PageMessages;
  readonly pictures: Pictures;
}

/** One section as a step of the page: heading, picture, text and the part its kind asks for. */
export function sectionStep(
  section: Section,
  view: LessonView,
  { words, pictures }: SectionAssets,
): TemplateResult {
  return html`
    <article class="step is-${section.kind}" id=${section.id} aria-labelledby="${section.id}-title">
      <div class="opening has-picture">
        <div class="opening-words">
          <h2 id="${section.id}-title" tabindex="-1">${section.title}</h2>
          <div class="meta">
            <p class="minutes">${icon('clock')}${words.minutes(section.minutes)}</p>
            <byte-read-aloud .view=${view}></byte-read-aloud>
          </div>
          <div class="prose">${richText(section.intro)}</div>
        </div>
        ${picture(section.picture, pictures)}
      </div>
      ${mainPart(section, view, words)}
      ${section.outro ? html`<div class="prose">${richText(section.outro)}</div>` : nothing}
    </article>
  `;
}

function mainPart(
  section: Section,
  view: LessonView,
  words: PageMessages,
): TemplateResult | typeof nothing {
  switch (section.kind) {
    case 'story':
      return story(section);
    case 'cards':
      return cards(section);
    case 'timeline':
      return timeline(section);
    case 'voices':
      return voices(section);
    case 'figures':
      return figures(section, words);
    case 'terms':
      return terms(section);
    case 'self-check':
      return html`<byte-self-check .view=${view}></byte-self-check>`;
    case 'quiz':
      return html`<byte-quiz .view=${view}></byte-quiz>`;
    case 'checklist':
      return html`<byte-checklist .view=${view}></byte-checklist>`;
    case 'feedback':
      return html`<byte-feedback .view=${view}></byte-feedback>`;
    default:
      return assertNever(section);
  }
}

function story({ points }: StorySection): TemplateResult | typeof nothing {
  return points.length > 0 ? cardList(points, 'h3') : nothing;
}

function cards({ groups }: CardsSection): TemplateResult {
  return html`${groups.map((group) => cardGroup(group, groups.length > 1))}`;
}

function cardGroup({ title, cards: list }: CardGroup, titled: boolean): TemplateResult {
  return titled
    ? html`<section class="group">
        <h3>${title}</h3>
        ${cardList(list, 'h4')}
      </section>`
    : cardList(list, 'h3');
}

function cardList(list: readonly Card[], level: 'h3' | 'h4'): TemplateResult {
  return html`<ul class="cards">
    ${list.map(
      ({ title, text }) =>
        html`<li class="card">
          ${level === 'h3' ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`} ${richText(text)}
        </li>`,
    )}
  </ul>`;
}

function timeline({ events }: TimelineSection): TemplateResult {
  return html`<ol class="timeline">
    ${events.map(
      ({ title, text }, index) =>
        html`<li>
          <details ?open=${index === 0}>
            <summary>${title}${icon('down')}</summary>
            ${richText(text)}
          </details>
        </li>`,
    )}
  </ol>`;
}

function voices({ voices: list }: VoicesSection): TemplateResult {
  return html`<ul class="voices">
    ${list.map(
      ({ role, organization, text }) =>
        html`<li class="voice">
          <h3>
            ${role}<span class="visually-hidden">, </span>
            <span class="organization">${organization}</span>
          </h3>
          <div class="voice-text">${richText(text)}</div>
        </li>`,
    )}
  </ul>`;
}

function terms({ terms: list }: TermsSection): TemplateResult {
  return html`<ul class="terms">
    ${list.map(
      ({ term, meaning }) =>
        html`<li>${term}${meaning ? html` <span class="meaning">${meaning}</span>` : nothing}</li>`,
    )}
  </ul>`;
}
