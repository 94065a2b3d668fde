import type { LmsFault } from './lms-session.js';

/** Writes each kind of refusal to the console once, for who looks into a support ticket. */
export function logOnce(window: Window): (fault: LmsFault) => void {
  const seen = new Set<string>();
  // Every browser window has a console; the type of Window does not say so.
  const { console } = window as Window & { readonly console: Console };
  return ({ call, element, code, text }) => {
    const pattern = element.replace(/\.\d+(?=\.)/g, '.n');
    const line = ['LMS:', call, pattern, 'failed with', code, text].join(' ').trim();
    if (seen.has(line)) return;
    seen.add(line);
    console.warn(line);
  };
}
