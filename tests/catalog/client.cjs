// Opens feeds in Readium's OPDS client, r2-opds-js: `node client.cjs FILE...` prints what it understood.
const fs = require("fs");
const { DOMParser } = require("@xmldom/xmldom");
const { initGlobalConverters_GENERIC, initGlobalConverters_SHARED } = require("r2-shared-js/dist/es6-es2015/src/init-globals");
const { initGlobalConverters_OPDS } = require("r2-opds-js/dist/es6-es2015/src/opds/init-globals");
const { OPDS } = require("r2-opds-js/dist/es6-es2015/src/opds/opds1/opds");
const { OPDSFeed } = require("r2-opds-js/dist/es6-es2015/src/opds/opds2/opds2");
const { OPDSPublication } = require("r2-opds-js/dist/es6-es2015/src/opds/opds2/opds2-publication");
const { convertOpds1ToOpds2 } = require("r2-opds-js/dist/es6-es2015/src/opds/converter");
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es6-es2015/src/serializable");
const { XML } = require("r2-utils-js/dist/es6-es2015/src/_utils/xml-js-mapper");

initGlobalConverters_OPDS();
initGlobalConverters_SHARED();
initGlobalConverters_GENERIC();

function read(file) {
  const text = fs.readFileSync(file, "utf8");
  if (file.endsWith("publication.json")) return { Publications: [TaJsonDeserialize(JSON.parse(text), OPDSPublication)] };
  if (file.endsWith(".json")) return TaJsonDeserialize(JSON.parse(text), OPDSFeed);
  return convertOpds1ToOpds2(XML.deserialize(new DOMParser().parseFromString(text, "application/xml"), OPDS));
}

const links = (items) => (items || []).map((link) => [[].concat(link.Rel || [])[0] || "", link.Href, link.TypeLink]);

const summary = {};
for (const file of process.argv.slice(2)) {
  const feed = read(file);
  summary[file] = {
    title: feed.Metadata ? feed.Metadata.Title : null,
    total: feed.Metadata ? feed.Metadata.NumberOfItems : null,
    links: links(feed.Links),
    navigation: (feed.Navigation || []).map((link) => [link.Title, link.Href, link.TypeLink]),
    publications: (feed.Publications || []).map((found) => ({
      title: found.Metadata.Title,
      identifier: found.Metadata.Identifier,
      language: [].concat(found.Metadata.Language || [])[0],
      published: found.Metadata.PublicationDate ? found.Metadata.PublicationDate.toISOString().slice(0, 10) : null,
      publisher: (found.Metadata.Publisher || []).map((one) => one.Name),
      links: links(found.Links),
      images: links(found.Images),
    })),
  };
}
process.stdout.write(JSON.stringify(summary));
