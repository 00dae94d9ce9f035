// Plain JavaScript, loaded before anything else: it has to run on the old versions that it turns away.
import module from 'node:module';

const LEAST = 24;

if (Number(process.versions.node.split('.')[0]) < LEAST) {
  console.error(
    `Node.js ${LEAST} ou plus récent est nécessaire (ici ${process.versions.node}) : l’installer depuis https://nodejs.org, puis relancer.`,
  );
  process.exit(1);
}

// Parsed files are kept, and what TypeScript becomes without its types: the next start is a third of a second shorter. Set
// before the first file of TypeScript is read, or what strips its types is loaded (15 MB) for that file alone.
module.enableCompileCache('var/cache/compiled');
