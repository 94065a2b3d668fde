import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import type { Byte } from '../../src/core/byte.js';
import { KEY_COLUMNS, type KeyLine } from './report-key.js';

const STYLES = `
body { font: 10pt/1.4 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; }
table { border-collapse: collapse; margin: 0 0 2rem; width: 100%; }
caption { font-weight: bold; text-align: left; padding: 0.5rem 0; }
th, td { border: 1px solid #767676; padding: 0.2rem 0.4rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; background: #eee; }
tr { break-inside: avoid; }
tr.question { font-weight: bold; }
@page { size: A4 landscape; margin: 1.5cm; }
@media print { body { margin: 0; } }
`;

const HEADINGS: Readonly<Record<(typeof KEY_COLUMNS)[number], string>> = {
  kind: 'Kind',
  edition: 'Edition',
  column: 'Element',
  shown: 'Moodle report',
  code: 'Code',
  meaning: 'Meaning',
  right: 'Right answer',
  weight: 'Weight',
  section: 'Answered in',
};

/** The code book as a page to read and print: one table per edition. */
export function reportKeyPage(byte: Byte, lines: readonly KeyLine[]): string {
  const editions = [...new Set(lines.map(({ edition }) => edition))];
  const body = html`
    <h1>${byte.title}: what the reports mean</h1>
    <p>
      Version ${byte.version}. This page has the right answers: keep it from learners. Pass mark:
      ${byte.settings.passMark} %.
    </p>
    ${editions.map((edition) =>
      table(
        edition,
        lines.filter((line) => line.edition === edition),
      ),
    )}
  `;
  return [
    '<!doctype html>',
    `<html lang="en">`,
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>Report key</title><style>${STYLES}</style></head>`,
    `<body>${withoutMarkers(collectResultSync(render(body)))}</body>`,
    '</html>',
    '',
  ].join('\n');
}

const SHOWN = KEY_COLUMNS.filter((column) => column !== 'edition');

function table(edition: string, lines: readonly KeyLine[]): unknown {
  return html`<table>
    <caption>
      ${edition}
    </caption>
    <thead>
      <tr>
        ${SHOWN.map((column) => html`<th scope="col">${HEADINGS[column]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        (line) =>
          html`<tr class=${line.kind}>
            ${SHOWN.map((column) => html`<td>${line[column]}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function withoutMarkers(rendered: string): string {
  return rendered.replace(/<!--\/?lit-(?:part|node)[^>]*-->|<!---->|<!--\?-->/g, '');
}
