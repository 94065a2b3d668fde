import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Chart, FiguresSection, Figure } from '../../core/byte.js';
import { richText } from '../rich-text.js';

const WIDTH = 300;
const BAR = 22;

/** Numbers as pictures; each also stands as text, which is what a screen reader gets. */
export function figures({ charts }: FiguresSection): TemplateResult {
  return html`<div class="charts">${charts.map(chart)}</div>`;
}

function chart({ title, kind, values, note }: Chart): TemplateResult {
  return html`<section class="chart is-${kind}">
    <h3>${title}</h3>
    ${kind === 'bars' ? bars(values) : nothing}
    <dl>
      ${values.map(
        ({ label, shown }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown}</dd>
          </div>`,
      )}
    </dl>
    ${richText(note)}
  </section>`;
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
