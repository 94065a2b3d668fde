import { NO_MOMENT, type Moment } from '../store/attempt-writer.js';

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/**
 * Reads a date: ISO 8601, or as Moodle writes it in English ("Sunday, 22
 * November 2026, 3:54 AM"). Words of other languages stay words. A date
 * without a zone is taken as one of this computer's zone.
 */
export function momentIn(text: string): Moment {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === '-') return NO_MOMENT;
  const known = cache.get(trimmed);
  if (known) return known;
  const at = isoDate(trimmed) ?? englishDate(trimmed);
  const moment = { at, text: at === null ? trimmed : null };
  // Reports of a class repeat few dates; those of a university must not fill the memory.
  if (cache.size < 10_000) cache.set(trimmed, moment);
  return moment;
}

const cache = new Map<string, Moment>();

function isoDate(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text))
    return null;
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T'));
  return Number.isNaN(at) ? null : at;
}

function englishDate(text: string): number | null {
  const match =
    /(\d{1,2}) ([A-Za-z]+) (\d{4}), (\d{1,2}):(\d{2})(?::(\d{2}))? ?([AaPp][Mm])?$/.exec(text);
  const month = MONTHS.indexOf(match?.[2]?.toLowerCase() ?? '');
  if (!match || month < 0) return null;
  const [, day, , year, hour, minute, second, half] = match;
  const twelve =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return new Date(
    Number(year),
    month,
    Number(day),
    twelve,
    Number(minute),
    Number(second ?? 0),
  ).getTime();
}
