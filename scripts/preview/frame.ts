import type { PreviewProblem, PreviewState } from './state.js';

// The page around the lesson in `npm run dev`: it lists the problems, reloads the
// lesson after each change, and marks each problem in the section that has it.

const status = find('status', HTMLElement);
const list = find('problems', HTMLElement);
const phone = find('phone', HTMLElement);
const lesson = find('lesson', HTMLIFrameElement);

let state: PreviewState | undefined;

const changes = new EventSource('changes');
changes.addEventListener('message', ({ data }) => {
  // A cast: our own server sends it.
  show(JSON.parse(String(data)) as PreviewState);
});
changes.addEventListener('error', () => {
  status.textContent = 'The preview has stopped. Start it again in the terminal.';
});

phone.addEventListener('click', () => {
  const narrow = lesson.classList.toggle('is-phone');
  phone.setAttribute('aria-pressed', String(narrow));
});

lesson.addEventListener('load', mark);

function show(next: PreviewState): void {
  const shown = state?.version ?? 0;
  state = next;
  document.title = `${next.name} – preview`;
  const errors = next.problems.filter(({ isError }) => isError).length;
  const warnings = next.problems.length - errors;
  status.textContent = [
    next.isCurrent ? 'Up to date.' : `${count(errors, 'problem')} to repair.`,
    ...(next.isCurrent || next.version === 0 ? [] : ['You see the last good version.']),
    ...(warnings > 0 ? [`${count(warnings, 'warning')}.`] : []),
  ].join(' ');
  status.parentElement?.classList.toggle('has-problems', errors > 0);
  list.replaceChildren(...next.problems.map(entry));
  if (next.version === shown) mark();
  else if (shown === 0) lesson.src = 'lesson/';
  // Reloading keeps the step that is open.
  else lesson.contentWindow?.location.reload();
}

function entry(problem: PreviewProblem): HTMLElement {
  const item = document.createElement('li');
  item.classList.toggle('is-error', problem.isError);
  const { section } = problem;
  const words = document.createElement(section === null ? 'span' : 'button');
  words.textContent = problem.text;
  if (section !== null) words.addEventListener('click', () => goTo(section));
  item.append(words);
  return item;
}

function goTo(section: string): void {
  if (lesson.contentWindow) lesson.contentWindow.location.hash = section;
}

/** Puts each problem at the top of its section; the lesson's own policy allows styles set this way. */
function mark(): void {
  const page = lesson.contentDocument;
  if (!page || !state) return;
  for (const old of page.querySelectorAll('[data-problem]')) old.remove();
  for (const { section, text, isError } of state.problems) {
    const step = section === null ? null : page.getElementById(section);
    if (!step) continue;
    const note = page.createElement('p');
    note.dataset['problem'] = '';
    note.textContent = text;
    Object.assign(note.style, {
      margin: '0 0 1rem',
      padding: '0.75rem 1rem',
      border: `3px solid ${isError ? '#a3231a' : '#8a6100'}`,
      background: '#fff',
      color: '#1a1a1a',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    });
    step.prepend(note);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no #${id}.`);
  return element;
}
