/** Nothing of this window is copied, dragged out or offered in a menu; the pass least of all. */
export const refuseCopying = (page: Document): void => {
  for (const name of ['copy', 'cut', 'dragstart', 'contextmenu'] as const) {
    page.addEventListener(name, (event) => event.preventDefault());
  }
};
