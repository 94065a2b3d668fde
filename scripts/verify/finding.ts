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
  return { rule, severity: RULES[rule].severity, place, what };
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
