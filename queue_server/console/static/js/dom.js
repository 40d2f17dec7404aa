// Elements from plain values, and putting them into the page with as little change as possible:
// what has the focus, a typed text or a place in a scrolled list is left alone by the next drawing.

/** h("button", {class: "main", "data-do": "serve"}, "Bắt đầu"): null, undefined and false are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** Make the children of `host` look like `nodes`; a node with `data-key` stays the same element as it moves. */
export function draw(host, ...nodes) {
  const focused = document.activeElement;
  matchChildren(host, nodes.flat().filter(isShown));
  if (focused !== document.activeElement && focused?.isConnected && host.contains(focused)) focused.focus();
}

function append(element, children) {
  for (const child of children.flat(3)) {
    if (isShown(child)) element.append(child);
  }
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== "";
}

function matchChildren(host, wanted) {
  const wantedNodes = wanted.map((node) => (node instanceof Node ? node : document.createTextNode(String(node))));
  removeLeavers(host, wantedNodes);
  let present = host.firstChild;
  for (const node of wantedNodes) {
    const match = findMatch(host, present, node);
    if (match === null) {
      host.insertBefore(node, present);
      continue;
    }
    if (match === present) present = present.nextSibling;
    else host.insertBefore(match, present);
    matchNode(match, node);
  }
  while (present) {
    const next = present.nextSibling;
    present.remove();
    present = next;
  }
}

function removeLeavers(host, wantedNodes) {
  const staying = new Set(wantedNodes.map(keyOf).filter(Boolean));
  for (const child of [...host.childNodes]) {
    const key = keyOf(child);
    if (key && !staying.has(key)) child.remove();
  }
}

function findMatch(host, present, node) {
  const key = keyOf(node);
  if (!key) return present && !keyOf(present) && present.nodeName === node.nodeName ? present : null;
  for (let child = present; child; child = child.nextSibling) {
    if (keyOf(child) === key && child.nodeName === node.nodeName) return child;
  }
  return null;
}

function keyOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key : undefined;
}

function matchNode(present, wanted) {
  if (present.nodeType !== Node.ELEMENT_NODE) {
    if (present.nodeValue !== wanted.nodeValue) present.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name } of [...present.attributes]) {
    if (!wanted.hasAttribute(name)) present.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (present.getAttribute(name) !== value) present.setAttribute(name, value);
  }
  matchChildren(present, [...wanted.childNodes]);
}
