/** What is said beside facts: welcome, courtesy, help, what is not the subject. */
export const talk = {
  apology: 'Désolé, je n’ai pas pu répondre à ce message. Réessayez dans un instant, ou posez la question autrement.',
  forgetful: 'Je ne peux pas garder le fil de la conversation en ce moment : nommez le territoire à chaque question.',
  truncated: 'Votre message est très long : seuls les {{count}} premiers caractères ont été lus.',
  mention: 'Ici, mentionnez-moi au début de votre question : « @{{name}} qui contacter en Bretagne ? »',
  'welcome.title': 'Bonjour !',
  'welcome.text':
    'Je réponds sur les {{count}} territoires labellisés « Territoire French Impact » : leurs défis, leurs actions, leurs projets et à qui s’adresser. Chaque fait vient avec sa source.',
  'welcome.privacy': 'N’écrivez pas de données personnelles : je n’en ai pas besoin.',
  'greeting.title': 'Bonjour !',
  'greeting.text': 'Que voulez-vous savoir sur les territoires labellisés ?',
  'thanks.title': 'Avec plaisir.',
  'thanks.text': 'Une autre question ?',
  'goodbye.title': 'Au revoir, et bonne continuation !',
  'goodbye.text': 'Je reste là pour d’autres questions.',
  'help.title': 'Ce que je sais faire',
  'help.text': 'Posez votre question comme elle vient ; les fautes de frappe ne me gênent pas. Je sais répondre sur :',
  'help.1': 'un territoire : défis, actions, projets, effets attendus, dates, périmètre ;',
  'help.2': 'un thème : quels territoires y travaillent, et comment ;',
  'help.3': 'les contacts : qui fait partie du collectif, et leurs sites ;',
  'help.4': 'les personnes, les organisations et les mots de l’ESS ;',
  'help.5': 'le label : qui le donne, quand, selon quels critères ;',
  'help.6': 'une comparaison de deux à quatre territoires.',
  'who-are-you.title': 'Je suis un assistant automatique',
  'who-are-you.text':
    'Je cherche dans un jeu de données public sur les {{count}} « Territoires French Impact ». Je n’invente rien : quand mes sources ne disent pas, je le dis.',
  'insult.title': 'Je n’ai pas dû bien répondre',
  'insult.text': 'Dites-moi autrement ce que vous cherchez, ou partez d’un de ces exemples.',
  'how-are-you.title': 'Tout va bien, merci !',
  'how-are-you.text': 'Que voulez-vous savoir sur les territoires labellisés ?',
  'acknowledge.title': 'Très bien.',
  'acknowledge.text': 'Une autre question ?',
  'privacy.title': 'Vos données',
  'privacy.text':
    'Je ne demande aucune donnée personnelle et ne garde pas ce que vous écrivez ; seul le sujet de vos dernières questions reste en mémoire, pour un temps limité.',
  'language.title': 'Français ou anglais',
  'language.text':
    'Je parle français ; écrivez « in English please » pour passer à l’anglais. Les faits restent en français.',
  'offtopic.title': 'Ce n’est pas mon sujet',
  'offtopic.word': 'Je ne sais rien sur {{word}} : je ne connais que les territoires « Territoire French Impact ».',
  'offtopic.text':
    'Je ne connais que les territoires « Territoire French Impact » : défis, projets, contacts et label.',
} as const;
