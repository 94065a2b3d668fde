/** Words and numbers in forms that every LMS accepts (docs/scorm.md, Interactions, Text limits, Time). */

/** `HH:MM:SS` of SCORM 1.2; hours go up to 9999 and stay there. */
export function clockDuration(seconds: number): string {
  const whole = wholeSeconds(seconds);
  const hours = Math.min(9999, Math.floor(whole / 3600));
  return [hours, Math.floor(whole / 60) % 60, whole % 60].map(twoDigits).join(':');
}

/** `PTnHnMnS` of SCORM 2004, never empty; days are not used because Moodle loses them. */
export function isoDuration(seconds: number): string {
  const whole = wholeSeconds(seconds);
  const hours = Math.floor(whole / 3600);
  return `PT${hours}H${Math.floor(whole / 60) % 60}M${whole % 60}S`;
}

function wholeSeconds(seconds: number): number {
  return Number.isFinite(seconds) && seconds > 0 ? Math.floor(seconds) : 0;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** The local time of day, `HH:MM:SS`. */
export function timeOfDay(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Local date and time without a zone, the one form that both Moodle and scorm-again take. */
export function timestamp(date: Date): string {
  const day = [date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return `${date.getFullYear()}-${day}T${timeOfDay(date)}`;
}

/** At most two decimals, with a point and without an exponent. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/**
 * `text` as one line without control characters, at most `limit` UTF-16 units,
 * and not starting with `{`, which 2004 would read as a language mark.
 */
export function oneLine(text: string, limit: number): string {
  const line = text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/g, ' ')
    .trim()
    .replace(/^\{/, '(');
  return withoutHalfCharacter(line.slice(0, limit)).trim();
}

/** A cut between the halves of a character would leave text that no server can store. */
function withoutHalfCharacter(text: string): string {
  return text.replace(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '',
  );
}

/**
 * `label` as one word a person can read in a report, in `[A-Za-z0-9_-]`;
 * `fallback`, a slug, where nothing of the label can be written so.
 */
export function wordsOf(label: string, fallback: string): string {
  const folded = label
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\u00df/g, 'ss')
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '');
  return folded === '' ? fallback : folded.slice(0, 255);
}

/** A slug as a 2004 short identifier: Moodle refuses hyphens there. */
export function shortId(slug: string): string {
  return slug.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 250);
}

/**
 * `groups` of words joined within 255 characters, the words of a group by `.`,
 * the groups by `,`. Where that is too long each word is cut alike, so that
 * answer and pattern stay comparable.
 */
export function joinedWords(groups: readonly (readonly string[])[]): string {
  const join = (limit: number): string =>
    groups.map((words) => words.map((word) => word.slice(0, limit)).join('.')).join(',');
  for (let limit = 255; limit > 1; limit -= 1) {
    const text = join(limit);
    if (text.length <= 255) return text;
  }
  return join(1).slice(0, 255);
}
