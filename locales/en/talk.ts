import type { talk as fr } from '../fr/talk.ts';

/** Courtesy and help in English. */
export const talk = {
  apology: 'Sorry, I could not answer this message. Please try again in a moment, or put the question differently.',
  forgetful: 'I cannot follow the conversation right now: please name the territory in each question.',
  truncated: 'Your message is very long: only its first {{count}} characters were read.',
  mention: 'Here, mention me at the start of your question: “@{{name}} qui contacter en Bretagne ?”',
  'welcome.title': 'Hello!',
  'welcome.text':
    'I answer questions about the {{count}} territories labelled “Territoire French Impact”: their challenges, actions, projects and whom to contact. Every fact comes with its source.',
  'welcome.privacy': 'Please don’t write any personal data: I don’t need it.',
  'greeting.title': 'Hello!',
  'greeting.text': 'What would you like to know about the labelled territories?',
  'thanks.title': 'You’re welcome.',
  'thanks.text': 'Another question?',
  'goodbye.title': 'Goodbye, and all the best!',
  'goodbye.text': 'I’m here for further questions.',
  'help.title': 'What I can do',
  'help.text': 'Ask in your own words, in French; typing mistakes are fine. I can answer on:',
  'help.1': 'a territory: challenges, actions, projects, expected effects, dates, area;',
  'help.2': 'a theme: which territories work on it, and how;',
  'help.3': 'contacts: who belongs to the collective, and their sites;',
  'help.4': 'people, organisations and the words of the social economy;',
  'help.5': 'the label: who awards it, when, by which criteria;',
  'help.6': 'a comparison of two to four territories.',
  'who-are-you.title': 'I am an automatic assistant',
  'who-are-you.text':
    'I look things up in a public dataset on the {{count}} “Territoires French Impact”. I make nothing up: when my sources don’t say, I tell you.',
  'insult.title': 'I must not have answered well',
  'insult.text': 'Tell me in other words what you are looking for, or start from one of these examples.',
  'how-are-you.title': 'All is well, thank you!',
  'how-are-you.text': 'What would you like to know about the labelled territories?',
  'acknowledge.title': 'Very well.',
  'acknowledge.text': 'Another question?',
  'privacy.title': 'Your data',
  'privacy.text':
    'I ask for no personal data and keep nothing of what you write; only the subject of your last questions is remembered, for a limited time.',
  'language.title': 'French or English',
  'language.text': 'I speak English here; write « en français » to go back to French. The facts stay in French.',
  'offtopic.title': 'That is not my subject',
  'offtopic.word': 'I know nothing about {{word}}: I only know the “Territoires French Impact”.',
  'offtopic.text': 'I only know the “Territoires French Impact”: challenges, projects, contacts and the label.',
} as const satisfies Record<keyof typeof fr, string>;
