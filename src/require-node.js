// Plain JavaScript, loaded before anything else: it has to run on the old versions that it turns away.
const LEAST = 24;

if (Number(process.versions.node.split('.')[0]) < LEAST) {
  console.error(
    `Node.js ${LEAST} ou plus récent est nécessaire (ici ${process.versions.node}) : l’installer depuis https://nodejs.org, puis relancer.`,
  );
  process.exit(1);
}
