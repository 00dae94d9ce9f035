import type { LabelTopic } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Dialog } from './dialog.ts';
import { ask, offer } from './next.ts';

/** What one asks after a part of the label. */
const AFTER: Readonly<Record<LabelTopic, readonly LabelTopic[]>> = {
  definition: ['qui', 'criteres', 'timeline'],
  qui: ['association', 'partenaires', 'timeline'],
  lancement: ['criteres', 'vague-1', 'timeline'],
  criteres: ['accompagnement', 'vague-1', 'thematiques'],
  'vague-1': ['vague-2', 'criteres', 'timeline'],
  'vague-2': ['vague-1', 'suites', 'timeline'],
  accompagnement: ['criteres', 'partenaires', 'suites'],
  association: ['suites', 'partenaires', 'qui'],
  partenaires: ['accompagnement', 'association', 'qui'],
  thematiques: ['criteres', 'accompagnement', 'definition'],
  suites: ['association', 'timeline', 'definition'],
  timeline: ['vague-1', 'vague-2', 'suites'],
};

/** « C’est quoi le label ? », « qui le donne ? », « quels critères ? »: one part of what is known of the label. */
export const label: Dialog = (frame, knowledge) => {
  const topic = frame.topics[0] ?? 'definition';
  return {
    kind: 'label',
    label: knowledge.label,
    topic,
    section: knowledge.label.sections.find((section) => section.id === topic) ?? null,
    gaps: topic === 'suites' ? knowledge.label.gaps : [],
    next: offer(
      ...AFTER[topic].filter((other) => isHeld(other, knowledge)).map((other) => ask('label', { topics: [other] })),
      ask('list'),
    ),
  };
};

/** Whether the dataset holds a part of the label. */
export function isHeld(topic: LabelTopic, knowledge: Knowledge): boolean {
  if (topic === 'timeline') return knowledge.label.timeline.length > 0;
  return knowledge.label.sections.some((section) => section.id === topic);
}
