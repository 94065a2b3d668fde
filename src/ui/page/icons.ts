import { html, svg, type TemplateResult } from 'lit/html.js';
import type { IconName } from '../icon.js';

/** Lines on a grid of 24, drawn for this page; colour and thickness come from the style sheet. */
const PATHS: Readonly<Record<IconName, string>> = {
  again: 'M19 12a7 7 0 1 1-2.2-5.1L19 9M19 4v5h-5',
  away: 'M9 7h8v8M17 7 7 17',
  back: 'm15 5-7 7 7 7',
  check: 'm5 12.5 4.5 4.5L19 7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2',
  cross: 'm6 6 12 12M18 6 6 18',
  display:
    'M2.5 18.5 7.5 6l5 12.5M4.2 14.5h6.6M18 11.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M21.5 11.5v7',
  down: 'm5 9 7 7 7-7',
  eye: 'M2.5 12S6 5.5 12 5.5s9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5',
  flag: 'M6 21V4h12l-3 4 3 4H6',
  flip: 'M4 9h15l-4-4M20 15H5l4 4',
  here: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 11a1 1 0 1 0 0 2 1 1 0 0 0 0-2',
  idea: 'M9.5 18h5M10.5 21h3M9 15.5a6 6 0 1 1 6 0V18H9z',
  lock: 'M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1M8 11V8a4 4 0 0 1 8 0v3',
  next: 'm9 5 7 7-7 7',
  open: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  speak: 'M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9.5a4 4 0 0 1 0 5M18 7a8 8 0 0 1 0 10',
  stop: 'M7 6h10a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1',
  target: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 12v.01',
  warn: 'M12 4 3 19h18zM12 10v4M12 16.5v.01',
};

/** Every icon once; the page shows them by name. */
export function iconSymbols(): readonly TemplateResult[] {
  return Object.entries(PATHS).map(
    ([name, path]) =>
      svg`<symbol id="icon-${name}" viewBox="0 0 24 24"><path d=${path}></path></symbol>`,
  );
}

/** The mark of Career Byte: a square with a bite taken out, and the crumbs. */
export function logo(): TemplateResult {
  return html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <path
      class="logo-body"
      d="M8 2h10a6 6 0 0 0 5.5 6.5A6 6 0 0 0 30 14v10a6 6 0 0 1-6 6H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6z"
    ></path>
    <rect class="logo-crumb" x="22" y="1.5" width="4" height="4" rx="1"></rect>
    <rect class="logo-crumb" x="27.5" y="6" width="3" height="3" rx=".75"></rect>
  </svg>`;
}
