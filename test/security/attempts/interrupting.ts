import { click, framedPage, type Attempt } from './attempt.ts';

const saved = (name: string, code: string): Attempt => ({ name, code, blocked: null });

/** What a page wants to save. */
export const downloads: readonly Attempt[] = [
  saved('what comes as an attachment', `location.href = '/attachment';`),
  saved('what no browser shows', `location.href = '/octets';`),
  { ...saved('a PDF', `location.href = '/document';`), blocked: ['document', 'HERE_HOST'] },
  saved('a link that is to be saved', click('<a id="bait" href="/start?download" download="x.html">x</a>')),
  saved('a blob', click('<a id="bait" download="x.txt" href="${URL.createObjectURL(new Blob([1]))}">x</a>')),
  saved('data', click('<a id="bait" download="x.txt" href="data:text/plain,x">x</a>')),
  saved(
    'an attachment in a frame',
    `const frame = document.createElement('iframe'); frame.src = '/attachment'; document.body.append(frame);
     await new Promise((resolve) => setTimeout(resolve, 100));`,
  ),
];

const stopped = (name: string, code: string): Attempt => ({ name, code, blocked: null });

/** What would stop the page's process, and with it the desk, until somebody answers. */
export const interruptions: readonly Attempt[] = [
  stopped('printing', 'print();'),
  stopped('a message', 'alert(1);'),
  stopped('a question', 'confirm(1);'),
  stopped('a question for text', 'try { prompt(1); } catch {}'),
  stopped('messages without end', 'for (let i = 0; i < 500; i += 1) { alert(i); confirm(i); }'),
  stopped(
    'printing and a message out of a frame',
    `const frame = document.createElement('iframe'); frame.src = '/start?frame';
     await new Promise((resolve) => { frame.onload = resolve; document.body.append(frame); });
     frame.contentWindow.print(); frame.contentWindow.alert(1);`,
  ),
  stopped('another title', 'document.title = "Tapdesk – please call 555";'),
  stopped('moving and growing', 'moveTo(0, 0); resizeTo(4000, 4000); focus(); blur();'),
];

const chooser = (name: string, code: string): Attempt => ({
  name,
  code,
  blocked: ['file-dialog', 'HERE_HOST'],
});

/** Dialogs that show the machine's folders. */
export const fileDialogs: readonly Attempt[] = [
  chooser('an input', click('<input type="file" id="bait">')),
  chooser('an input for folders', click('<input type="file" id="bait" webkitdirectory>')),
  {
    ...chooser(
      'an input of a frame',
      `framed.document.body.innerHTML = '<input type="file">'; framed.document.querySelector('input').click();`,
    ),
    before: framedPage,
  },
  chooser('a script', `showOpenFilePicker().catch(() => 0);`),
  chooser('a script that wants to save', `showSaveFilePicker().catch(() => 0);`),
  chooser('a script that wants a folder', `showDirectoryPicker().catch(() => 0);`),
];
