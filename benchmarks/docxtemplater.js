// node docxtemplater.js MODULES TEMPLATE DATA OUT: seconds of CPU and MB above the start, as JSON.
const [modules, template, data, out] = process.argv.slice(2);
const fs = require("fs");
const PizZip = require(modules + "/pizzip");
const Docxtemplater = require(modules + "/docxtemplater");

const values = JSON.parse(fs.readFileSync(data, "utf8"));
const before = process.resourceUsage();
const document = new Docxtemplater(new PizZip(fs.readFileSync(template)), { paragraphLoop: true, linebreaks: true });
document.render(values);
fs.writeFileSync(out, document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
const after = process.resourceUsage();
const microseconds = after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime;
console.log(JSON.stringify({ cpu: microseconds / 1e6, memory: (after.maxRSS - before.maxRSS) / 1024 }));
