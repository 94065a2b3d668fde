import type { LaunchItem } from '../../package/manifest.js';
import type { Learner } from '../store/learners.js';
import { timeText, type Cmi, type Edition } from './cmi.js';
import type { LaunchOptions } from './launch-options.js';

/** What a visit begins with. */
export interface Visit {
  readonly edition: Edition;
  readonly item: LaunchItem;
  readonly learner: Learner;
  readonly options: LaunchOptions;
  /** What the attempt has stored; `null` before its first visit. */
  readonly stored: Cmi | null;
  /** Seconds of all visits before. */
  readonly seconds: number;
}

/** The elements that the LMS hands to the package at Initialize. */
export function startData(given: Visit): Cmi {
  const visit = { ...given, options: optionsOf(given) };
  return visit.edition === 'scorm12' || visit.options.behaviour === 'chamilo'
    ? start12(visit)
    : start2004(visit);
}

/** docs/scorm.md, “Mode and credit”: Moodle opens a finished attempt for review, without credit. */
function optionsOf({ options, stored }: Visit): LaunchOptions {
  const finished =
    /^(completed|passed|failed)$/.test(stored?.['cmi.core.lesson_status'] ?? '') ||
    stored?.['cmi.completion_status'] === 'completed';
  if (options.behaviour !== 'moodle' || options.mode !== 'normal' || !finished) return options;
  return { ...options, mode: 'review', credit: 'no-credit' };
}

function start12({ item, learner, options, stored, seconds }: Visit): Cmi {
  const kept = withoutNames(stored ?? {}, /^cmi\.core\.(exit|session_time|entry|total_time)$/);
  const mastery = options.passMark ?? item.masteryScore;
  return withValues(kept, {
    'cmi.core.student_id': idOf(learner, options),
    'cmi.core.student_name': nameOf(learner, options, 'scorm12'),
    'cmi.core.lesson_mode': options.mode,
    'cmi.core.credit': options.credit,
    'cmi.core.entry': entry12(stored),
    'cmi.core.lesson_status': stored?.['cmi.core.lesson_status'] ?? 'not attempted',
    'cmi.core.total_time': timeText(seconds, 'scorm12'),
    'cmi.launch_data': item.launchData,
    'cmi.student_data.mastery_score': mastery === null ? '' : String(mastery),
  });
}

/** docs/scorm.md, “Exit and entry”: 1.2 keeps everything; `resume` is said only after `suspend`. */
function entry12(stored: Cmi | null): string {
  if (stored === null) return 'ab-initio';
  return stored['cmi.core.exit'] === 'suspend' ? 'resume' : '';
}

function start2004({ item, learner, options, stored, seconds }: Visit): Cmi {
  // docs/scorm.md, “Exit and entry”: without `suspend` nothing of the visit before comes back.
  const resumed = stored?.['cmi.exit'] === 'suspend';
  const names =
    /^cmi\.(exit|session_time|entry|total_time|mode|credit|learner_(id|name)|launch_data)$/;
  const kept = withoutNames(resumed ? stored : {}, names);
  const passing = options.passMark === null ? item.scaledPassingScore : options.passMark / 100;
  return withValues(kept, {
    ...(resumed ? {} : presetObjectives(item)),
    'cmi.learner_id': idOf(learner, options),
    'cmi.learner_name': nameOf(learner, options, 'scorm2004'),
    'cmi.mode': options.mode,
    'cmi.credit': options.credit,
    'cmi.entry': resumed ? 'resume' : 'ab-initio',
    'cmi.total_time': timeText(resumed ? seconds : 0, 'scorm2004'),
    'cmi.launch_data': item.launchData,
    'cmi.scaled_passing_score': passing === null ? '' : String(passing),
    'cmi.completion_threshold':
      item.completionThreshold === null ? '' : String(item.completionThreshold),
  });
}

/** docs/scorm.md, “Objectives”: an LMS may put the manifest's objectives there beforehand. */
function presetObjectives({ objectives }: LaunchItem): Cmi {
  return Object.fromEntries(objectives.map((id, index) => [`cmi.objectives.${index}.id`, id]));
}

/** Open edX gives a number (docs/scorm.md, “Return values”). */
function idOf(learner: Learner, { behaviour }: LaunchOptions): string {
  return behaviour === 'open-edx' ? String(learner.id) : learner.code;
}

/** docs/scorm.md, “Names, preferences and navigation”: 1.2 says "Last, First"; most LMSs give the full name, Open edX the user name. */
function nameOf(learner: Learner, { behaviour }: LaunchOptions, edition: string): string {
  if (behaviour === 'open-edx') return learner.code;
  if (behaviour !== 'strict' || edition !== 'scorm12') return learner.name;
  const words = learner.name.split(/\s+/);
  return words.length < 2 ? learner.name : `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`;
}

function withoutNames(cmi: Cmi, names: RegExp): Cmi {
  return Object.fromEntries(Object.entries(cmi).filter(([name]) => !names.test(name)));
}

function withValues(kept: Cmi, values: Cmi): Cmi {
  const all = { ...kept, ...values };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
