// The workload by PptxGenJS: node pptxgenjs.mjs stored|deflated INPUT.json OUTPUT.pptx [INPUT OUTPUT]...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.PEER_HOME, "package.json"));
const PptxGenJS = require("pptxgenjs");

function draw(deck, content) {
  const slide = deck.addSlide();
  slide.addText(content.title, { x: 0.5, y: 0.3, w: 12.3, h: 0.9, fontSize: 28, bold: true });
  slide.addNotes(content.notes);
  if (content.achievements)
    slide.addText(
      content.achievements.map((text) => ({ text, options: { bullet: true, breakLine: true } })),
      { x: 0.5, y: 1.5, w: 12.3, h: 5, fontSize: 20 },
    );
  (content.indicators ?? []).forEach((indicator, place) =>
    slide.addText(
      [
        { text: indicator.value, options: { fontSize: 28, bold: true, breakLine: true } },
        { text: indicator.label, options: { fontSize: 16 } },
      ],
      { shape: deck.ShapeType.roundRect, fill: { color: "F3E8F5" }, x: 0.5 + 3.1 * place, y: 2, w: 2.9, h: 3 },
    ),
  );
  for (const photo of content.photos ?? []) {
    slide.addImage({ path: photo.image, x: 2, y: 1.4, w: 7.5, h: 5 });
    slide.addText(photo.caption, { x: 2, y: 6.5, w: 7.5, h: 0.5, fontSize: 14 });
  }
  if (content.chart)
    slide.addChart(
      deck.ChartType.bar,
      content.chart.series.map(({ name, values }) => ({ name, labels: content.chart.categories, values })),
      { x: 0.5, y: 1.4, w: 12.3, h: 5.5 },
    );
}

const [form, ...files] = process.argv.slice(2);
for (let place = 0; place < files.length; place += 2) {
  const deck = new PptxGenJS();
  deck.layout = "LAYOUT_WIDE";
  for (const content of JSON.parse(readFileSync(files[place], "utf8"))) draw(deck, content);
  await deck.writeFile({ fileName: files[place + 1], compression: form === "deflated" });
}
