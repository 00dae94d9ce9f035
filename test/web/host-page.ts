import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else's, on another site than the bot. */
export interface HostPage {
  readonly origin: string;
  /** What was asked of this site. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Serves one page that holds the widget, under a policy that lets nothing through but what the widget's documentation
 * names. `attributes` are those of its `<script>`; the page answers under 127.0.0.1, where the bot is localhost.
 */
export async function serveHostPage(readBot: () => string, readAttributes: () => string): Promise<HostPage> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const bot = readBot();
    asked.push(request.url ?? '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${bot}; frame-src ${bot}; require-trusted-types-for 'script'; trusted-types 'none'; img-src 'self'`,
    });
    response.end(`<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Mairie d’Exemple</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1>Mairie d’Exemple</h1><p><a href="#autre">Un lien</a></p></main>
<script src="${bot}/widget.js" defer ${readAttributes()}></script>
</body>
</html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
