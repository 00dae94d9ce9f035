import { AppManifestUtils } from '@microsoft/app-manifest';
import { type Zippable, zipSync } from 'fflate';
import { type AppIdentity, buildManifest, localise } from './build-manifest.ts';
import { checkWords } from './check-words.ts';
import { drawIcons } from './draw-icons.ts';

/** The same in every package, so that the same app gives the same bytes. */
const WRITTEN_ON = '2026-01-01T12:00:00';

/** The bytes of the zip, or what is wrong with it, one line each. */
export type Packed = { readonly zip: Uint8Array } | { readonly faults: readonly string[] };

/** The app package of Teams: the manifest, its English words and two icons, checked against Microsoft's own schemas. */
export async function packApp(identity: AppIdentity): Promise<Packed> {
  const icons = drawIcons();
  const manifest = buildManifest(identity);
  const english = localise();
  // The checker keeps the schemas of Microsoft: nothing is fetched.
  const faults = [
    ...(await AppManifestUtils.validateAgainstSchema(manifest)).map((fault) => `manifest.json : ${fault}`),
    ...checkWords(english, await AppManifestUtils.fetchSchema(english.$schema)).map((fault) => `en.json : ${fault}`),
  ];
  if (faults.length > 0) return { faults };
  const files: Zippable = {
    'manifest.json': write(manifest),
    'en.json': write(english),
    'color.png': icons.color,
    'outline.png': icons.outline,
  };
  return { zip: zipSync(files, { level: 9, mtime: WRITTEN_ON }) };
}

function write(content: object): Buffer {
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}
