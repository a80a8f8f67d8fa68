// Puts books to Ace: `node ace.cjs FOLDER BOOK...` writes the report of each to FOLDER/NAME/report.json.
// One process and one browser after another, no command line of Ace: that one brings Electron.

const path = require("path");
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

async function main(folder, books) {
    for (const book of books) {
        const outdir = path.join(folder, path.parse(book).name);
        await ace(book, { cwd: process.cwd(), outdir, silent: true, initLogger: true, fileName: path.join(folder, "ace.log") }, runner);
    }
}

const [folder, ...books] = process.argv.slice(2);
main(folder, books).catch((error) => {
    console.error(error);
    process.exit(1);
});
