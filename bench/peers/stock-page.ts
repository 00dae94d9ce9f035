/**
 * The chat as the widget's own first example sets it up: a page, one script, a token. The script is sent gzipped, as the
 * network that usually hands it out does. `DIRECT_LINE` is the server that it talks to.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

if (import.meta.main) {
  const entry = createRequire(import.meta.url).resolve('botframework-webchat');
  const script = gzipSync(readFileSync(join(dirname(entry), '..', 'dist', 'webchat.js')));
  const domain = `${process.env.DIRECT_LINE}/v3/directline`;
  const page = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>Web Chat</title>
<script src="/webchat.js"></script>
<style>html, body { height: 100%; } body { margin: 0; } #webchat { height: 100%; width: 100%; }</style>
</head>
<body>
<div id="webchat" role="main"></div>
<script>
(async () => {
  const response = await fetch('${domain}/tokens/generate', { method: 'POST' });
  const { token } = await response.json();
  const directLine = window.WebChat.createDirectLine({ token, domain: '${domain}', webSocket: true });
  window.WebChat.renderWebChat({ directLine, locale: 'fr-FR' }, document.getElementById('webchat'));
})();
</script>
</body>
</html>`;
  const server = createServer((request, response) => {
    if (request.url !== '/webchat.js') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(page);
      return;
    }
    response.setHeader('content-type', 'text/javascript');
    response.setHeader('content-encoding', 'gzip');
    response.end(script);
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
}
