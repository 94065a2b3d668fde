/** What a rule says beside what it found; docs/lms.md says where it comes from. */
export interface RuleText {
  readonly severity: 'error' | 'warning' | 'note';
  /** Who is hurt, and how. */
  readonly hurts: string;
  /** What to do. */
  readonly fix: string;
}

/** Makes the entry of a catalogue. */
export function rule(severity: RuleText['severity'], hurts: string, fix: string): RuleText {
  return { severity, hurts, fix };
}
