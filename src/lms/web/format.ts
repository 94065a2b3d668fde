import { html } from 'hono/html';
import { assertNever } from '../../core/result.js';
import type { Html } from './layout.js';

/** A number without needless decimals; a dash where there is none. */
export function numberText(value: number | null, digits = 1): string {
  return value === null ? '–' : String(Number(value.toFixed(digits)));
}

/** A share of 1 as percent. */
export function percentText(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)} %`;
}

/** Minutes and seconds as people say them. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return '–';
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = Math.round(seconds) % 60;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in this computer's time zone. */
export function dateText(at: number | null, text: string | null = null): string {
  return at === null ? (text ?? '–') : DATE.format(at);
}

/** How sure a status word sounds, for its colour. */
function toneOf(word: string): 'good' | 'bad' | 'open' | 'none' {
  if (/^(passed|completed|correct|right)$/.test(word)) return 'good';
  if (word === 'failed' || word === 'wrong' || word === 'incorrect') return 'bad';
  return word === 'incomplete' || word === 'browsed' ? 'open' : 'none';
}

/** A status word with its colour; the word says it all, the colour only helps. */
export function word(text: string): Html {
  return html`<span class="word ${toneOf(text)}">${text === 'unknown' || text === '' ? '–' : text}</span>`;
}

/** The edition as people call it. */
export function editionText(edition: 'scorm12' | 'scorm2004', version: string): string {
  switch (edition) {
    case 'scorm12':
      return 'SCORM 1.2';
    case 'scorm2004':
      return `SCORM ${/2004/.test(version) ? version : '2004'}`;
    default:
      return assertNever(edition);
  }
}
