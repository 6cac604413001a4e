import type { Painter } from './holder.ts';

const GROUP = 4;

/** `text` in pieces of four, the last one shorter when it does not come out even. */
export const groupsOf = (text: string): readonly string[] => {
  const characters = Array.from(text);
  const count = Math.ceil(characters.length / GROUP);
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * GROUP, (index + 1) * GROUP).join(''),
  );
};

const span = (page: Document, name: string): HTMLSpanElement => {
  const element = page.createElement('span');
  element.className = name;
  return element;
};

/**
 * One element a character, so that digits can be underlined; the gap between groups is a style and not a text:
 * somebody who types what they see does not type a space.
 */
export const paintPass: Painter = (place, pass) => {
  const page = place.ownerDocument;
  const groups = groupsOf(pass).map((group) => {
    const box = span(page, 'pass-group');
    for (const character of group) {
      const one = span(page, /\d/.test(character) ? 'pass-character pass-digit' : 'pass-character');
      one.textContent = character;
      box.append(one);
    }
    return box;
  });
  place.replaceChildren(...groups);
};
