import type { Reply } from '../channels/http.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Requête mal formée',
  401: 'Non authentifié',
  403: 'Refusé',
  404: 'Introuvable',
  405: 'Méthode non admise',
  408: 'Trop lent',
  413: 'Trop long',
  414: 'Adresse trop longue',
  415: 'Format non admis',
  429: 'Trop de requêtes',
  431: 'En-têtes trop longs',
  500: 'Erreur interne',
  503: 'Indisponible',
};

/** An error as `application/problem+json` (RFC 9457), in French and without a word from inside. */
export function drawProblem({ status, problem }: Pick<Reply, 'status' | 'problem'>): {
  type: string;
  body: string;
} {
  const title = TITLES[status] ?? 'Erreur';
  return {
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({ title, status, ...(problem === undefined ? {} : { detail: problem }) }),
  };
}
