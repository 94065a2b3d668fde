import type { Report } from '../../core/report.js';
import type { Floor } from '../lms/lms-session.js';

const SUCCESS_RANK = { unknown: 0, failed: 1, passed: 2 } as const;

/** `report`, nowhere below what the LMS already holds. */
export function raisedReport(report: Report, floor: Floor): Report {
  const completed = report.completed || floor.completed;
  return {
    ...report,
    completed,
    success:
      SUCCESS_RANK[floor.success] > SUCCESS_RANK[report.success] ? floor.success : report.success,
    score: higher(report.score, floor.score),
    progress: completed ? 1 : Math.max(report.progress, floor.progress),
  };
}

/** Without a score of our own none is sent: the LMS's stays as it is. */
function higher(own: number | null, held: number | null): number | null {
  return own === null ? null : Math.max(own, held ?? 0);
}
