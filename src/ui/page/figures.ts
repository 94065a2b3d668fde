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
    <dl>
      ${values.map(
        ({ label, shown }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown}</dd>
          </div>`,
      )}
    </dl>
    ${drawing(kind, values)} ${richText(note)}
  </section>`;
}

function drawing(kind: Chart['kind'], values: readonly Figure[]): unknown {
  if (kind === 'bars') return bars(values);
  const [value] = values;
  return kind === 'number' && value?.shown.endsWith('%') && value.amount !== undefined
    ? hundred(value.amount)
    : nothing;
}

/** A hundred squares and, in another colour, what is added to every hundred. */
function hundred(more: number): TemplateResult {
  const whole = Math.max(0, more);
  const squares = Array.from({ length: 100 + Math.ceil(whole) }, (_, index) => index);
  const columns = 20;
  const rows = Math.ceil(squares.length / columns);
  return html`<svg class="hundred" viewBox="0 0 ${columns * 10 - 2} ${rows * 10 - 2}" aria-hidden="true">
    ${squares.map(
      (index) =>
        svg`<rect class=${index < 100 ? 'is-there' : 'is-more'} x=${(index % columns) * 10} y=${Math.floor(index / columns) * 10} width=${Math.min(8, Math.round(8 * Math.min(1, 100 + whole - index) * 10) / 10)} height="8" rx="2"></rect>`,
    )}
  </svg>`;
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
