/** One step down, so that the way back to the true value is a step up. */
const STATUS_BELOW: Readonly<Record<string, string>> = {
  passed: 'completed',
  completed: 'incomplete',
  failed: 'incomplete',
  incomplete: 'browsed',
};

/** Our own scores are whole numbers. */
const HUNDREDTH = 0.01;

/**
 * A harmless value beside `value`, to be sent before it. Moodle's SCORM 1.2
 * player counts a value as sent even when the request failed and never sends
 * the same one again; another value between makes it (field guide 8, fault 20).
 */
export function neighbourOf(element: string, value: string): string {
  if (element.includes('.score.')) {
    return value === '100' ? '99.99' : Math.min(100, Number(value) + HUNDREDTH).toFixed(2);
  }
  if (element.endsWith('status')) return STATUS_BELOW[value] ?? value;
  if (element.endsWith('.result')) return value === 'neutral' ? 'unanticipated' : 'neutral';
  if (element.endsWith('.type')) return value === 'fill-in' ? 'choice' : 'fill-in';
  if (element.endsWith('.weighting')) return value === '0' ? '1' : '0';
  if (element.endsWith('.student_response'))
    return value === 't' ? 'f' : value === 'f' ? 't' : `${value.slice(0, 254)}_`;
  if (element.endsWith('.id') || element.endsWith('.pattern')) return `${value.slice(0, 254)}_`;
  if (element.endsWith('.lesson_location')) return `${value}_`;
  return value;
}

/** The score beside which an LMS holds `score`, where the page was left before the true one followed. */
export function withoutNeighbour(score: number): number {
  const whole = Math.floor(score);
  return score.toFixed(2) === (whole + HUNDREDTH).toFixed(2) ? whole : score;
}
