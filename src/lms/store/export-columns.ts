/** The columns that an export of this program begins with; those of the questions follow. */
export const EXPORT_COLUMNS = [
  'Learner',
  'Learner ID',
  'Attempt',
  'Status',
  'Success',
  'Score in percent',
  'Raw score',
  'Minimum score',
  'Maximum score',
  'Progress',
  'Seconds',
  'First access',
  'Last access',
] as const;
