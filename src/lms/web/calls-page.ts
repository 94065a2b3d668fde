import { html } from 'hono/html';
import { CALL_RULES } from '../player/call-rules.js';
import type { MarkedCall } from '../player/mark-calls.js';
import type { Course } from '../packages/course.js';
import type { AttemptDetail } from '../statistics/attempts.js';
import { layout, type Html } from './layout.js';

/** Which calls to show. */
export interface CallFilter {
  readonly text: string;
  readonly marked: boolean;
}

/** Calls on one page; a longer log is filtered or exported. */
const MOST_SHOWN = 2_000;

/** Every call of an attempt, with the rules that it breaks. */
export function callsPage(
  course: Course,
  attempt: AttemptDetail,
  calls: readonly MarkedCall[],
  filter: CallFilter,
): Html {
  const wanted = calls.filter((call) => matches(call, filter));
  const shown = wanted.slice(0, MOST_SHOWN);
  const name = `${attempt.learner}, attempt ${attempt.number}`;
  return layout({
    title: `Calls to the LMS: ${name}`,
    trail: [
      ['Home', '/'],
      [`Report: ${course.title}`, `/courses/${course.id}/attempts`],
      [name, `/attempts/${attempt.id}`],
    ],
    wide: true,
    content: html`
<form class="row noprint" method="get" role="search"><label for="text">Contains</label>
<input id="text" name="text" type="search" value="${filter.text}">
<label class="option"><input type="checkbox" name="marked" value="1" ${filter.marked ? 'checked' : ''}> Only calls that break a rule</label>
<button>Filter</button></form>
<p class="quiet" role="status">${wanted.length} of ${calls.length} calls${wanted.length > shown.length ? `; the first ${shown.length} are shown` : ''}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Table of calls"><table class="log"><caption class="hidden">Calls</caption><thead><tr><th scope="col">Time</th><th scope="col">Call</th><th scope="col">Answer</th>
<th scope="col" class="number">Error</th><th scope="col" class="number">ms</th><th scope="col">Marks</th></tr></thead>
<tbody>${shown.map(callRow)}</tbody></table></div>
<p class="actions noprint"><a class="button plain" href="/attempts/${attempt.id}/calls.json" download="calls-${attempt.id}.json">Export as JSON</a></p>`,
  });
}

function matches(call: MarkedCall, { text, marked }: CallFilter): boolean {
  if (marked && call.marks.length === 0) return false;
  const whole = `${call.method} ${call.arguments.join(' ')} ${call.answer}`;
  return whole.toLowerCase().includes(text.toLowerCase());
}

const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

function callRow({
  at,
  method,
  arguments: given,
  answer,
  error,
  milliseconds,
  marks,
}: MarkedCall): Html {
  return html`<tr class="${marks.length > 0 ? 'marked' : ''}"><td class="number">${TIME.format(at)}</td>
<td class="value">${method}(${given.map((argument) => JSON.stringify(argument)).join(', ')})</td>
<td class="value">${answer}</td><td class="number">${error === 0 ? '' : error}</td><td class="number">${milliseconds}</td>
<td>${marks.map((name) => {
    const { severity, text } = CALL_RULES[name];
    return html`<p class="mark"><span class="word ${severity === 'error' ? 'bad' : 'open'}">${name}</span> ${text}</p>`;
  })}</td></tr>`;
}
