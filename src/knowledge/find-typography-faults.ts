const STRAIGHT_APOSTROPHE = /'/;
const SPACES = / {2,}|^\s|\s$/;
const DOTS = /\.\.\./;
const ORDINARY_BEFORE = /[ \t\n][:;?!»]/;
const NONE_BEFORE = /[\p{L}\p{N})%’][;?!»]/u;
const AFTER_OPENING = /«(?!\u00a0)/;

/** What is wrong with the typography of a French text: each « ce qui ne va pas ; remède », none for a clean text. */
export function findTypographyFaults(text: string): readonly string[] {
  const faults: string[] = [];
  if (STRAIGHT_APOSTROPHE.test(text)) faults.push("apostrophe droite (') ; écrivez l’apostrophe courbe (’)");
  if (SPACES.test(text)) faults.push('espaces en trop ; n’en laissez qu’une entre deux mots, et aucune aux bouts');
  if (DOTS.test(text)) faults.push('trois points séparés ; écrivez le signe …');
  if (ORDINARY_BEFORE.test(text) || NONE_BEFORE.test(text)) {
    faults.push(
      'espace insécable manquante avant : ; ? ! ou » ; remplacez l’espace ordinaire par une espace insécable',
    );
  }
  if (AFTER_OPENING.test(text)) faults.push('espace insécable manquante après « ; ajoutez-la');
  return faults;
}
