import { mergeRecords } from '../../core/merge.js';
import type { Recorder } from '../../core/saving.js';
import type { Store } from '../../core/store.js';
import { decode, encode } from '../../core/suspend-data.js';
import { connect, type Connection } from '../lms/connect.js';
import { LessonWriter } from './lesson-writer.js';
import type { Standard } from '../lms/lms-session.js';
import { offerKept } from '../opening/kept-work.js';
import { localCopyOf } from '../opening/local-copy.js';
import { logOnce } from '../lms/log-once.js';
import { standardOf, type PackagedEdition } from '../lms/packaged-edition.js';
import { watchPageLeave } from '../page/page-leave.js';
import { restore, type Restored } from '../opening/restore.js';
import { ServerCheck } from './save-check.js';
import { SaveLoop } from './save-loop.js';
import { LessonTabs } from '../page/second-tab.js';
import { StatusBoard } from './status-board.js';
import { startVisibleTime } from '../page/visible-time.js';

/** The edition that was packaged, and the window whose parents may hold an LMS. */
export interface RecordingOptions {
  readonly edition: PackagedEdition;
  readonly window: Window;
}

/**
 * Looks for the LMS and from then on keeps it at one with `store`. The page can
 * be used at once, and works the same when nothing can be recorded; the answer
 * says at any time how saving stands.
 */
export function startRecording(store: Store, options: RecordingOptions): Recorder {
  const board = new StatusBoard();
  if (options.edition === 'web') board.giveUp('no-lms');
  else void record(store, options.window, standardOf(options.edition), board);
  return board;
}

async function record(
  store: Store,
  window: Window,
  packaged: Standard,
  board: StatusBoard,
): Promise<void> {
  const connection = await connect(window, packaged, () =>
    board.show({ kind: 'retrying', reason: 'failing' }),
  );
  if (typeof connection === 'string') {
    board.giveUp(connection);
    return;
  }
  const { mode, credit, learnerName } = connection.opening;
  followTheLms(store, connection);
  const restored = restore(store.lesson, connection.opening, store.state.record.quiz.seed);
  if (restored.record) store.resume(restored.record);
  board.welcome(mode, learnerName);
  if (mode !== 'normal' || !credit) {
    onlyLook(window, connection, board, mode === 'normal' ? 'no-credit' : mode);
    return;
  }
  const tabs = new LessonTabs(window, store.lesson.id, connection.opening.learnerId, (text) =>
    takeIn(store, text),
  );
  const first = await tabs.isFree();
  if (!first) {
    board.show({ kind: 'unrecorded', reason: 'second-tab' });
    await tabs.untilFree();
  }
  // What the other tab wrote meanwhile is not what this one read, so nothing counts as sent.
  const told = first ? restored : { ...restored, intact: false };
  startLoop({ store, window, connection, restored: told, board, tabs });
}

/** The record of another tab, joined upward; text that is none is nothing. */
function takeIn(store: Store, text: string): void {
  const { lesson, state } = store;
  const found = decode(lesson, text);
  if (!found) return;
  const joined = mergeRecords(lesson, found.record, state.record);
  // Two tabs that tell each other what both know must come to rest.
  if (encode(lesson, joined) === encode(lesson, state.record)) return;
  store.resume(found.record);
}

interface LoopStart {
  readonly store: Store;
  readonly window: Window;
  readonly connection: Connection;
  readonly restored: Restored;
  readonly board: StatusBoard;
  readonly tabs: LessonTabs;
}

function startLoop({ store, window, connection, restored, board, tabs }: LoopStart): void {
  const { calls, opening } = connection;
  const copy = localCopyOf(window, store.lesson.id, opening.learnerId);
  const localCopy = offerKept(store, copy, board);
  const time = startVisibleTime(window);
  const writer = new LessonWriter({ store, calls, opening, restored, time, log: logOnce(window) });
  tabs.claim(() => writer.text());
  const check = new ServerCheck(window);
  const show = board.show.bind(board);
  const share = tabs.share.bind(tabs);
  const loop = new SaveLoop({ window, store, calls, writer, time, check, localCopy, show, share });
  board.leaveBy(() => void loop.exit().then(() => tabs.release()));
  window.addEventListener('online', () => loop.online());
  watchPageLeave(window, {
    hidden: () => loop.hidden(),
    left: (aside) => {
      if (aside) {
        loop.hidden();
        return;
      }
      loop.left();
      tabs.release();
    },
    seen: () => tabs.catchUp(),
    shownAgain: () => {
      if (!loop.isAlive()) reopen(window, board);
    },
  });
}

/** The LMS's pass mark wins over the content's; who only looks may open everything. */
function followTheLms(store: Store, { opening }: Connection): void {
  const { settings } = store.lesson;
  store.useLesson({
    ...store.lesson,
    settings: {
      ...settings,
      passMark: opening.passMark ?? settings.passMark,
      lockSteps: settings.lockSteps && opening.mode === 'normal',
    },
  });
}

/** In review, preview and without credit nothing is written, because most LMSs would store it (field guide 2.4). */
function onlyLook(
  window: Window,
  { calls }: Connection,
  board: StatusBoard,
  reason: 'review' | 'browse' | 'no-credit',
): void {
  let open = true;
  const close = (): void => {
    if (open) calls.terminate();
    open = false;
  };
  board.show({ kind: 'unrecorded', reason });
  board.leaveBy(() => {
    close();
    board.show({ kind: 'closed', outcome: 'unrecorded', reason });
  });
  watchPageLeave(window, {
    hidden: () => undefined,
    seen: () => undefined,
    left: (aside) => {
      if (!aside) close();
    },
    shownAgain: () => undefined,
  });
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
    // Without storage a reload could repeat for ever; the notice stands.
  }
}
