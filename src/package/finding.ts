import { RULES, type Rule } from './rules.js';

export type Severity = 'error' | 'warning' | 'note';

/** One thing that is wrong with a package. */
export interface Finding {
  readonly rule: Rule;
  readonly severity: Severity;
  /** The file, and the line where there is one. */
  readonly place: string;
  /** What is wrong, as a sentence without a full stop. */
  readonly what: string;
}

/** Makes a finding; how bad it is stands in the catalogue. */
export function finding(rule: Rule, place: string, what: string): Finding {
  const { severity } = RULES[rule];
  return { rule, severity, place: printable(place) || '(no name)', what: printable(what) };
}

/** The most characters of a place or a sentence; names in a zip may have 65,535. */
const LONGEST = 300;

/** Text of an upload may hold anything; on a terminal it must stay one harmless line. */
function printable(text: string): string {
  const escaped = text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return escaped.length > LONGEST ? `${escaped.slice(0, LONGEST)}…` : escaped;
}

/** The finding as people read it: how bad, where, what, who is hurt, what to do. */
export function describeFinding({ rule, severity, place, what }: Finding): string {
  const { hurts, fix } = RULES[rule];
  return `${severity} ${place}: ${what}. ${hurts} ${fix}`;
}

/** Whether a package with these findings must not be uploaded. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
