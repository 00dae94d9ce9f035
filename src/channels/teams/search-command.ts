/** How Teams calls the search in the message box, and its one field: the manifest says it, Teams sends it back. */
export const SEARCH = { command: 'chercher', parameter: 'texte' } as const;
