import { newRecord, openingState, type LessonState } from '../../src/core/lesson-state.js';
import type { Lesson } from '../../src/core/lesson.js';
import { reduce, type LessonEvent } from '../../src/core/reduce.js';
import { createStore, type Store } from '../../src/core/store.js';
import { en } from '../../src/i18n/en.js';
import { LessonIntent } from '../../src/ui/lesson/lesson-element.js';
import type { LessonView } from '../../src/ui/lesson/lesson-element.js';
import type { LessonElement } from '../../src/ui/lesson/lesson-element.js';
import { QuestionElement } from '../../src/ui/quiz/question-element.js';
import { sampleLesson } from './sample-lesson.js';

/** An element on the page of a test, and what it did. */
export interface Mounted<Element extends LessonElement> {
  readonly element: Element;
  /** What the element asked for, in order. */
  readonly sent: readonly LessonEvent[];
  /** The first part of the element that `selector` names; throws when there is none. */
  readonly find: (selector: string) => HTMLElement;
  /** The same for an input. */
  readonly input: (selector: string) => HTMLInputElement;
  /** Shows another view and waits until it is on the page. */
  readonly show: (view: LessonView) => Promise<void>;
}

/** A view of `lesson` as a learner who did `events` sees it. */
export function viewOf(
  lesson: Lesson = sampleLesson,
  events: readonly LessonEvent[] = [],
  changes: Partial<LessonView> = {},
): LessonView {
  const start: LessonState = openingState(newRecord(7));
  return {
    lesson,
    state: events.reduce((state, event) => reduce(lesson, state, event), start),
    saving: { kind: 'unrecorded', reason: 'no-lms' },
    access: 'normal',
    learnerName: '',
    offer: null,
    resultAt: null,
    inFrame: false,
    messages: en,
    ...changes,
  };
}

/** Puts `element` on the page with `view`; nobody answers what it asks for. */
export async function mount<Element extends LessonElement>(
  element: Element,
  view: LessonView,
): Promise<Mounted<Element>> {
  const sent: LessonEvent[] = [];
  const stage = document.createElement('main');
  stage.append(heading(element), element);
  document.body.replaceChildren(stage);
  stage.addEventListener(LessonIntent.type, ({ lessonEvent }) => sent.push(lessonEvent));
  const show = async (next: LessonView): Promise<void> => {
    element.view = next;
    await element.updateComplete;
  };
  await show(view);
  return {
    element,
    sent,
    show,
    find: (selector) => partOf(element, selector, HTMLElement),
    input: (selector) => partOf(element, selector, HTMLInputElement),
  };
}

/** Like {@link mount}, but a real store answers, as on the page. */
export async function mountLive<Element extends LessonElement>(
  element: Element,
  view: LessonView,
): Promise<Mounted<Element> & { readonly store: Store }> {
  const mounted = await mount(element, view);
  const store = createStore(view.lesson, view.state);
  store.subscribe(() => {
    element.view = { ...view, lesson: store.lesson, state: store.state };
  });
  document.querySelector('main')?.addEventListener(LessonIntent.type, ({ lessonEvent }) => {
    store.dispatch(lessonEvent);
  });
  return { ...mounted, store };
}

/** Elements stand below a heading of the second level on the page, and questions one level deeper. */
function heading(element: LessonElement): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const levels = element instanceof QuestionElement ? ['h1', 'h2', 'h3'] : ['h1', 'h2'];
  for (const level of levels) {
    const title = document.createElement(level);
    title.textContent = `A heading ${level}`;
    fragment.append(title);
  }
  return fragment;
}

function partOf<Part extends HTMLElement>(
  root: HTMLElement,
  selector: string,
  kind: new () => Part,
): Part {
  const found = root.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`No ${kind.name} matches "${selector}".`);
  return found;
}

/** The words of `element` as they are read, without the line breaks of its template. */
export function wordsOf(element: Element | null): string {
  return element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

/** The button in `root` whose words begin with `words`. */
export function buttonIn(root: Element, words: string): HTMLButtonElement | undefined {
  return [...root.querySelectorAll('button')].find((button) => wordsOf(button).startsWith(words));
}

/**
 * A new element of the same kind as `built`, still with the HTML of the build
 * and without a view: the page as it is before the script has run.
 */
export function beforeTheScript<Element extends LessonElement>(built: Element): Element {
  const stage = document.createElement('main');
  stage.innerHTML = built.outerHTML;
  document.body.replaceChildren(heading(built), stage);
  // outerHTML of an element is one element of the same kind.
  return stage.firstElementChild as Element;
}
