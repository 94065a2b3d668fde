import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Chart, FiguresSection, Figure, Id } from '../../core/byte.js';
import { elementId } from '../element-id.js';
import { richText } from '../rich-text.js';

const WIDTH = 300;
const BAR = 22;

/** Numbers as pictures; each also stands as text, which is what a screen reader gets. */
export function figures({ id, charts }: FiguresSection): TemplateResult {
  return html`<div class="charts">${charts.map((one) => chart(id, one))}</div>`;
}

function chart(section: Id, { id, title, kind, values, note }: Chart): TemplateResult {
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
    ${drawing(elementId(section, id), kind, values)} ${richText(note)}
  </section>`;
}

function drawing(id: string, kind: Chart['kind'], values: readonly Figure[]): unknown {
  if (kind === 'bars') return bars(values);
  const [value] = values;
  return kind === 'number' &&
    value?.shown.endsWith('%') &&
    value.amount !== undefined &&
    value.amount > 0 &&
    value.amount <= IN_A_ROW
    ? hundred(id, value.amount)
    : nothing;
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
