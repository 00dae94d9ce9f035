/**
 * The outline of Mayotte, which the map of the mainland lacks: Grande-Terre and Petite-Terre, drawn after Natural Earth
 * 1:10m (public domain), about twice as large as the mainland. Fits into `MAYOTTE_SIZE`.
 */
export const MAYOTTE =
  'M30,15 33,17 34,19 34,25 29,32 28,35 32,39 32,42 30,44 28,49 25,53 24,57 27,62 24,65 23,66 22,63 19,65 17,66 ' +
  '12,63 10,64 11,61 10,59 6,59 9,56 9,53 8,50 4,48 5,47 6,46 8,46 12,51 16,53 18,52 18,49 16,44 14,41 8,37 11,36 ' +
  '12,34 10,30 10,25 9,22 5,20 2,17 0,13 0,10 10,0 10,3 8,4 10,6 16,12 18,13 21,14 26,14Z ' +
  'M41,22 44,20 45,19 46,22 46,27 45,31 44,31Z';
export const MAYOTTE_SIZE = { width: 47, height: 66 } as const;
