// epub.js as a reader of one book. See walk.js for what a reader has to offer.

import "/jszip/jszip.min.js";
import "/epubjs/epub.min.js";

const DARK = "html, body { background: #121212; color: #e8e6e3 }";
const LIGHT = "html, body { background: #fff; color: #000 }";

const entries = (items) => items.map((item) => [item.label.trim(), item.href, entries(item.subitems)]);

export class Reader {
    async open(address) {
        this.book = window.ePub(await (await fetch(address)).arrayBuffer());
        await this.book.ready;
        const stage = document.createElement("div");
        stage.style.cssText = "position: absolute; inset: 0";
        document.body.append(stage);
        this.rendition = this.book.renderTo(stage, {
            width: innerWidth, height: innerHeight, flow: "paginated", spread: "none",
        });
        await this.rendition.display();
    }

    facts() {
        const { navigation, pageList, packaging } = this.book;
        return {
            direction: packaging.metadata.direction,
            contents: entries(navigation.toc),
            pages: pageList.pageList.map((page) => [String(page.page), page.href, []]),
            landmarks: navigation.landmarks.map((mark) => [mark.type, mark.href]),
        };
    }

    async dress({ dark, size = "100%" }) {
        this.rendition.themes.fontSize(size);
        for (const contents of this.rendition.getContents()) {
            contents.addStylesheetCss(dark ? DARK : LIGHT, "scheme");
        }
        await new Promise(requestAnimationFrame);
    }

    get document() {
        return this.rendition.getContents()[0].document;
    }

    get path() {
        const [contents] = this.rendition.getContents();
        return contents ? this.whole(this.book.spine.get(contents.sectionIndex)) : null;
    }

    whole(section) {
        return this.book.path.resolve(section.href).replace(/^\//, "");
    }

    async next() {
        // Its own `atEnd` comes a page early in vertical text.
        const before = this.place();
        await this.rendition.next();
        return this.place() !== before;
    }

    place() {
        const { scrollLeft, scrollTop } = this.rendition.manager.container;
        return [this.path, scrollLeft, scrollTop].join();
    }

    async goTo(path) {
        await this.rendition.display(this.book.spine.spineItems.find((section) => this.whole(section) === path).href);
    }

    async ask(link) {
        const { rendition } = this;
        const asked = new Promise((resolve) => {
            rendition.display = (target) => resolve(this.book.spine.get(target));
        });
        const unanswered = new Promise((resolve) => setTimeout(resolve, 200, null));
        const opened = window.open;
        window.open = () => null;
        link.click();
        const found = await Promise.race([asked, unanswered]);
        window.open = opened;
        delete rendition.display;
        return found && this.whole(found);
    }
}
