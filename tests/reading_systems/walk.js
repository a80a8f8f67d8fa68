// Reads a book from the first page to the last and tells what it saw.
//
// A reader has: open(address), facts(), dress({dark, size}), document, path (of the document that it
// shows; null while it looks for one), next() (false at the end), goTo(path), ask(link) (the path that it leads to, null for the web).

// What is displayed of a text node: its characters, with the box of each.
function* characters(node) {
    const range = node.ownerDocument.createRange();
    let at = 0;
    for (const character of node.data) {
        range.setStart(node, at);
        range.setEnd(node, at += character.length);
        const box = [...range.getClientRects()].find((rect) => rect.height > 0 && rect.width > 0)
            ?? range.getClientRects()[0];
        yield { character, box: box && (box.height > 0 || box.width > 0) ? box : null };
    }
}

function textNodes(root) {
    const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
}

const isVisible = (element) => getComputedStyle(element).visibility === "visible";

// The text of an element as displayed; what the edition says itself (class `word`) and links between
// documents (nav) are passed by. A character of the document that is not displayed becomes U+FFFD.
// White space between blocks has no box and is nobody's text.
function displayed(element) {
    if (element.localName === "nav" || element.classList.contains("word")) return "";
    if (element.localName === "br") return "\n";
    let text = "";
    for (const node of element.childNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) text += displayed(node);
        else if (node.nodeType === Node.TEXT_NODE) text += shown(node, isVisible(element));
    }
    return text;
}

function shown(node, visible) {
    const found = [...characters(node)];
    if (!node.data.trim() && !found.some(({ box }) => box)) return "";
    return found.map(({ character, box }) => ((box && visible) || !character.trim() ? character : "\uFFFD")).join("");
}

// What can be seen of a frame's document: the part of it that no box around it cuts off.
function windowOf(frame) {
    const { left, top } = frame.getBoundingClientRect();
    const view = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (let box = frame; box; box = box.parentElement ?? box.getRootNode().host) {
        if (box !== frame && getComputedStyle(box).overflow === "visible") continue;
        const rect = box.getBoundingClientRect();
        view.left = Math.max(view.left, rect.left);
        view.top = Math.max(view.top, rect.top);
        view.right = Math.min(view.right, rect.right);
        view.bottom = Math.min(view.bottom, rect.bottom);
    }
    return { left: view.left - left, top: view.top - top, right: view.right - left, bottom: view.bottom - top };
}

// The numbers of the characters that are in view, counting those of the document without white space.
function inView(doc) {
    const view = windowOf(doc.defaultView.frameElement);
    const seen = [];
    let number = 0;
    for (const node of textNodes(doc.body)) {
        for (const { character, box } of characters(node)) {
            if (!character.trim()) continue;
            const x = box ? (box.left + box.right) / 2 : NaN;
            const y = box ? (box.top + box.bottom) / 2 : NaN;
            if (x >= view.left && x < view.right && y >= view.top && y < view.bottom) seen.push(number);
            number += 1;
        }
    }
    const pictures = [...[...doc.images].entries()].filter(([, image]) => isWithin(image, view)).map(([at]) => at);
    return { seen, count: number, pictures };
}

// Whether the lines of a table are longer than those of the text around it.
function isTooLong(table) {
    const isVertical = getComputedStyle(table).writingMode !== "horizontal-tb";
    const extent = (box) => Math.max(...[...box.getClientRects()].map(({ width, height }) => (isVertical ? height : width)));
    return extent(table) > extent(table.parentElement) + 1;
}

// Whether a picture is shown whole; a pixel may be lost to rounding.
function isWithin(image, view) {
    const { left, top, right, bottom } = image.getBoundingClientRect();
    return right > left && left >= view.left - 1 && right <= view.right + 1 && top >= view.top - 1 && bottom <= view.bottom + 1;
}

const channels = (colour) => colour.match(/[\d.]+/g).map(Number);

function luminance(colour) {
    const [red, green, blue] = channels(colour).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function background(element, canvas) {
    for (let box = element; box; box = box.parentElement) {
        const { backgroundColor } = getComputedStyle(box);
        if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return canvas;
}

// The lowest contrast between a text and what is behind it, as WCAG 2 counts it (1 to 21).
function contrast(doc) {
    const probe = doc.body.appendChild(doc.createElement("i"));
    probe.style.background = "Canvas";
    const canvas = getComputedStyle(probe).backgroundColor;
    probe.remove();
    const ratios = textNodes(doc.body).filter((node) => node.data.trim()).map(({ parentElement }) => {
        const pair = [getComputedStyle(parentElement).color, background(parentElement, canvas)].map(luminance);
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    });
    return Math.min(21, ...ratios);
}

async function links(reader) {
    const found = [];
    for (const link of reader.document.querySelectorAll("a[href]")) {
        const to = await reader.ask(link);
        found.push({ kind: link.className, text: link.textContent, to });
    }
    return found;
}

async function study(reader, size) {
    const { document: doc, path } = reader;
    const article = doc.querySelector("article");
    const broken = [...doc.images].filter((image) => !(image.complete && image.naturalWidth)).length;
    await reader.dress({ dark: true, size });
    const dark = contrast(doc);
    await reader.dress({ dark: false, size });
    return {
        path,
        title: doc.querySelector("h1")?.textContent ?? "",
        text: article && displayed(article),
        links: await links(reader),
        contrast: { dark, light: contrast(doc) },
        pictures: doc.images.length,
        brokenPictures: broken,
        wideTables: [...doc.querySelectorAll("table")].filter(isTooLong).length,
        readings: [...doc.querySelectorAll("rt")].map((reading) => getComputedStyle(reading, "::before").content),
        writingMode: getComputedStyle(doc.body).writingMode,
    };
}

export async function walk(reader, size = "100%") {
    const documents = [];
    const turns = [];
    for (let more = true; more; more = await reader.next()) {
        if (documents.at(-1)?.path !== reader.path) documents.push(await study(reader, size));
        turns.push({ path: reader.path, ...inView(reader.document) });
        if (turns.length > 500) throw new Error("the book has no end");
    }
    return { documents, turns };
}

// Clicks a link of a document for good, and tells where one stands then; null without such a link.
export async function follow(reader, path, kind) {
    await reader.goTo(path);
    const link = reader.document.querySelector(`a.${kind}`);
    if (!link) return null;
    link.click();
    for (let tries = 0; [path, null].includes(reader.path) && tries < 100; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return reader.path;
}
