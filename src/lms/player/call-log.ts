import type { CallRule } from './call-rules.js';
import type { LoggedCall } from './call.js';

/** The page's list of calls asks for new ones this often, in milliseconds. */
const INTERVAL = 700;
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
/** The list keeps the newest calls only, so that a long lesson does not slow the page. */
const MOST_SHOWN = 500;

interface Answer {
  readonly rules: Readonly<Record<CallRule, { readonly severity: string; readonly text: string }>>;
  readonly record: {
    readonly size: number;
    readonly limit: number;
    readonly lines: readonly (readonly [name: string, value: string])[];
  } | null;
  readonly calls: readonly LoggedCall[];
}

/** Shows the calls of the running attempt as they are made, and what it stores. */
export function showCalls(place: HTMLElement, url: string): void {
  const record = place.appendChild(document.createElement('div'));
  const filter = place.appendChild(filterField());
  const list = place.appendChild(document.createElement('ol'));
  list.className = 'live';
  list.tabIndex = 0;
  list.setAttribute('aria-label', 'Calls, the newest last');
  filter.addEventListener('input', () => {
    for (const item of list.children) applyFilter(item, filter.value);
  });
  let after = 0;
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(`${url}?after=${after}`);
      if (answer.ok) {
        // The server of this very page sent it.
        const { calls, rules, record: stored } = (await answer.json()) as Answer;
        if (stored) record.replaceChildren(...recordOf(stored));
        for (const call of calls) applyFilter(list.appendChild(itemOf(call, rules)), filter.value);
        after = calls.at(-1)?.id ?? after;
        while (list.children.length > MOST_SHOWN) list.firstElementChild?.remove();
        if (calls.length > 0) list.scrollTop = list.scrollHeight;
      }
    } catch {
      // The server is gone for the moment; the next look tells.
    }
    setTimeout(() => void look(), INTERVAL);
  };
  void look();
}

function filterField(): HTMLInputElement {
  const filter = document.createElement('input');
  filter.type = 'search';
  filter.placeholder = 'Filter';
  filter.setAttribute('aria-label', 'Show only calls that contain');
  return filter;
}

function applyFilter(item: Element, text: string): void {
  const wanted = item.textContent.toLowerCase().includes(text.toLowerCase());
  item.toggleAttribute('hidden', !wanted);
}

/** Built from text nodes alone: whatever a package says stays text. */
function itemOf(call: LoggedCall, rules: Answer['rules']): HTMLLIElement {
  const item = document.createElement('li');
  const given = call.arguments.map((argument) => JSON.stringify(argument)).join(', ');
  const time = document.createElement('time');
  time.textContent = TIME.format(call.at);
  item.append(
    time,
    ' ',
    codeOf(`${call.method}(${given})`),
    ' → ',
    codeOf(call.answer === '' ? '""' : call.answer),
  );
  if (call.error !== 0) item.append(` error ${call.error}`);
  for (const mark of call.marks) {
    const { severity, text } = rules[mark];
    const note = item.appendChild(document.createElement('p'));
    note.className = `mark ${severity === 'error' ? 'bad' : 'open'}`;
    note.textContent = `${mark}: ${text}`;
  }
  return item;
}

function codeOf(text: string): HTMLElement {
  const code = document.createElement('code');
  code.textContent = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return code;
}

/** What the attempt stores, in words where it is a lesson of ours. */
function recordOf({ size, limit, lines }: NonNullable<Answer['record']>): readonly HTMLElement[] {
  const head = document.createElement('p');
  head.textContent = `Stored record: ${size} of the ${limit} characters that the standard guarantees`;
  const list = document.createElement('dl');
  list.className = 'facts';
  for (const [name, value] of lines) {
    const row = list.appendChild(document.createElement('div'));
    row.appendChild(document.createElement('dt')).textContent = name;
    row.appendChild(document.createElement('dd')).textContent = value;
  }
  return lines.length > 0 ? [head, list] : [head];
}
