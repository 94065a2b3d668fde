import type { Recorder, UnrecordedReason } from '../core/saving.js';
import type { Store } from '../core/store.js';
import { standardOf, type PackagedEdition, type Standard } from './lms/find-api.js';
import { Trace } from './lms/trace.js';
import { learnerOf } from './opening/learner.js';
import { BrowserCopy, deleteOldCopies, offerKept } from './opening/local-copy.js';
import {
  endWithoutWriting,
  keepSuspended,
  openSession,
  restore,
  type Opening,
  type Restored,
} from './opening/opening.js';
import { LessonTabs } from './page/lesson-tabs.js';
import { watchLifecycle } from './page/lifecycle.js';
import { Saver } from './saving/saver.js';
import { StatusBoard } from './saving/status-board.js';
import type { Visit } from './visit.js';

/**
 * Looks for the LMS around `window` and from then on records in it what happens
 * in `store`. The page can be used at once, and works the same when nothing can
 * be recorded; the answer says at any time how saving is going.
 */
export function startRecording(
  store: Store,
  { edition, window }: { readonly edition: PackagedEdition; readonly window: Window },
): Recorder {
  const trace = new Trace(window);
  const board = new StatusBoard(trace);
  if (edition === 'web') board.giveUp('no-lms');
  else void record(store, window, standardOf(edition), board, trace);
  return board;
}

async function record(
  store: Store,
  window: Window,
  packaged: Standard,
  board: StatusBoard,
  trace: Trace,
): Promise<void> {
  void deleteOldCopies(window);
  const session = await openSession(window, packaged, trace, () =>
    board.show({ kind: 'retrying', reason: 'failing' }),
  );
  if (typeof session === 'string') {
    board.giveUp(session);
    return;
  }
  const visit: Visit = { window, store, session, board, trace };
  const { opening } = session;
  followTheLms(store, opening);
  const restored = restore(store.lesson, opening, store.state.record.quiz.seed);
  if (restored.record) store.resume(restored.record);
  board.welcome(opening.mode, opening.learnerName);
  if (opening.mode !== 'normal') lookOnly(visit, opening.mode);
  else if (!opening.credit) lookOnly(visit, 'no-credit');
  else await recordInTurn(visit, restored);
}

/** The LMS's pass mark wins over the content's; outside of normal visits every step is open. */
function followTheLms(store: Store, { mode, passMark }: Opening): void {
  const { settings } = store.lesson;
  store.useLesson({
    ...store.lesson,
    settings: {
      ...settings,
      passMark: passMark ?? settings.passMark,
      lockSteps: settings.lockSteps && mode === 'normal',
    },
  });
}

/** A visit in which nothing is written, because most LMSs would store it. */
function lookOnly({ window, session, board }: Visit, reason: UnrecordedReason): void {
  let open = true;
  const close = (): void => {
    if (open) endWithoutWriting(session);
    open = false;
  };
  keepSuspended(session);
  board.show({ kind: 'unrecorded', reason });
  board.leaveBy(() => {
    close();
    board.show({ kind: 'closed', outcome: 'unrecorded', reason });
  });
  watchLifecycle(window, { ...NOTHING, left: close });
}

const NOTHING = {
  hidden: () => undefined,
  seen: () => undefined,
  frozen: () => undefined,
  thawed: () => undefined,
};

/** Records in this tab whenever no other tab of the learner does. */
async function recordInTurn(visit: Visit, restored: Restored): Promise<void> {
  const { window, store, session, board } = visit;
  const learner = learnerOf(window, store.lesson.id, session.opening.learnerId);
  const copy = learner && new BrowserCopy(window, learner);
  const kept = (await copy?.read()) ?? null;
  // What is left of an earlier visit was never proved, so nothing of it counts as sent.
  const sent = kept ? { ...restored, intact: false } : restored;
  const saving = copy && offerKept(store, copy, kept, board);
  const saver = new Saver(visit, sent, saving, () => tabs?.release());
  let isLeft = false;
  const takeTurn = async (again: boolean): Promise<void> => {
    const isFirst = !tabs || (await tabs.isFree());
    if (!isFirst) {
      saver.wait();
      keepSuspended(session);
      board.show({ kind: 'unrecorded', reason: 'second-tab' });
      board.leaveBy(() => {
        leave();
        board.show({ kind: 'closed', outcome: 'unrecorded', reason: 'second-tab' });
      });
      await tabs.untilFree();
    }
    if (isLeft) return;
    tabs?.claim();
    saver.record(again || !isFirst);
    board.leaveBy(() => saver.exit());
  };
  const tabs =
    learner &&
    new LessonTabs(window, store, learner.key, {
      lost: () => void takeTurn(true),
      otherLeft: () => saver.saveAgain(),
    });
  const leave = (): void => {
    if (isLeft) return;
    isLeft = true;
    // A tab that does not record follows the one that does. So it may write what it knows, and
    // must: some LMSs store the whole model of the session, as it was opened, when it ends.
    saver.left();
  };
  window.addEventListener('online', () => saver.online());
  watchLifecycle(window, {
    hidden: () => saver.hidden(),
    seen: () => tabs?.askAround(),
    frozen() {
      saver.hidden();
      if (!saver.isRecording) return;
      // Another tab may record meanwhile; this one asks before it goes on.
      saver.wait();
      tabs?.release();
    },
    thawed() {
      if (!saver.isAlive()) reopen(window, board);
      else if (!saver.isRecording) void takeTurn(false);
    },
    left: leave,
  });
  await takeTurn(false);
}

const RELOADED = 'career-byte.reloaded';

/** A page shown again without a session starts over, once: a second time would not help either. */
function reopen(window: Window, board: StatusBoard): void {
  board.show({ kind: 'unrecorded', reason: 'session-ended' });
  try {
    if (window.sessionStorage.getItem(RELOADED) !== null) return;
    window.sessionStorage.setItem(RELOADED, 'yes');
    window.location.reload();
  } catch {
    // Without storage a reload could repeat for ever; the notice stays.
  }
}
