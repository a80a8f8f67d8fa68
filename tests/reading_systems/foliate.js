// foliate-js as a reader of one book. See walk.js for what a reader has to offer.

import "/foliate-js/view.js";

// The text's colours alone, as the plainest reading systems change them: links have to follow.
const colours = (dark) => `html { color-scheme: ${dark ? "dark" : "light"} }`;

const entries = (items) => (items ?? []).map((item) => [item.label, item.href, entries(item.subitems)]);

export class Reader {
    async open(address, { columns = 1 } = {}) {
        this.view = document.createElement("foliate-view");
        document.body.append(this.view);
        await this.view.open(new File([await (await fetch(address)).blob()], "book.epub"));
        this.view.renderer.setAttribute("max-column-count", columns);
        await this.dress({ dark: false });
        await this.view.init({});
    }

    facts() {
        const { toc, pageList, landmarks, dir } = this.view.book;
        return {
            direction: dir,
            contents: entries(toc),
            pages: entries(pageList),
            landmarks: landmarks.map((mark) => [mark.type.join(" "), mark.href]),
        };
    }

    async dress({ dark, size = "100%" }) {
        this.view.renderer.setStyles(`${colours(dark)} html { font-family: serif; font-size: ${size} }`);
        await new Promise(requestAnimationFrame);
    }

    get document() {
        return this.view.renderer.getContents()[0].doc;
    }

    get path() {
        return this.view.book.sections[this.view.renderer.getContents()[0].index].id;
    }

    async next() {
        if (this.view.renderer.atEnd) return false;
        await this.view.next();
        return true;
    }

    async goTo(path) {
        await this.view.goTo(path);
    }

    // Where a click on a link would lead, without going there.
    async ask(link) {
        const asked = new Promise((resolve) => {
            const options = { once: true };
            this.view.addEventListener("link", (event) => {
                event.preventDefault();
                resolve(this.view.resolveNavigation(event.detail.href));
            }, options);
            this.view.addEventListener("external-link", (event) => {
                event.preventDefault();
                resolve(null);
            }, options);
        });
        link.click();
        const found = await asked;
        return found ? this.view.book.sections[found.index].id : null;
    }
}
