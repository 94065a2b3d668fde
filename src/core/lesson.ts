import type {
  Byte,
  ChecklistSection,
  FeedbackSection,
  Id,
  QuizSection,
  Section,
  SelfCheckSection,
  Settings,
} from './byte.js';
import type { Question } from './question.js';

/**
 * The part of a Byte that the running page needs. Text that only has to be read
 * is already in the page's HTML and is not shipped a second time.
 */
export interface Lesson {
  readonly id: Id;
  readonly version: string;
  /** Short hash of the content, so that two files can be told apart. */
  readonly fingerprint: string;
  readonly language: string;
  readonly title: string;
  readonly settings: Settings;
  readonly sections: readonly SectionOutline[];
  readonly quiz: Quiz | null;
  readonly selfCheck: SelfCheck | null;
  readonly checklist: Checklist | null;
  readonly feedback: Feedback | null;
}

/** A section without its text. */
export type SectionOutline = Pick<Section, 'id' | 'kind' | 'title' | 'label' | 'minutes'>;
/** The quiz as the page asks and grades it. */
export type Quiz = Pick<QuizSection, 'id' | 'questions'>;
/** The private self-check. */
export type SelfCheck = Pick<SelfCheckSection, 'id' | 'statements' | 'profiles'>;
/** The actions a learner can tick off. */
export type Checklist = Pick<ChecklistSection, 'id' | 'actions'>;
/** The question about the lesson itself. */
export type Feedback = Pick<FeedbackSection, 'id' | 'statement' | 'scale' | 'commentPrompt'>;

/** The first step of the page: no section, so no section may have this id. */
export const WELCOME = 'welcome';
/** The last step of the page: no section, so no section may have this id. */
export const FINISH = 'finish';

/** Every step of the page in order: the welcome, the sections, the finish. */
export function stepsOf(lesson: Lesson): readonly Id[] {
  return [WELCOME, ...lesson.sections.map(({ id }) => id), FINISH];
}

/** The questions of the quiz in order; none where there is no quiz. */
export function questionsOf({ quiz }: Pick<Lesson, 'quiz'>): readonly Question[] {
  return quiz?.questions ?? [];
}

/** Takes from `byte` what the running page needs; a checked Byte has each interactive kind at most once. */
export function lessonOf(byte: Byte, fingerprint: string): Lesson {
  const { id, version, language, title, settings, sections } = byte;
  const quiz = sections.find((section) => section.kind === 'quiz');
  const selfCheck = sections.find((section) => section.kind === 'self-check');
  const checklist = sections.find((section) => section.kind === 'checklist');
  const feedback = sections.find((section) => section.kind === 'feedback');
  return {
    id,
    version,
    fingerprint,
    language,
    title,
    settings,
    sections: sections.map(outlineOf),
    quiz: quiz ? { id: quiz.id, questions: quiz.questions } : null,
    selfCheck: selfCheck
      ? { id: selfCheck.id, statements: selfCheck.statements, profiles: selfCheck.profiles }
      : null,
    checklist: checklist ? { id: checklist.id, actions: checklist.actions } : null,
    feedback: feedback
      ? {
          id: feedback.id,
          statement: feedback.statement,
          scale: feedback.scale,
          commentPrompt: feedback.commentPrompt,
        }
      : null,
  };
}

function outlineOf({ id, kind, title, label, minutes }: Section): SectionOutline {
  return { id, kind, title, label, minutes };
}
