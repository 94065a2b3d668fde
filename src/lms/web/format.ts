import { html } from 'hono/html';
import { assertNever } from '../../core/result.js';
import type { AttemptLine } from '../statistics/attempts.js';
import type { Html } from './layout.js';

/** A number without needless decimals; a dash where there is none. */
export function numberText(value: number | null, digits = 1): string {
  return value === null ? '–' : String(Number(value.toFixed(digits)));
}

/** A share of 1 as percent. What is not all is never shown as 100 %. */
export function percentText(share: number | null): string {
  if (share === null) return '–';
  const percent = Math.round(share * 100);
  return `${percent === 100 && share < 1 ? 99 : percent} %`;
}

/** A score in percent where its scale is known, else in points; a dash where there is none. */
export function scoreText({
  score,
  rawScore,
  rawMin,
  rawMax,
}: Pick<AttemptLine, 'score' | 'rawScore' | 'rawMin' | 'rawMax'>): string {
  if (score === null) return rawScore === null ? '–' : pointsText(rawScore);
  const percent = `${numberText(score)} %`;
  const isPercent = (rawMin ?? 0) === 0 && rawMax === 100;
  return rawScore === null || rawMax === null || isPercent
    ? percent
    : `${percent} (${numberText(rawScore, 2)} of ${numberText(rawMax, 2)})`;
}

export function pointsText(points: number): string {
  return `${numberText(points)} ${points === 1 ? 'point' : 'points'}`;
}

/** Minutes and seconds as people say them. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return '–';
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

const DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in this computer's time zone. */
export function dateText(at: number | null, text: string | null = null): string {
  return at === null ? (text ?? '–') : DATE.format(at);
}

/** The color of a status word. */
function toneOf(word: string): 'good' | 'bad' | 'open' | 'none' {
  if (/^(passed|completed|correct|right)$/.test(word)) return 'good';
  if (word === 'failed' || word === 'wrong' || word === 'incorrect') return 'bad';
  return word === 'incomplete' || word === 'browsed' ? 'open' : 'none';
}

/** A status word in its color; the word says it all, the color only helps. */
export function word(text: string): Html {
  if (text === 'unknown' || text === '') return html`<span class="quiet">not known</span>`;
  return html`<span class="word ${toneOf(text)}">${text}</span>`;
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
