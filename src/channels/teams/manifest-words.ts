/** What Teams shows of the app, in one language; the lengths are those that Teams allows. */
export interface ManifestWords {
  readonly name: { readonly short: string; readonly full: string };
  readonly description: { readonly short: string; readonly full: string };
  /** The search in the message box. */
  readonly search: {
    readonly title: string;
    readonly description: string;
    readonly parameter: { readonly title: string; readonly description: string };
  };
  /** What each example question is about, in the order of `EXAMPLE_QUESTIONS`. */
  readonly examples: readonly string[];
}

/** Questions that Teams proposes above the message box; the bot answers each (test/channels/teams/package.test.ts). */
export const EXAMPLE_QUESTIONS: readonly string[] = [
  'Qui contacter en Bretagne ?',
  'Quelles régions travaillent sur le vieillissement ?',
  'Quels sont les défis de la Normandie ?',
  'Roubaix est-elle labellisée ?',
  'Compare la Bretagne et la Nouvelle-Aquitaine',
  'Qu’est-ce que le label ?',
  'Que veut dire PTCE ?',
  'Aide',
];

export const fr: ManifestWords = {
  name: { short: 'Territoires French Impact', full: 'Assistant des Territoires French Impact' },
  description: {
    short: 'Qui fait quoi dans les 27 Territoires French Impact, sources à l’appui.',
    full: `Posez votre question en français, comme elle vient : quels territoires travaillent sur un thème, qui contacter, quels défis chacun s’est donnés, ce qu’est le label. Chaque fait est donné avec sa source et sa date ; ce que les sources ne disent pas, l’assistant le dit.

L’assistant répond en conversation privée, et dans un groupe ou une équipe quand on le mentionne. Dans la zone de message, sa recherche trouve un territoire, une organisation, un thème ou un mot de l’économie sociale et solidaire et en insère la fiche. Un lien vers une réponse s’affiche en fiche.

Il ne demande aucune donnée personnelle : n’en écrivez pas.`,
  },
  search: {
    title: 'Chercher une fiche',
    description: 'Trouver un territoire, une organisation, un thème ou un mot, et insérer sa fiche',
    parameter: { title: 'Nom ou question', description: 'Par exemple : bretagne, vieillissement, CRESS, PTCE' },
  },
  examples: [
    'Les organisations d’un territoire, et leurs sites',
    'Les territoires qui travaillent sur un thème',
    'Ce qu’un territoire s’est donné comme défis',
    'Savoir si un lieu est dans un territoire labellisé',
    'Mettre deux à quatre territoires côte à côte',
    'Le label, ses critères et son histoire',
    'Un mot de l’économie sociale et solidaire',
    'Tout ce que l’assistant sait faire',
  ],
};

export const en: ManifestWords = {
  name: { short: 'Territoires French Impact', full: 'Territoires French Impact assistant' },
  description: {
    short: 'Who does what in the 27 Territoires French Impact, with sources.',
    full: `Ask your question in French, in your own words: which territories work on a theme, whom to contact, which challenges each one set itself, what the label is. Every fact comes with its source and date; what the sources do not say, the assistant says so.

The assistant answers one to one, and in a group chat or a team when it is mentioned. In the message box, its search finds a territory, an organisation, a theme or a term of the social economy and inserts its card. A link to an answer unfolds into its card.

It asks for no personal data: please write none.`,
  },
  search: {
    title: 'Find a card',
    description: 'Find a territory, an organisation, a theme or a term, and insert its card',
    parameter: { title: 'Name or question', description: 'For example: bretagne, vieillissement, CRESS, PTCE' },
  },
  examples: [
    'The organisations of a territory, and their sites',
    'The territories that work on a theme',
    'What a territory set itself as challenges',
    'Whether a place lies in a labelled territory',
    'Two to four territories side by side',
    'The label, its criteria and its history',
    'A term of the social economy',
    'All that the assistant can do',
  ],
};
