import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Chart, FiguresSection, Figure, Id } from '../../core/byte.js';
import type { PageMessages } from '../../i18n/page-messages.js';
import { elementId } from '../shared/element-id.js';
import { richText } from '../shared/rich-text.js';

const WIDTH = 300;
const BAR = 22;

/** Numbers as pictures; each also stands as text, which is what a screen reader gets. */
export function figures({ id, charts }: FiguresSection, { coin }: PageMessages): TemplateResult {
  return html`<div class="charts">${charts.map((one) => chart(id, one, coin))}</div>`;
}

function chart(
  section: Id,
  { id, title, kind, values, note }: Chart,
  coin: string,
): TemplateResult {
  return html`<section class="chart is-${kind}">
    <h3>${title}</h3>
    <dl>
      ${values.map(
        ({ label, shown }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown}</dd>
          </div>`,
      )}
    </dl>
    ${drawing(elementId(section, id), kind, values)}
    ${isMoney(kind, values) ? html`<p aria-hidden="true">${coin}</p>` : nothing} ${richText(note)}
  </section>`;
}

function drawing(id: string, kind: Chart['kind'], values: readonly Figure[]): unknown {
  if (kind === 'bars') return bars(values);
  const [value] = values;
  if (isMoney(kind, values)) return coins(value?.amount ?? 0);
  return kind === 'number' &&
    value?.shown.endsWith('%') &&
    value.amount !== undefined &&
    value.amount > 0 &&
    value.amount <= IN_A_ROW
    ? hundred(id, value.amount)
    : nothing;
}

/** What one coin of the drawing stands for, in whatever money the chart is about. */
const COIN = 10_000;
const ACROSS = 20;

function isMoney(kind: Chart['kind'], [value]: readonly Figure[]): boolean {
  return kind === 'number' && /\p{Sc}/u.test(value?.shown ?? '') && (value?.amount ?? 0) >= COIN;
}

/** A row of coins; of the last one only as much is filled as there is. */
function coins(amount: number): TemplateResult {
  const count = Math.ceil(amount / COIN);
  const rest = ACROSS * (amount / COIN - (count - 1));
  return html`<svg class="coins" viewBox="0 0 ${ACROSS * count} ${ACROSS}" aria-hidden="true">
    ${Array.from({ length: count }, (_, place) => place).map((place) => {
      const edge = place * ACROSS;
      const full = place < count - 1;
      return full
        ? svg`<circle class="coin" cx=${edge + 10} cy="10" r="8.5"></circle>`
        : svg`<circle class="coin is-empty" cx=${edge + 10} cy="10" r="8.5"></circle>
            <svg x=${edge} width=${rest} height=${ACROSS}><circle class="coin" cx="10" cy="10" r="8.5"></circle></svg>`;
    })}
  </svg>`;
}

const SQUARE = 10;
const IN_A_ROW = 20;

/** A hundred squares and, in another colour, what is added to every hundred. */
function hundred(id: string, more: number): TemplateResult {
  const width = SQUARE * IN_A_ROW;
  const height = (SQUARE * 100) / IN_A_ROW;
  return html`<svg class="hundred" viewBox="0 0 ${width} ${height + SQUARE}" aria-hidden="true">
    ${squares(id, 'there')} ${squares(id, 'more')}
    <rect width=${width} height=${height} fill="url(#${id}-there)"></rect>
    <rect y=${height} width=${SQUARE * more} height=${SQUARE} fill="url(#${id}-more)"></rect>
  </svg>`;
}

function squares(id: string, name: string): TemplateResult {
  return svg`<pattern id="${id}-${name}" width=${SQUARE} height=${SQUARE} patternUnits="userSpaceOnUse">
    <rect class="is-${name}" x="1" y="1" width="8" height="8" rx="2"></rect>
  </pattern>`;
}

function bars(values: readonly Figure[]): TemplateResult {
  const most = Math.max(...values.map(({ amount }) => amount ?? 0), 1);
  const height = values.length * BAR * 1.5;
  return html`<svg class="bars" viewBox="0 0 ${WIDTH} ${height}" aria-hidden="true">
    ${values.map(
      ({ amount }, index) =>
        svg`<rect class="bar" x="0" y=${index * BAR * 1.5} rx="4" height=${BAR} width=${Math.max(1, Math.round((WIDTH * (amount ?? 0)) / most))}></rect>`,
    )}
  </svg>`;
}
