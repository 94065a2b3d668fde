import { RULES, type Rule, type Severity } from './rules.js';

export type { Rule, Severity };

/** One thing that is wrong with a package. */
export interface Finding {
  /** Stable: docs/verify.md explains each one, and scripts may rely on it. */
  readonly rule: Rule;
  readonly severity: Severity;
  /** The file, and the line where there is one. */
  readonly place: string;
  /** What is wrong, as a sentence without a period. */
  readonly what: string;
}

/** Makes a finding; the catalog of rules says how serious it is. */
export function finding(rule: Rule, place: string, what: string): Finding {
  const { severity } = RULES[rule];
  return { rule, severity, place: printable(place) || '(no name)', what: printable(what) };
}

/** The most characters of a place or a sentence; names in a zip may have 65,535. */
const LONGEST = 300;

/** Text from an upload may hold anything; on a terminal it must stay one harmless line. */
function printable(text: string): string {
  const escaped = text.replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return escaped.length > LONGEST ? `${escaped.slice(0, LONGEST)}…` : escaped;
}

/** The finding as people read it: how serious, where, what, the effect, the fix, and the id. */
export function describeFinding({ rule, severity, place, what }: Finding): string {
  const { effect, fix } = RULES[rule];
  return `${severity} ${place}: ${what}. ${effect} ${fix} [${rule}]`;
}

/** Whether LMSs refuse a package with these findings or it does not work in them. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The most serious first; otherwise in the order they were found. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
