import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Byte, Fact, Section } from '../../core/byte.js';
import { FINISH, WELCOME } from '../../core/lesson.js';
import type { PageMessages } from '../../i18n/page-messages.js';
import type { LessonView } from '../lesson/lesson-element.js';
import { richText } from '../shared/rich-text.js';
import { iconSymbols, logo, type IconShapes, type Pictures } from './drawings.js';
import { sectionStep } from './sections.js';

/** What only the build needs to write the page. */
export interface PageAssets {
  readonly words: PageMessages;
  readonly pictures: Pictures;
  readonly icons: IconShapes;
}

/**
 * The page's body as the build writes it and as a browser without script shows
 * it. The build puts a script where the first words have arrived, and the lesson's
 * data beside the quiz: the same words close together cost little in a
 * compressed page.
 */
export function page(byte: Byte, view: LessonView, assets: PageAssets): TemplateResult {
  const { words, pictures, icons } = assets;
  return html`
    <byte-lesson data-step=${WELCOME}>
      <a class="skip" href="#steps">${words.skip}</a>
      <header class="lesson-head">
        <div class="masthead">
          ${logo()}
          <h1>${byte.title}</h1>
          <byte-display .view=${view}></byte-display>
        </div>
        <p class="no-script notice">${words.noScript}</p>
        <byte-plan .view=${view}></byte-plan>
      </header>
      <main id="steps">
        <article class="step is-welcome" id=${WELCOME} aria-labelledby="welcome-title" data-current>
          <div class="opening has-picture">
            ${faces(byte.sections)}
            <div class="opening-words">
              <h2 id="welcome-title" tabindex="-1">${view.messages.steps.welcome}</h2>
              <p class="lead">${byte.description}</p>
              <byte-welcome .view=${view}></byte-welcome>
            </div>
          </div>
        </article>
        <!--early-script-->
        ${symbols(byte.sections, { pictures, icons })}
        ${byte.sections.map(
          (section) =>
            html`${sectionStep(section, view, { words, pictures })}${
              section.kind === 'quiz' ? html`<!--lesson-data-->` : nothing
            }`,
        )}
        ${view.lesson.quiz ? nothing : html`<!--lesson-data-->`}
        <article class="step is-finish" id=${FINISH} aria-labelledby="finish-title">
          <byte-finish .view=${view}></byte-finish>
          <byte-receipt .view=${view}></byte-receipt>
          <byte-print .view=${view}></byte-print>
        </article>
      </main>
      <byte-goodbye .view=${view}></byte-goodbye>
      <byte-step-nav .view=${view}></byte-step-nav>
      <footer class="lesson-foot">
        <byte-save-line .view=${view}></byte-save-line>
        ${support(byte)} ${about(byte, view, words)}
      </footer>
    </byte-lesson>
    <p id="new-tab" hidden>${words.newTab}</p>
  `;
}

function support({ settings }: Byte): TemplateResult | typeof nothing {
  return settings.support
    ? html`<p class="support">
        <a
          href=${settings.support.href}
          target="_blank"
          rel="noopener noreferrer"
          aria-describedby="new-tab"
          >${settings.support.text}</a
        >
      </p>`
    : nothing;
}

function about(byte: Byte, { lesson }: LessonView, words: PageMessages): TemplateResult {
  return html`<details class="about">
    <summary>${words.about}</summary>
    <p>${words.version(byte.version, lesson.fingerprint)}</p>
    <h2>${words.sources}</h2>
    <ul class="facts">
      ${byte.facts.map((fact) => factItem(fact, words.fact))}
    </ul>
    <h2>${words.credits}</h2>
    ${byte.credits.map(({ text }) => richText(text))}
  </details>`;
}

function factItem(
  { claim, source, place, year, licence }: Fact,
  words: PageMessages['fact'],
): TemplateResult {
  return html`<li>
    <p>${claim}</p>
    <p class="fact-source">
      ${words.source}: ${source}. ${words.place}: ${place}. ${words.year}: ${year}. ${words.licence}:
      ${licence}
    </p>
  </li>`;
}

/** The people of the quiz, whom the welcome shows and the live elements show by name. */
function personas(sections: readonly Section[]): readonly string[] {
  return sections.flatMap((section) =>
    section.kind === 'quiz'
      ? section.questions.flatMap((question) =>
          question.type === 'single-choice'
            ? question.options.flatMap(({ persona }) => persona?.picture.name ?? [])
            : [],
        )
      : [],
  );
}

/** A first look at the people who are met again in the quiz; nothing is said here. */
function faces(sections: readonly Section[]): TemplateResult | typeof nothing {
  const names = personas(sections);
  return names.length > 0
    ? html`<div class="faces" aria-hidden="true">
        ${names.map((name) => html`<svg viewBox="0 0 200 200"><use href="#${name}"></use></svg>`)}
      </div>`
    : nothing;
}

/** Icons, and the drawings that are shown by name, once each: after the first words, which shall not wait for them. */
function symbols(
  sections: readonly Section[],
  { pictures, icons }: Omit<PageAssets, 'words'>,
): TemplateResult {
  return html`<svg class="symbols" aria-hidden="true" width="0" height="0">
    ${iconSymbols(icons)}
    ${[...new Set(personas(sections))].map((name) => unsafeHTML(asSymbol(name, pictures.get(name) ?? '')))}
  </svg>`;
}

function asSymbol(name: string, svgText: string): string {
  return svgText
    .replace(/<svg\b/, `<symbol id="${name}"`)
    .replace(/ xmlns="[^"]*"/, '')
    .replace(/<\/svg>\s*$/, '</symbol>');
}
