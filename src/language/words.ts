const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Words that link others and mean nothing of their own; folded. */
export const LINKING: ReadonlySet<string> = set(`
a au aux d de des du en et l la le les ou un une par pour sur dans chez vers entre avec sans sous que qu qui quoi dont ou
ce cet cette ces c ca cela ceci se s si ne n pas y il elle ils elles on nous vous je j tu t me m te lui leur leurs eux moi toi soi
mon ma mes ton ta tes son sa ses notre nos votre vos est sont es suis sommes etes etait etaient ete etre ai as avons avez ont avait
avaient avoir eu aura sera seront serait fait font faire faites fais plus moins tres bien aussi meme encore toujours deja
quel quelle quels quelles comment combien quand pourquoi lequel laquelle lesquels lesquelles auquel
donc alors mais or ni car puis ensuite enfin voila voici ici la las bas ainsi comme tout toute tous toutes chaque quelque quelques
autre autres peu peut peux peuvent pouvez pouvoir pourrait pourrais veut veux voudrais faut doit dois doivent devoir
non oui ok quelqu chose choses truc trucs afin lors jusqu depuis pendant contre hors sauf selon parmi
va vais vas vont aller allez ait aurait auraient soit soient etant ayant the of`);

/** Articles and prepositions that a name may carry inside or before it: "CRESS de Bretagne", "le Mans". */
export const INSIDE_NAMES: ReadonlySet<string> = set('a au aux d de des du en et l la le les');

/** What comes before a place: "à Rennes", "vers Bordeaux", "dans le Lot". */
export const BEFORE_PLACES: ReadonlySet<string> = set(
  'a au aux en dans de du d des vers sur pres cote autour region departement ville commune chez pour sur le la les l',
);

/** Words that leave out what follows them. */
export const LEAVING_OUT: ReadonlySet<string> = set(
  'sauf hors hormis excepte exceptee excepter sans exclure exclus exclut excluez excluant enleve enlevez enlever retire retirez retirer ignore ignorez oublie oubliez autrement',
);
