import { html, nothing, type TemplateResult } from 'lit';
import type { Byte } from '../core/byte.js';
import { paperPage } from './paper-page.js';
import type { KeyLine } from './report-key.js';

const STYLES = `
body { font: 9pt/1.35 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; }
h1 { font-size: 1.5em; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 2rem; }
caption { font-weight: bold; text-align: left; padding: 0.5rem 0; }
th, td { border: 1px solid #767676; padding: 0.2rem 0.4rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead { background: #eee; }
thead th:nth-child(1) { width: 17%; }
thead th:nth-child(2) { width: 27%; }
.answers { columns: 2; margin: 0; padding: 0; list-style: none; }
.answers li { break-inside: avoid; }
.answers.is-short { columns: 3; }
caption { break-after: avoid; }
code { font-size: 0.95em; overflow-wrap: anywhere; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; } }
`;

/** The code book as a page to read and print: for each edition the questions, then the sections. */
export function reportKeyPage(byte: Byte, lines: readonly KeyLine[]): string {
  const editions = [...new Set(lines.map(({ edition }) => edition))];
  return paperPage(
    'Report key',
    STYLES,
    html`
      <h1>${byte.title}: what the reports mean</h1>
      <p>
        Version ${byte.version}. This page has the right answers: keep it from learners. Pass mark:
        ${byte.settings.passMark} %. Right answers in words are in the file ${byte.id}-answers.html.
      </p>
      ${editions.map((edition) => {
        const ofEdition = lines.filter((line) => line.edition === edition);
        return html`${questions(edition, ofEdition)} ${sections(edition, ofEdition)}`;
      })}
    `,
  );
}

function questions(edition: string, lines: readonly KeyLine[]): TemplateResult {
  const asked = lines.filter(({ kind }) => kind === 'question');
  return html`<table>
    <caption>
      ${edition}: questions
    </caption>
    <thead>
      <tr>
        <th scope="col">Where it stands</th>
        <th scope="col">Question</th>
        <th scope="col">Answers by code; ✓ is right</th>
      </tr>
    </thead>
    <tbody>
      ${asked.map((line) => {
        const place = line.column.replace(/\.id$/, '.');
        const answers = lines.filter(
          ({ kind, column }) => kind === 'answer' && column.startsWith(place),
        );
        return question(line, answers);
      })}
    </tbody>
  </table>`;
}

function question(line: KeyLine, answers: readonly KeyLine[]): TemplateResult {
  return html`<tr>
    <td><code>${line.column}</code><br /><code>${answers[0]?.column.replace(/^.*\./, '….')}</code><br />${line.shown}</td>
    <td>
      <code>${line.code}</code><br />${line.meaning}
      ${
        line.section === ''
          ? html`<br />Not graded.`
          : html`<br />Weight ${line.weight}. Explained in step: ${line.section}.<br />Right answer:
              <code>${line.right}</code>`
      }
    </td>
    <td>
      <ul class="answers">
        ${answers.map(
          ({ code, meaning, right }) =>
            html`<li><code>${code}</code>: ${meaning}${right === 'yes' ? ' ✓' : nothing}</li>`,
        )}
      </ul>
    </td>
  </tr>`;
}

function sections(edition: string, lines: readonly KeyLine[]): TemplateResult {
  return html`<section>
    <p><strong>${edition}: sections</strong> (Objectives; Track details)</p>
    <ul class="answers is-short">
      ${lines
        .filter(({ kind }) => kind === 'section')
        .map(
          ({ column, code, meaning }) =>
            html`<li><code>${column}</code> <code>${code}</code>: ${meaning}</li>`,
        )}
    </ul>
  </section>`;
}
