import { LINKING } from './words.ts';

/** Phrases that wrap a question without changing it, folded; the longest are tried first. */
const OPENINGS = `
merci|ok merci|merci beaucoup|super|super merci|parfait|tres bien|d accord|ca marche|c est note|genial|top|nickel
bonjour|bonsoir|salut|coucou|hello|hey|hi|re|rebonjour|bonne journee|bonjour a tous|bonjour a toutes|salut a tous
madame|monsieur|madame monsieur|mesdames messieurs|chere madame|cher monsieur|chers collegues|l equipe|toute l equipe
s il vous plait|s il te plait|excusez moi|excuse moi|pardon|desole|desolee|desole de vous deranger|dites moi|dis moi|dites|dis
je voudrais savoir|je voudrais connaitre|je voulais savoir|je souhaite savoir|je souhaiterais savoir|je souhaiterais connaitre
j aimerais savoir|j aimerais bien savoir|j aimerais connaitre|j aurais voulu savoir|je veux savoir|je cherche a savoir
je voudrais|j aimerais|j aimerais bien|je souhaite|je souhaiterais|je veux
je me demandais|je me demande|je me demande si|je me demandais si|on se demandait|on se demande|nous aimerions savoir|nous voudrions savoir|on voudrait savoir|on aimerait savoir
pouvez vous me dire|peux tu me dire|pourriez vous me dire|pourrais tu me dire|vous pouvez me dire|tu peux me dire|tu pourrais me dire|vous pourriez me dire
pouvez vous m indiquer|pourriez vous m indiquer|pouvez vous|pourriez vous|peux tu|pourrais tu|tu peux|vous pouvez|vous pourriez
savez vous|sais tu|vous savez|tu sais|est ce que vous savez|est ce que tu sais|est ce que vous pouvez me dire|est ce que tu peux me dire|auriez vous|as tu une idee|une idee
merci de me dire|merci de m indiquer|j ai une question|une question|petite question|question|voila|alors|bon|ben|bah|euh|hum|ok|oui|donc|en fait|au fait|du coup|sinon
est ce possible de savoir|est il possible de savoir|serait il possible de savoir|c est possible de savoir|j ai besoin de savoir|je dois savoir|il me faudrait|il faudrait me dire
et sinon|bof|mouais|hmm|pff|bref|tiens|attends|attendez|d ailleurs|ah|oh|eh bien|et bien|encore une question|autre question|derniere question`;

const CLOSINGS = `
merci|merci beaucoup|merci bien|merci d avance|merci par avance|un grand merci|mille mercis|merci de votre reponse|merci pour votre aide|merci pour votre reponse|merci a vous|merci a toi
s il vous plait|s il te plait|svp|stp|please|thanks
cordialement|bien cordialement|bien a vous|salutations|bonne journee|bonne soiree|belle journee|bonne fin de journee|a bientot|au revoir
d avance|par avance|en vous remerciant|je vous remercie|je te remercie|je vous en prie|si possible|si vous savez|si tu sais|si vous pouvez|si tu peux|si ca ne vous derange pas
c est urgent|rapidement|vite|au juste|exactement|en fait|du coup|alors|hein|voila|dis moi|dites moi|bisous|lol|ok|non`;

const openings = toPhrases(OPENINGS);
const closings = toPhrases(CLOSINGS);
const begins = new Set([...openings].map((phrase) => phrase.split(' ').at(0)));
const ends = new Set([...closings].map((phrase) => phrase.split(' ').at(-1)));
/** What must be left for a wrapping to be taken off. */
const LEAST_LEFT = 2;

/** The half-open range of words that is left once politeness at both ends is taken off; the whole if too little is left. */
export function unwrap(words: readonly string[]): { from: number; to: number } {
  let from = 0;
  let to = words.length;
  for (let taken = openingAt(words, from, to); taken > 0; taken = openingAt(words, from, to)) {
    const left = words.slice(from + taken, to);
    // « tu sais faire quoi ? »: what the bot can do is the question itself
    if (!isEnough(left) || (ASKS_ABILITY.test(words[from + taken - 1] ?? '') && !hasContent(left))) break;
    from += taken;
  }
  for (let taken = closingAt(words, from, to); taken > 0; taken = closingAt(words, from, to)) {
    if (!isEnough(words.slice(from, to - taken))) break;
    to -= taken;
  }
  return { from, to };
}

/** Two words, or a single one that means something ("bonjour montreuillois merci"). */
function isEnough(left: readonly string[]): boolean {
  return left.length >= LEAST_LEFT || hasContent(left);
}

function hasContent(left: readonly string[]): boolean {
  return left.some((word) => !LINKING.has(word) && !openings.has(word) && !closings.has(word));
}

const ASKS_ABILITY = /^(?:sais|savez|peux|pouvez|pourrais|pourriez)$/;

const LONGEST = 8;

/** How many words the longest phrase takes with which a text begins. */
function openingAt(words: readonly string[], from: number, to: number): number {
  let length = begins.has(words[from]) ? Math.min(LONGEST, to - from) : 0;
  while (length > 0 && !openings.has(words.slice(from, from + length).join(' '))) length--;
  return length;
}

/** The same at its end. */
function closingAt(words: readonly string[], from: number, to: number): number {
  let length = ends.has(words[to - 1]) ? Math.min(LONGEST, to - from) : 0;
  while (length > 0 && !closings.has(words.slice(to - length, to).join(' '))) length--;
  return length;
}

function toPhrases(lines: string): ReadonlySet<string> {
  return new Set(
    lines
      .split(/[|\n]/)
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== ''),
  );
}
