/** For what changes many times a second: written into the page by hand, only where it differs. */

/** A new element with attributes and content. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly Node[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

/** A text that may be written later. */
export function textNode(text = ''): Text {
  return document.createTextNode(text);
}

/** The browser lays out what is written anew, even when it was the same before. */
export function write(node: Text, text: string): void {
  if (node.data !== text) {
    node.data = text;
  }
}

export function setClass(target: HTMLElement, name: string): void {
  if (target.className !== name) {
    target.className = name;
  }
}
