import type { Answer, Intent } from '../answer.ts';
import { FEEDBACK_REASONS, type Feedback } from '../feedback.ts';
import type { Sheet } from './sheet.ts';

/** The kind of question that an answer gives facts to; null for an answer without any, which nobody is asked to judge. */
export function intentOf(answer: Answer): Intent | null {
  switch (answer.kind) {
    case 'works':
      return answer.of;
    case 'which':
    case 'clarify':
    case 'nodata':
    case 'offtopic':
    case 'smalltalk':
    case 'welcome':
      return null;
    default:
      return answer.kind;
  }
}

/** Thanks for a tap on « Pas utile », and why: one tap more, or none. */
export function drawReasons({ intent }: Feedback, sheet: Sheet): void {
  const { t } = sheet.tr;
  sheet.title(t('feedback.why'));
  for (const reason of FEEDBACK_REASONS) {
    sheet.judge(t(`feedback.${reason}`), { intent, useful: false, reason });
  }
}
