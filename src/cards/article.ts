/** First words of French names, by the article that they take. */
const FIRST_WORDS = {
  la: `cress région communauté métropole ville chambre fondation caisse banque coopérative mission maison mutualité
    fédération société scic sci scop plateforme cité commune direction préfecture fabrique ligue confédération mairie
    eurométropole chaire mutuelle manufacture délégation coopération régie recyclerie ressourcerie`,
  le: `conseil département pôle groupe groupement réseau centre pays syndicat comité mouvement collectif cluster
    ministère crédit fonds secours parc laboratoire club labo tiers-lieu haut-commissariat commissariat cnam
    consortium ptce crefad service rectorat`,
  'l’': `union association agence avise université office incubateur institut agglomération établissement état adie
    adress école espace entreprise urssaf iae insa ademe unea udes apes adefpat urscop`,
};
const ARTICLES: ReadonlyMap<string, string> = new Map(
  Object.entries(FIRST_WORDS).flatMap(([article, words]) =>
    words.split(/\s+/).map((word): [string, string] => [word, article]),
  ),
);
const VOWEL = /^[aeiouàâéèêëîïôûœ]/i;
const OWN_ARTICLE = /^(le |la |les |l’)(.+)$/i;

/** A name in a sentence; where grammar isn’t sure of its article, the sentence does without one. */
export interface Named {
  readonly name: string;
  /** « la CRESS Bretagne », « l’Avise »; a name without a known article stands in quotation marks. */
  readonly the: string;
  /** « de la CRESS Bretagne », « du Conseil régional », « d’Envie ». */
  readonly of: string;
}

/** How the name of an organisation sits in a French sentence; `quoted` puts a name between marks. */
export function withArticle(name: string, quoted: (name: string) => string): Named {
  const own = OWN_ARTICLE.exec(name);
  if (own?.[1] && own[2]) return named(name, own[1].toLowerCase().trim(), own[2]);
  const first = /^[\p{L}-]+/u.exec(name)?.[0].toLowerCase() ?? '';
  const article = ARTICLES.get(first);
  if (article === undefined) return { name, the: quoted(name), of: VOWEL.test(name) ? `d’${name}` : `de ${name}` };
  return named(name, article, name);
}

function named(name: string, article: string, rest: string): Named {
  if (article === 'l’' || (article !== 'les' && VOWEL.test(rest)))
    return { name, the: `l’${rest}`, of: `de l’${rest}` };
  if (article === 'le') return { name, the: `le ${rest}`, of: `du ${rest}` };
  if (article === 'les') return { name, the: `les ${rest}`, of: `des ${rest}` };
  return { name, the: `la ${rest}`, of: `de la ${rest}` };
}
